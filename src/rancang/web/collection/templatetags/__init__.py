"""States of values in templates."""
