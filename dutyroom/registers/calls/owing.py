"""The calls that somebody still has to do something about, as the alarms see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, func, select

from dutyroom.registers.alarms.rules import OpenCall
from dutyroom.registers.calls.kinds import Outcome
from dutyroom.registers.calls.rows import CALLS
from dutyroom.registers.calls.state import Owed
from dutyroom.store.session import Session

MOST: Final = 500
"""Calls of each kind looked at: a desk that owes more than these has alarms enough."""


def owing(session: Session, due: Mapping[str, datetime]) -> list[OpenCall]:
    """Return the calls that ring, and those not yet written up or called back, where it is due.

    Asked every second, so each kind is a question of its own that an index
    answers; together they would read the whole log. What is not due yet is left
    out by the database: a desk with much to write up would pay for it each second.

    Args:
        session: A transaction that reads.
        due: Since when a call must have waited for each thing owed, as `rules.due_since` says.
    """
    columns = CALLS.c
    over = func.coalesce(columns.ended_at, columns.started_at, type_=columns.started_at.type)
    asked: tuple[tuple[str, ColumnElement[bool], ColumnElement[datetime]], ...] = (
        ("answer", columns.outcome == Outcome.RINGING.value, columns.started_at),
        ("write_up", columns.owed == Owed.WRITE_UP.value, over),
        ("call_back", columns.owed == Owed.CALL_BACK.value, over),
    )
    return [
        OpenCall(call, line, owed, since)
        for owed, fits, waiting in asked
        for call, line, since in _latest(session, fits, waiting, due[owed])
    ]


def _latest(
    session: Session, fits: ColumnElement[bool], since: ColumnElement[datetime], due: datetime
) -> Iterable[tuple[str, str, datetime]]:
    """Return id, line and since when of those of the latest calls of one kind that are due."""
    columns = CALLS.c
    latest = select(columns.id, columns.line, since.label("since")).where(fits)
    kept = latest.order_by(columns.ordinal.desc()).limit(MOST).subquery()
    found = session.connection().execute(select(kept).where(kept.c.since <= due))
    return ((call, line, moment) for call, line, moment in found)
