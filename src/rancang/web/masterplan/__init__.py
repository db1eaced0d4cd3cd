"""The door out: editions of the books."""
