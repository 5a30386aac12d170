"""Somebody's duties as an iCalendar file (RFC 5545) that ordinary calendars take in.

A duty keeps its UID over all versions, and SEQUENCE grows with each version: a calendar that
took an earlier file in replaces the entry instead of showing it twice. A duty that somebody
lost is in the file as cancelled, or it would stay in their calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID, uuid5

from icalendar import Calendar, Event

from dutyroom.documents.plain import printable
from dutyroom.i18n import _
from dutyroom.registers.roster.reading import in_force, roster_of, versions
from dutyroom.registers.roster.rows import SlotRow, VersionRow
from dutyroom.store.session import Session

_NAMESPACE: Final = UUID("3c0d3fd5-0f5e-4a53-8d39-1f6a3f7d2b60")
PRODUCT: Final = "-//dutyroom//roster//ZH"


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose calendar it is.

    Attributes:
        person: Their id in the register of people.
        name: Their name.
        unit: Name of the unit.
        code: Its code.
        number: The unit's duty number; empty: none.
    """

    person: str
    name: str
    unit: str
    code: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A duty of somebody, or one that was taken from them.

    Attributes:
        row: The slot; where it was taken away as it stood before.
        sequence: How many versions have spoken of its day so far: it only ever grows.
        cancelled: It was taken from them.
    """

    row: SlotRow
    sequence: int
    cancelled: bool = False


def read_duties(session: Session, person: str, first: date, last: date) -> list[Kept]:
    """Return somebody's duties on some days, and those that later versions took from them.

    Args:
        session: A transaction that reads.
        person: Their id.
        first: First duty day.
        last: Last duty day, included.
    """
    made = versions(session, first, last)
    now = {row.slot.id: row for row in in_force(session, first, last).rows}
    found = {
        row.slot.id: Kept(row, _sequence(made, row.slot.day))
        for row in now.values()
        if person in row.people
    }
    for each in made:
        earlier = roster_of(session, each.id)
        for row in earlier.rows if earlier is not None else ():
            inside = first <= row.slot.day <= last and person in row.people
            if inside and row.slot.id not in found:
                gone = Kept(row, _sequence(made, row.slot.day), cancelled=True)
                found[row.slot.id] = gone
    return sorted(found.values(), key=lambda kept: (kept.row.slot.start, kept.row.slot.id))


def _sequence(made: Sequence[VersionRow], day: date) -> int:
    """Return how many versions have spoken of a day."""
    return sum(each.first <= day <= each.last for each in made)


def as_ics(holder: Holder, duties: Iterable[Kept], made_at: datetime) -> bytes:
    """Return somebody's duties as an iCalendar file, in UTC, lines ended by CR LF.

    Args:
        holder: Whose they are.
        duties: What `read_duties` returned.
        made_at: When the file is made, aware.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Duty of {name}").format(name=_flat(holder.name)))
    calendar.add("x-wr-timezone", "Asia/Shanghai")
    for kept in duties:
        calendar.add_component(_event(holder, kept, made_at))
    return bytes(calendar.to_ical())


def uid(holder: Holder, slot: str) -> str:
    """Return what tells one duty of somebody from every other, in all versions."""
    return f"{uuid5(_NAMESPACE, f'{holder.code}/{slot}/{holder.person}')}@dutyroom"


def _event(holder: Holder, kept: Kept, made_at: datetime) -> Event:
    """Return a duty."""
    row = kept.row
    event = Event()
    event.add("uid", uid(holder, row.slot.id))
    event.add("dtstamp", made_at.astimezone(UTC))
    event.add("dtstart", row.slot.start.astimezone(UTC))
    event.add("dtend", row.slot.end.astimezone(UTC))
    event.add("sequence", kept.sequence)
    event.add("status", "CANCELLED" if kept.cancelled else "CONFIRMED")
    event.add("summary", f"{_flat(row.label)} {row.slot.role.label}")
    event.add("location", _flat(holder.unit))
    others = "、".join(name for person, name in row.people.items() if person != holder.person)
    said = [_("Duty telephone: {number}").format(number=_flat(holder.number) or "–")]
    if others:
        said.append(_("With: {names}").format(names=_flat(others)))
    event.add("description", "\n".join(said))
    return event


def _flat(text: str) -> str:
    """Return a foreign text in one line."""
    return printable(text, lines=False)
