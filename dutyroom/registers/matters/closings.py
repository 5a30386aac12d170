"""Which matters were closed between two numbers of the journal, or too early for an instruction."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select

from dutyroom.registers.matters.facts import CLOSED, REOPENED
from dutyroom.registers.matters.kinds import Step
from dutyroom.registers.matters.line import MatterRow, chosen, lines
from dutyroom.registers.matters.tables import MATTERS, MatterInstruction, MatterStep
from dutyroom.store.parts import in_parts
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session
from dutyroom.store.tables import JOURNAL

_STEPS: Final = table_of(MatterStep)
_ORDERS: Final = table_of(MatterInstruction)


def closed_within(session: Session, seq: int, until: int | None = None) -> list[str]:
    """Return the ids of the matters that were closed in a stretch of the journal.

    One that was closed and opened again in between is not among them; one that was opened again
    later is: what was done is not undone by what comes after it.

    Args:
        session: A transaction.
        seq: Behind this number of the journal.
        until: Before this number; None: until now.
    """
    entry, steps = JOURNAL.c, _STEPS.c
    within = [entry.kind.in_((CLOSED, REOPENED)), entry.seq > seq]
    if until is not None:
        within.append(entry.seq < until)
    same = (steps.matter == entry.subject) & (steps.fact == entry.id)
    taken = select(steps.matter, steps.step).join_from(JOURNAL, _STEPS, same).where(*within)
    rows = session.connection().execute(taken.order_by(entry.seq)).all()
    last = {row.matter: row.step for row in rows}
    return [matter for matter, step in last.items() if step == Step.CLOSED]


def closed_since(session: Session, seq: int) -> list[MatterRow]:
    """Return the matters that were closed behind a number of the journal and still are.

    Args:
        session: A transaction.
        seq: The number.
    """
    found: list[MatterRow] = []
    for some in in_parts(closed_within(session, seq)):
        wanted = chosen().where(MATTERS.c.id.in_(some), MATTERS.c.open.is_(False))
        found += lines(session.connection().execute(wanted))
    return found


def closed_unsettled(session: Session) -> list[MatterRow]:
    """Return the matters that were closed, however long ago, while an instruction still waits.

    Args:
        session: A transaction.
    """
    waiting = select(_ORDERS.c.matter).where(_ORDERS.c.settled_at.is_(None))
    wanted = chosen().where(MATTERS.c.id.in_(waiting), MATTERS.c.open.is_(False))
    return lines(session.connection().execute(wanted.order_by(MATTERS.c.ordinal)))
