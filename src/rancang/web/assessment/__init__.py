"""Index runs, rank intervals and selections; frozen once confirmed."""
