"""The rows of one matter while its facts are folded into them."""

from __future__ import annotations

from typing import Any

from sqlmodel import SQLModel

from dutyroom.registers.matters.kinds import Channel, Step
from dutyroom.registers.matters.tables import CHILDREN, MatterStep
from dutyroom.registers.values import choice, words
from dutyroom.store.facts import Fact

Row = dict[str, Any]


class Rows:
    """The rows of one matter.

    Attributes:
        row: The row of the matter itself.
        children: The rows that belong to it, by model.
    """

    def __init__(self, model: type[SQLModel], matter: str, **known: object) -> None:
        """Begin with nothing known.

        Args:
            model: The model of the matter itself.
            matter: Its id.
            known: Columns whose values are known.
        """
        self.row: Row = {**_empty(model), "id": matter, **known}
        self.children: dict[type[SQLModel], list[Row]] = {child: [] for child in CHILDREN}

    def add(self, model: type[SQLModel], **columns: object) -> Row:
        """Add a row that belongs to the matter; what is not named is empty."""
        row: Row = {**_empty(model), "matter": self.row["id"], **columns}
        if "position" in row:
            row["position"] = len(self.children[model])
        self.children[model].append(row)
        return row

    def find(self, model: type[SQLModel], **columns: object) -> Row | None:
        """Return the last row that belongs to the matter and has these values."""
        wanted = columns.items()
        fitting = (row for row in reversed(self.children[model]) if wanted <= row.items())
        return next(fitting, None)

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


def _empty(model: type[SQLModel]) -> Row:
    """Return the columns of a model with nothing in them."""
    fields = model.model_fields.items()
    return {name: None if each.is_required() else each.default for name, each in fields}
