"""Edges to what the self-check asks: hosts, time servers, the printer, the power supply.

Each returns plain values, judges nothing, waits in no event loop, and leaves nothing
running when it is cancelled.
"""
