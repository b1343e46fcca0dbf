"""What a person does: one function an act, one transaction each, a result back. Nothing here prints or asks."""
