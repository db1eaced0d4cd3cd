"""How we compute: arrays and frozen records in, the same out.

No Django, no files, no clock, no hidden randomness.
"""
