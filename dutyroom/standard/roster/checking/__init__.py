"""The checker: every rule over a whole roster, each breach with who, when and why."""

from dutyroom.standard.roster.checking.check import check

__all__ = ["check"]
