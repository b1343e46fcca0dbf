"""Letters on their way out: where each goes and how, and a whole case for others to read."""
