"""The ledger of compensatory leave (article 21): earned, applied for, taken, ended."""
