"""Letters: drafted, kept, checked and proved; the templates they come from."""
