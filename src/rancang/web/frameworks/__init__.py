"""What is measured: versions, dimensions, indicators."""
