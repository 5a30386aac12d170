"""Drafts of the roster: saved with every change, never journalled, one for each period.

A draft holds assignments alone; its slots follow from the pattern and the calendar of today.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile
from typing import Final

from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.registers import drafts
from dutyroom.registers.roster import reading
from dutyroom.registers.roster.planning import Planning
from dutyroom.registers.roster.rows import VersionRow
from dutyroom.standard.calendar.days import YearWithoutData
from dutyroom.standard.roster import editing
from dutyroom.standard.roster.patterns import slots
from dutyroom.standard.roster.values import Assignment, Roster, Slot
from dutyroom.store.session import Session

PREFIX: Final = "roster:"
LONGEST: Final = 186
"""Most days of one period: half a year, with all its slots, fits into one fact."""


class RosterRefused(PlainError):  # noqa: N818 - it says what happened
    """The roster was not made or published; the message says why, and nothing was changed."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A roster that is being made.

    Attributes:
        roster: Slots and assignments; its version is 0.
        base: Id of the version it was begun from; empty: nothing was published then.
        author: Who changed it last; empty: nobody yet.
        saved_at: When; None: it has not been saved.
    """

    roster: Roster
    base: str = ""
    author: str = ""
    saved_at: datetime | None = None


def key(first: date, last: date) -> str:
    """Return the key under which the draft of a period is kept."""
    return f"{PREFIX}{first.isoformat()}:{last.isoformat()}"


def periods(session: Session) -> list[tuple[date, date]]:
    """Return the periods of which there are drafts, the one changed last first."""
    found = []
    for each in drafts.keys(session, PREFIX):
        begins, _colon, ends = each.removeprefix(PREFIX).partition(":")
        found.append((date.fromisoformat(begins), date.fromisoformat(ends)))
    return found


def others(session: Session, first: date, last: date) -> list[tuple[date, date]]:
    """Return the periods of all drafts but that of one period, the one changed last first."""
    return [each for each in periods(session) if each != (first, last)]


def fields(draft: Draft) -> dict[str, str]:
    """Return a draft as `drafts.save` keeps it."""
    listed = [[item.slot, item.person, item.pinned] for item in sorted(draft.roster.assignments)]
    return {"base": draft.base, "assignments": json.dumps(listed)}


def load(session: Session, first: date, last: date, planning: Planning) -> Draft | None:
    """Return the draft of a period, whoever worked on it last; None: there is none.

    Who was put into shifts that the unit has no more, since it changed its pattern, is left out:
    there is no shift to take them out of.

    Raises:
        RosterRefused: Its days cannot be rostered now.
    """
    kept = drafts.load(session, key(first, last))
    if kept is None:
        return None
    made = planned(session, first, last, planning)
    known = {slot.id for slot in made}
    inside = tuple(item for item in _assignments(kept.fields) if item.slot in known)
    roster = Roster(first, last, made, inside)
    return Draft(roster, kept.fields.get("base", ""), kept.author, kept.saved_at)


def begun(session: Session, first: date, last: date, planning: Planning) -> Draft:
    """Return a new draft of a period: what is in force for its slots, the others empty.

    Raises:
        RosterRefused: Its days cannot be rostered.
    """
    made = planned(session, first, last, planning)
    known = {slot.id for slot in made}
    before = reading.in_force(session, first, last).roster
    kept = tuple(item for item in before.assignments if item.slot in known)
    newest = reading.current(session, first, last)
    return Draft(Roster(first, last, made, kept), newest.id if newest else "")


def caught_up(session: Session, draft: Draft, published: Sequence[VersionRow]) -> Roster:
    """Return a draft that takes over what was published since it was begun.

    It goes version by version: what stands as one of them had it is nobody's edit, and follows
    the next, so that a swap counts also in a draft that was begun before anything was published.

    Args:
        session: A transaction.
        draft: The draft.
        published: The versions that touch its period, the newest first.
    """
    first, last = draft.roster.first, draft.roster.last
    base = reading.version(session, draft.base) if draft.base else None
    before = _with(session, first, last, base)
    made = draft.roster
    for version in reversed([*takewhile(lambda each: each.id != draft.base, published)]):
        after = _with(session, first, last, version)
        made, before = editing.caught_up(made, before, after), after
    return made


def _with(session: Session, first: date, last: date, newest: VersionRow | None) -> Roster:
    """Return what was in force for a period while a version was the newest; None: nothing was."""
    if newest is None:
        return Roster(first, last, ())
    return reading.in_force_with(session, first, last, newest).roster


def planned(session: Session, first: date, last: date, planning: Planning) -> tuple[Slot, ...]:
    """Return the slots that the pattern asks for, earliest first.

    Raises:
        RosterRefused: A year's holidays are not known, or the period is none or too long.
    """
    if not 0 <= (last - first).days < LONGEST:
        words = _("A roster covers at least one day and at most {days}. Nothing was changed.")
        raise RosterRefused(words.format(days=LONGEST))
    try:
        calendar = planning.sources.calendar(session, first.year, last.year)
        return slots(planning.pattern, first, last, calendar, planning.rules)
    except YearWithoutData as error:
        raise RosterRefused(str(error)) from error


def _assignments(kept: Mapping[str, str]) -> tuple[Assignment, ...]:
    """Return the assignments of a draft as it was kept; what cannot be read is left out."""
    try:
        listed = json.loads(kept.get("assignments", "[]"))
    except ValueError:
        return ()
    found = []
    for raw in listed if isinstance(listed, list) else []:
        match raw:
            case [str(slot), str(person), bool(pinned)]:
                found.append(Assignment(slot, person, pinned))
    return tuple(found)
