"""The call tracker: a pure state machine from line events to the facts of calls."""
