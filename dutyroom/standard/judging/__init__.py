"""From measured values to a verdict: pure rules, one module per kind of thing.

Every threshold is handed in: it is the unit's to choose.
"""
