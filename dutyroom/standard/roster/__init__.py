"""The on-duty roster: shifts, who may serve, what is checked, counted, swapped and credited.

Importing this room is cheap; only `roster.solver.solve` loads numpy and HiGHS, and
only those who solve import it.
"""
