"""Rancang: from scattered data to a smart-city masterplan that can name its sources."""

__version__ = "0.1.0"
