"""The places, their codes, levels, island groups and borders."""
