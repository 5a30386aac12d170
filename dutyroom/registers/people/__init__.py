"""The officers and leaders of the duty room (articles 4, 13, 19 and 25)."""
