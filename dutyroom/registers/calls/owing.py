"""The calls that somebody still has to do something about, as the alarms see them."""

from __future__ import annotations

from typing import Final

from sqlalchemy import ColumnElement, select

from dutyroom.registers.alarms.rules import OpenCall
from dutyroom.registers.calls.kinds import Outcome
from dutyroom.registers.calls.rows import CALLS
from dutyroom.registers.calls.state import Owed
from dutyroom.store.session import Session

MOST: Final = 500
"""Calls of each kind looked at: a desk that owes more than these has alarms enough."""


def owing(session: Session) -> list[OpenCall]:
    """Return the calls that ring, and those not yet written up or called back.

    Asked every second, so each kind is a question of its own that an index
    answers; together they would read the whole log.

    Args:
        session: A transaction that reads.
    """
    columns = CALLS.c
    return [
        *_asked(session, "answer", columns.outcome == Outcome.RINGING.value),
        *_asked(session, "write_up", columns.owed == Owed.WRITE_UP.value),
        *_asked(session, "call_back", columns.owed == Owed.CALL_BACK.value),
    ]


def _asked(session: Session, owed: str, fits: ColumnElement[bool]) -> list[OpenCall]:
    """Return the latest calls of one kind; what is over counts from its end, where it is known."""
    columns = CALLS.c
    chosen = select(columns.id, columns.line, columns.started_at, columns.ended_at).where(fits)
    found = session.connection().execute(chosen.order_by(columns.ordinal.desc()).limit(MOST))
    return [
        OpenCall(call, line, owed, started if owed == "answer" else ended or started)
        for call, line, started, ended in found
    ]
