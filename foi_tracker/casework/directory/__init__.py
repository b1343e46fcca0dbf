"""The directory as a person uses it: looking, choosing, keeping entries of one's own, taking in lists."""
