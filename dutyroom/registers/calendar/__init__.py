"""What each day is, by which document: the holidays and events of article 9(1)."""
