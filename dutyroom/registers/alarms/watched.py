"""The rows of other registers that the alarms' rules look at."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select
from sqlmodel import Session

from dutyroom.registers.alarms.rules import OpenCall
from dutyroom.registers.calls.facts import Outcome
from dutyroom.registers.calls.rows import CALLS
from dutyroom.registers.calls.state import Owed

_COLUMNS: Final = (CALLS.c.id, CALLS.c.line, CALLS.c.owed, CALLS.c.started_at, CALLS.c.ended_at)
_OWED: Final = select(*_COLUMNS).where(
    CALLS.c.owed.in_((Owed.WRITE_UP.value, Owed.CALL_BACK.value))
)
_RINGING: Final = select(CALLS.c.id, CALLS.c.line, CALLS.c.started_at).where(
    CALLS.c.outcome == Outcome.RINGING.value
)


def open_calls(session: Session) -> list[OpenCall]:
    """Return the calls that somebody still has to answer, write up or call back.

    A call whose end is not known counts from its beginning.
    """
    connection = session.connection()
    waiting = [
        OpenCall(call, line, owed, ended or started)
        for call, line, owed, started, ended in connection.execute(_OWED)
    ]
    ringing = connection.execute(_RINGING)
    return [*waiting, *(OpenCall(call, line, "answer", since) for call, line, since in ringing)]
