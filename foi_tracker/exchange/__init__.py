"""Formats of others: values to text and text to values. Nothing here reads or keeps records."""
