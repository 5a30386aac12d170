"""What was done last about matters, and what leaders wait for: of many matters at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import func, select

from dutyroom.registers.matters.kinds import Step
from dutyroom.registers.matters.line import MatterRow
from dutyroom.registers.matters.tables import MatterInstruction, MatterStep
from dutyroom.store.parts import in_parts
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session

_STEPS: Final = table_of(MatterStep)
_ORDERS: Final = table_of(MatterInstruction)
_DONE: Final = (Step.NOTED, Step.CONVEYED, Step.RECEIPTED, Step.SETTLED)
"""Steps by which somebody did something about the matter, or was told."""


@dataclass(frozen=True, slots=True)
class Done:
    """An entry of the thread; its texts are foreign.

    Attributes:
        at: When.
        by: Who did or noted it.
        who: Whom it concerned; empty: nobody.
        words: What was done or said.
        answer: What they answered.
    """

    at: datetime
    by: str
    who: str
    words: str
    answer: str


@dataclass(frozen=True, slots=True)
class Order:
    """An instruction without an outcome; its texts are foreign.

    Attributes:
        given_by: Who gave it.
        words: The exact words.
        left: Why its matter was closed all the same; empty: it was not.
    """

    given_by: str
    words: str
    left: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """How a matter came to stand as it does.

    Attributes:
        last: What was done last; None: nothing yet.
        reopened: Why it was opened again the last time; empty: it was not, or nobody knows.
        orders: The instructions without an outcome, in order.
    """

    last: Done | None = None
    reopened: str = ""
    orders: tuple[Order, ...] = field(default_factory=tuple)


def courses(session: Session, rows: Collection[MatterRow]) -> Mapping[str, Course]:
    """Return how matters came to stand as they do, by id; where nothing is said, nothing is.

    Args:
        session: A transaction.
        rows: The matters.
    """
    last, reopened = _last(session, [row.id for row in rows], _DONE), _reopened(session, rows)
    orders = _orders(session, [row.id for row in rows if row.unsettled])
    return {
        matter: Course(last.get(matter), reopened.get(matter, ""), tuple(orders.get(matter, ())))
        for matter in {*last, *reopened, *orders}
    }


def _last(session: Session, matters: list[str], which: Collection[Step]) -> dict[str, Done]:
    """Return the last entry of some kinds of each matter that has one."""
    columns = _STEPS.c
    found: dict[str, Done] = {}
    for some in in_parts(matters):
        newest = (
            select(columns.matter, func.max(columns.position).label("position"))
            .where(columns.matter.in_(some), columns.step.in_(which))
            .group_by(columns.matter)
            .subquery()
        )
        same = (columns.matter == newest.c.matter) & (columns.position == newest.c.position)
        names = ("matter", *Done.__dataclass_fields__)
        chosen = select(*(columns[name] for name in names)).join(newest, same)
        found |= {row[0]: Done(*row[1:]) for row in session.connection().execute(chosen)}
    return found


def _reopened(session: Session, rows: Collection[MatterRow]) -> dict[str, str]:
    """Return why matters that are open again were reopened."""
    again = [row.id for row in rows if row.open and row.reopened]
    return {matter: step.words for matter, step in _last(session, again, (Step.REOPENED,)).items()}


def _orders(session: Session, matters: list[str]) -> dict[str, list[Order]]:
    """Return the instructions without an outcome, by matter."""
    columns = _ORDERS.c
    found: dict[str, list[Order]] = {}
    for some in in_parts(matters):
        left = _left(session, some)
        chosen = select(columns.matter, columns.id, columns.given_by, columns.words)
        open_ones = chosen.where(columns.matter.in_(some), columns.settled_at.is_(None))
        ordered = open_ones.order_by(columns.matter, columns.position)
        for matter, order, given_by, words in session.connection().execute(ordered):
            why = left.get((matter, order), "")
            found.setdefault(matter, []).append(Order(given_by, words, why))
    return found


def _left(session: Session, matters: Collection[str]) -> dict[tuple[str, str], str]:
    """Return why matters were closed all the same, by matter and instruction; the last words."""
    columns = _STEPS.c
    said = select(columns.matter, columns.about, columns.words).where(
        columns.matter.in_(matters), columns.step == Step.LEFT
    )
    found = session.connection().execute(said.order_by(columns.matter, columns.position))
    return {(matter, order): words for matter, order, words in found}
