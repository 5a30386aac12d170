"""The rota solver: a roster from hard and soft rules, or why there can be none.

What it is asked and what it answers are plain values, which anybody may know; only those who
solve import `solve`, which loads numpy and HiGHS.
"""

from dutyroom.standard.roster.solver.problem import Limits, Problem, Progress, Weights
from dutyroom.standard.roster.solver.proposal import Clash, Proposal, Status

__all__ = ["Clash", "Limits", "Problem", "Progress", "Proposal", "Status", "Weights"]
