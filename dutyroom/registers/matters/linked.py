"""What the links of a matter are called: the printed numbers behind the ids."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from sqlalchemy import select
from sqlmodel import Session

from dutyroom.registers.calls.rows import CALLS
from dutyroom.registers.calls.rows import label as call_label
from dutyroom.registers.matters.detail import LinkRow
from dutyroom.registers.matters.kinds import LinkKind
from dutyroom.registers.matters.line import chosen, lines
from dutyroom.registers.matters.tables import MATTERS

_CALL: Final = re.compile(r"(?:(\d{4})-)?0*(\d{1,7})", re.ASCII)


def names(session: Session, links: Collection[LinkRow]) -> dict[str, str]:
    """Return the printed numbers of the calls and matters that links lead to, by id.

    Args:
        session: A transaction.
        links: The links.
    """
    calls = [each.target for each in links if each.kind == LinkKind.CALL]
    matters = [each.target for each in links if each.kind == LinkKind.MATTER]
    found: dict[str, str] = {}
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
