"""Words of two languages in templates."""
