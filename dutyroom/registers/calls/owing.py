"""The calls that somebody still has to do something about, as the alarms see them."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select
from sqlmodel import Session

from dutyroom.registers.alarms.rules import OpenCall
from dutyroom.registers.calls.facts import Outcome
from dutyroom.registers.calls.state import Owed
from dutyroom.registers.calls.tables import Call
from dutyroom.store.rows import table_of

MOST: Final = 500
"""Calls looked at: a desk that owes more than these has alarms enough."""

_TABLE: Final = table_of(Call)


def owing(session: Session) -> list[OpenCall]:
    """Return the calls that ring, and those not yet written up or called back.

    Args:
        session: A transaction that reads.
    """
    wanted = (_TABLE.c.outcome == Outcome.RINGING) | (_TABLE.c.owed != Owed.NOTHING)
    rows = session.execute(
        select(
            _TABLE.c.id,
            _TABLE.c.line,
            _TABLE.c.outcome,
            _TABLE.c.owed,
            _TABLE.c.started_at,
            _TABLE.c.ended_at,
        )
        .where(wanted)
        .order_by(_TABLE.c.ordinal.desc())
        .limit(MOST)
    )
    return [
        OpenCall(
            id=row.id,
            line=row.line,
            owed="answer" if row.outcome == Outcome.RINGING else row.owed,
            since=row.started_at
            if row.outcome == Outcome.RINGING
            else row.ended_at or row.started_at,
        )
        for row in rows
    ]
