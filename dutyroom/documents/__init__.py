"""What is printed or sent: slips, sheets and spreadsheets."""
