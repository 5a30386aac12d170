"""What the screens ask of the registers and the keeper, off the event loop."""
