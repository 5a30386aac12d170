"""Wishes for and against duty: who asked for what, and what was withdrawn."""
