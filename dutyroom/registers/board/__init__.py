"""The board of the units that report to a district: received or missing, day by day (article 9)."""
