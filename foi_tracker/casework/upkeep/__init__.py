"""Keeping house: the folder made, looked over, backed up, and shown."""
