"""Results -> what is seen: for eyes on a terminal, tab-separated in a pipe, JSON on request."""
