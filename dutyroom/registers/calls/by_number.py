"""Which call is meant by the number that is printed, or that the screen shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.phrases import clauses, sentences
from dutyroom.registers.calls.rows import CALLS, label
from dutyroom.standard.clocks import local, minute
from dutyroom.store.session import Session

_WRITTEN: Final = re.compile(r"(?:(?P<year>[0-9]{4})-)?(?P<running>[0-9]{1,9})")


class CallNotMeant(PlainError):  # noqa: N818 - it says what happened
    """No call is meant by a number, or several are."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A call that bears a number."""

    id: str
    unit: str
    started_at: datetime


def meant(session: Session, written: str, now: datetime) -> str:
    """Return the id of the call that is meant.

    Args:
        session: A transaction.
        written: The number as it is printed (`2026-00012`), the running number of this year as the
            screen shows it (`00012`, `12`), or the id.
        now: The present; its Beijing year is this year.

    Raises:
        CallNotMeant: There is no such call, or there are several.
    """
    number = _WRITTEN.fullmatch(written.strip())
    if number is None:
        known = select(CALLS.c.id).where(CALLS.c.id == written)
        if session.connection().execute(known).first() is None:
            raise CallNotMeant(_("There is no call {call} in the log.").format(call=written))
        return written
    year, running = int(number["year"] or local(now).year), int(number["running"])
    found = _bearing(session, year, running)
    if len(found) > 1:
        raise _several(label(year, running), found)
    if found:
        return found[0].id
    told = [_("There is no call {call} in the log.").format(call=label(year, running))]
    if not number["year"] and _bearing(session, year - 1, running):
        words = _("That of last year is written with its year: {call}")
        told.append(words.format(call=label(year - 1, running)))
    raise CallNotMeant(sentences(told))


def _bearing(session: Session, year: int, running: int) -> list[_Found]:
    """Return the calls that bear a number: one of each unit that counts its own."""
    columns = CALLS.c
    chosen = select(columns.id, columns.unit, columns.started_at).where(
        columns.year == year, columns.running == running
    )
    rows = session.connection().execute(chosen.order_by(columns.ordinal)).all()
    return [_Found(str(call), str(unit), at) for call, unit, at in rows]


def _several(number: str, found: list[_Found]) -> CallNotMeant:
    """Return the error for a number that several units have given."""
    words = _("unit {unit}, {time}: {id}")
    each = (words.format(time=minute(one.started_at), unit=one.unit, id=one.id) for one in found)
    sentence = _(
        "Several calls bear the number {call}. Name the one that is meant by its id. {calls}"
    )
    return CallNotMeant(sentence.format(call=number, calls=clauses(each)))
