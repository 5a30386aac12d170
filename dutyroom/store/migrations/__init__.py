"""How the database grew: one script for each version."""
