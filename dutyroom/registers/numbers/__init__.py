"""The running numbers that are printed: given once, and never again."""
