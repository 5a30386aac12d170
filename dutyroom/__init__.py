"""A terminal console for government duty rooms."""

__version__ = "0.1.0"
