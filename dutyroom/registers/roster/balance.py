"""What everybody served in excess of their share, from who was at post and not who was rostered.

Slots that are over count for whoever was signed on for at least half of them; slots that are still
to come before the planned period count for whoever is rostered. Years are told apart, so that a
newcomer never catches up on years before their time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import select

from dutyroom.registers.roster import reading
from dutyroom.registers.roster.planning import Planning
from dutyroom.registers.roster.rows import InForce
from dutyroom.registers.roster.setting import persons
from dutyroom.registers.shifts.stays import away, beside_away
from dutyroom.registers.shifts.tables import SHIFTS_TABLE, ShiftLeader, ShiftOfficer
from dutyroom.standard.calendar.year_days import Calendar
from dutyroom.standard.clocks import uncovered
from dutyroom.standard.roster.counters import Counter, counts
from dutyroom.standard.roster.fairness import Past, availability, carried_over
from dutyroom.standard.roster.rules import ONE_DAY
from dutyroom.standard.roster.setting import Setting
from dutyroom.standard.roster.swapping.credit import Presence, credited
from dutyroom.standard.roster.values import Duty, Role, Slot
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session

_YEARS: Final = 3
"""How many years before the planned period still count."""

_Stay = tuple[str, Role, datetime, datetime]
"""Who was at post, as what, from when to when."""


def balances(
    session: Session, first: date, planning: Planning, now: datetime
) -> dict[tuple[str, Counter], float]:
    """Return what is carried over into a period, by person and counter; above 0: too much.

    Args:
        session: A transaction that reads.
        first: First duty day of the period.
        planning: How the unit rosters.
        now: The time.
    """
    past = []
    for year in range(first.year - _YEARS, first.year + 1):
        ends = min(date(year, 12, 31), first - ONE_DAY)
        found = reading.in_force(session, date(year, 1, 1), ends)
        if found.rows:
            past.append(_year(session, year, found, planning, now))
    return carried_over(past)


def served(session: Session, found: InForce, now: datetime) -> tuple[Duty, ...]:
    """Return who served in slots that are over, and who is rostered for the others.

    Args:
        session: A transaction that reads.
        found: Slots in force.
        now: The time.
    """
    ended = tuple(row for row in found.rows if row.slot.end <= now)
    to_come = [
        Duty(person, row.slot) for row in found.rows if row.slot.end > now for person in row.people
    ]
    if not ended:
        return tuple(to_come)
    start = min(row.slot.start for row in ended)
    end = max(row.slot.end for row in ended)
    stays = _stays(session, start, end, now)
    kept = InForce(found.first, found.last, ended)
    presences = _presences([row.slot for row in ended], stays)
    return (*credited(kept.roster, presences), *to_come)


def _year(session: Session, year: int, found: InForce, planning: Planning, now: datetime) -> Past:
    """Return what a year came to."""
    rows = planning.sources.calendar(session, year - 1, year + 1).rows
    # A year of which nobody knows the holidays any more is counted by its plain weekdays.
    calendar = Calendar(rows, frozenset(range(year - 1, year + 2)))
    begins = planning.rules.beginning(found.first)
    ends = planning.rules.beginning(found.last + ONE_DAY)
    absences = [each for ask in planning.sources.absences for each in ask(session, begins, ends)]
    judged = Setting(
        persons(session, found.first),
        calendar,
        planning.rules,
        absences=tuple(absences),
        overrides=planning.sources.admissions(session, found.first, found.last),
    )
    slots = [row.slot for row in found.rows]
    return Past(
        year,
        counts(served(session, found, now), calendar, planning.rules),
        availability(slots, judged),
    )


def _presences(slots: Sequence[Slot], stays: Iterable[_Stay]) -> list[Presence]:
    """Return stays at the post under each slot of the same role that they touch."""
    ordered = sorted(slots, key=lambda slot: slot.start)
    found = []
    for person, role, start, end in stays:
        for slot in ordered:
            if slot.start >= end:
                break
            if slot.role is role and start < slot.end:
                found.append(Presence(person, slot.id, start, end))
    return found


def _stays(session: Session, start: datetime, end: datetime, now: datetime) -> list[_Stay]:
    """Return who was at post in a stretch of time, officers, substitutes and leaders."""
    columns = SHIFTS_TABLE.c
    chosen = select(columns.id, columns.officer_id, columns.begun_at, columns.ended_at).where(
        columns.begun_at.is_not(None), columns.begun_at < end
    )
    shifts = {
        row.id: (row.officer_id, row.begun_at, row.ended_at or now)
        for row in session.connection().execute(chosen)
        if row.ended_at is None or row.ended_at > start
    }
    spans = [(shift, since, until) for shift, (_officer, since, until) in shifts.items()]
    gone = away(session, spans)
    found: list[_Stay] = [
        (officer, Role.OFFICER, *stay)
        for shift, (officer, since, until) in shifts.items()
        if officer
        for stay in uncovered([(x.start, x.end) for x in gone.get(shift, ())], since, until)
    ]
    found += [
        (each.substitute, Role.OFFICER, each.start, each.end)
        for times in gone.values()
        for each in times
        if each.substitute
    ]
    ends = {shift: until for shift, (_officer, _since, until) in shifts.items()}
    return found + _others(session, ends, beside_away(session, spans)) + _leaders(session, ends)


def _others(
    session: Session,
    ends: dict[str, datetime],
    gone: Mapping[tuple[str, str], Sequence[tuple[datetime, datetime]]],
) -> list[_Stay]:
    """Return the further officers of shifts, without their times away from the post."""
    columns = table_of(ShiftOfficer).c
    chosen = select(columns.shift, columns.person, columns.joined_at, columns.left_at)
    return [
        (row.person, Role.OFFICER, *stay)
        for row in session.connection().execute(chosen.where(columns.shift.in_(ends)))
        if row.person
        for stay in uncovered(
            gone.get((row.shift, row.person), ()),
            row.joined_at,
            max(row.joined_at, row.left_at or ends[row.shift]),
        )
    ]


def _leaders(session: Session, ends: dict[str, datetime]) -> list[_Stay]:
    """Return the leaders of shifts; each leads until the next is named."""
    columns = table_of(ShiftLeader).c
    chosen = select(columns.shift, columns.person, columns.named_at).where(columns.shift.in_(ends))
    rows = session.connection().execute(chosen.order_by(columns.shift, columns.position)).all()
    found: list[_Stay] = []
    for at, row in enumerate(rows):
        following = rows[at + 1] if at + 1 < len(rows) else None
        same = following is not None and following.shift == row.shift
        until = following.named_at if following is not None and same else ends[row.shift]
        if row.person and until > row.named_at:
            found.append((row.person, Role.LEADER, row.named_at, until))
    return found
