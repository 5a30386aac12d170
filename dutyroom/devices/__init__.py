"""Edges to the hardware: serial port, sound card, their formats and their simulations."""
