"""Who sees and does what: the Django part."""
