"""The steps of `dutyroom setup`: each asks, shows live whether a device answers, and returns."""
