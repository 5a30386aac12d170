"""The rows of one matter while its facts are folded into them."""

from __future__ import annotations

from typing import Any

from dutyroom.registers.folding import SubjectRows
from dutyroom.registers.matters.kinds import Channel, Step
from dutyroom.registers.matters.tables import CHILDREN, Matter, MatterStep
from dutyroom.registers.values import choice, words
from dutyroom.store.facts import Fact

Row = dict[str, Any]


class Rows(SubjectRows):
    """The rows of one matter."""

    def __init__(self, matter: str, **known: object) -> None:
        """Begin with nothing known.

        Args:
            matter: Its id.
            known: Columns whose values are known.
        """
        super().__init__(Matter, matter, children=CHILDREN, key="matter", **known)

    def step(self, step: Step, fact: Fact, **columns: object) -> None:
        """Add a line to the thread."""
        channel = choice(Channel, words(fact, "channel")) or ""
        self.add(
            MatterStep,
            fact=str(fact.id),
            step=step.value,
            at=fact.occurred_at,
            by=fact.actor,
            channel=channel,
            **columns,
        )
