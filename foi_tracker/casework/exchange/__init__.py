"""What comes from other programs and goes to them: one module a kind, each all or nothing."""
