"""The door in: every value enters here."""
