"""Who we are: the unit's profile, and its one duty number with its history (articles 4 and 6)."""
