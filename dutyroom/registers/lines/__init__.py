"""When each line was up and when it was down (article 6: one unit, one number, 24 hours)."""
