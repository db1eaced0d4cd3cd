"""Charts and maps as Vega-Lite specifications: plain dicts, drawn by ``drawing``."""
