"""What the links of a matter are called: the printed numbers behind the ids."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from sqlalchemy import select

from dutyroom.registers.calls.recordings import recording, recordings
from dutyroom.registers.calls.rows import CALLS
from dutyroom.registers.calls.rows import label as call_label
from dutyroom.registers.matters.detail import LinkRow
from dutyroom.registers.matters.kinds import LinkKind
from dutyroom.registers.matters.line import chosen, lines
from dutyroom.registers.matters.tables import MATTERS
from dutyroom.store.session import Session

_CALL: Final = re.compile(r"(?:(\d{4})-)?0*(\d{1,7})", re.ASCII)


def names(session: Session, links: Collection[LinkRow]) -> dict[str, str]:
    """Return the printed numbers of calls, recordings and matters that links lead to, by id.

    Args:
        session: A transaction.
        links: The links.
    """
    calls = [each.target for each in links if each.kind == LinkKind.CALL]
    matters = [each.target for each in links if each.kind == LinkKind.MATTER]
    found: dict[str, str] = {}
    for link in links:
        if link.kind == LinkKind.RECORDING and (name := _recording_name(session, link.target)):
            found[link.target] = name
    if calls:
        columns = (CALLS.c.id, CALLS.c.year, CALLS.c.running)
        asked = select(*columns).where(CALLS.c.id.in_(calls))
        for call, year, running in session.connection().execute(asked):
            found[call] = call_label(year, running)
    if matters:
        asked_matters = chosen().where(MATTERS.c.id.in_(matters))
        rows = lines(session.connection().execute(asked_matters))
        found |= {row.id: row.label for row in rows}
    return found


def _recording_name(session: Session, target: str) -> str:
    """Return the number of a recording: that of its call, and its segment; empty: unknown."""
    row = recording(session, target)
    if row is None:
        return ""
    asked = select(CALLS.c.year, CALLS.c.running).where(CALLS.c.id == row.call)
    number = session.connection().execute(asked).first()
    return f"{call_label(*number)}/{row.segment}" if number is not None else ""


def recording_numbered(session: Session, typed: str) -> str:
    """Return the id of a recording: `2026-00012/2` is the second segment of that call's.

    Args:
        session: A transaction.
        typed: What was typed, any text at all; without a segment the first one is meant.

    Returns:
        The id; empty where there is none.
    """
    number, _slash, segment = typed.partition("/")
    call = call_numbered(session, number)
    kept = recordings(session, call) if call else ()
    wanted = segment.strip() or "1"
    return next((each.id for each in kept if str(each.segment) == wanted), "")


def call_numbered(session: Session, typed: str) -> str:
    """Return the id of the newest call with a printed number such as `2026-00012` or `12`.

    Args:
        session: A transaction.
        typed: What was typed; any text at all.

    Returns:
        The id; empty where there is none.
    """
    named = _CALL.fullmatch(typed.strip())
    if named is None:
        return ""
    year = () if named[1] is None else (CALLS.c.year == int(named[1]),)
    asked = select(CALLS.c.id).where(CALLS.c.running == int(named[2]), *year)
    newest = asked.order_by(CALLS.c.ordinal.desc()).limit(1)
    return str(session.connection().execute(newest).scalar() or "")
