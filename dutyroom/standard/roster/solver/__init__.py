"""The rota solver: a roster from hard and soft rules, or why there can be none.

Nobody but those who solve imports this room: it loads numpy and HiGHS.
"""

from dutyroom.standard.roster.solver.problem import Limits, Problem, Progress, Weights
from dutyroom.standard.roster.solver.proposal import Clash, Proposal, Status
from dutyroom.standard.roster.solver.solve import solve

__all__ = ["Clash", "Limits", "Problem", "Progress", "Proposal", "Status", "Weights", "solve"]
