"""Rosters of holidays and events submitted in time, and what changed afterwards (article 9(2))."""
