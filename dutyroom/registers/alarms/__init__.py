"""Everything that needs somebody to act now: what sounds, what was seen, what was put off."""
