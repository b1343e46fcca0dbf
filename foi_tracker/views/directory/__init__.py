"""The directory of authorities."""
