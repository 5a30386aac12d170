"""Hints, sound levels and commands between the line keeper and its consoles."""
