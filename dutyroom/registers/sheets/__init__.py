"""What every import of a spreadsheet shares: headings, outcome, and staging."""
