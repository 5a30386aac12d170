"""The on-duty roster as the command line uses it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec

from dutyroom.cli.opened import opened, user
from dutyroom.cli.proposed import Proposed
from dutyroom.clock import Clock, clock_from_environment
from dutyroom.config import Settings
from dutyroom.desk import rota
from dutyroom.desk.errors import DeskError
from dutyroom.desk.rota_search import Solving
from dutyroom.documents.roster_table import RosterMissing, WallRoster, read_wall
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.registers import drafts
from dutyroom.registers.calendar.reading import calendar
from dutyroom.registers.people import reading as people
from dutyroom.registers.people.person import Person
from dutyroom.registers.roster import drafting
from dutyroom.registers.roster.comparing import Comparison, compared
from dutyroom.registers.roster.drafting import Draft
from dutyroom.registers.roster.issuing import on_word
from dutyroom.registers.roster.picture import RosterPicture, judged, picture
from dutyroom.registers.roster.planning import planning
from dutyroom.registers.roster.reading import in_force, versions
from dutyroom.registers.roster.rows import VersionRow
from dutyroom.registers.unit import reading as unit_reading
from dutyroom.registers.wishes.granting import Granted, granted
from dutyroom.registers.wishes.reading import standing
from dutyroom.standard.calendar.deadlines import entered_in_part
from dutyroom.standard.clocks import local_date
from dutyroom.standard.roster.faults import Fault
from dutyroom.standard.roster.values import Roster
from dutyroom.store.engine import Store


class DutyRoom:
    """An open database, asked about the roster.

    Attributes:
        clock: The one clock.
        today: The day, Beijing time.
    """

    def __init__(self, store: Store, settings: Settings, clock: Clock) -> None:
        """Take an open database.

        Args:
            store: The database.
            settings: What the unit has chosen.
            clock: The one clock.
        """
        self.clock = clock
        self.today = local_date(clock.now())
        self._store = store
        self._settings = settings

    def slots(self, first: date, last: date) -> list[dict[str, object]]:
        """Return the slots in force for programs, earliest first."""
        with self._store.read() as session:
            rows = in_force(session, first, last).rows
        return [
            {
                "slot": row.slot.id,
                "shift": row.slot.shift,
                "label": row.label,
                "role": row.slot.role.value,
                "day": row.slot.day.isoformat(),
                "start": row.slot.start.isoformat(),
                "end": row.slot.end.isoformat(),
                "required": row.slot.required,
                "version": row.number,
                "people": [{"id": one, "name": name} for one, name in row.people.items()],
            }
            for row in rows
        ]

    def versions(self, first: date, last: date) -> list[VersionRow]:
        """Return the published versions that touch some days, the newest first."""
        with self._store.read() as session:
            return versions(session, first, last)

    def compared(self, one: VersionRow, other: VersionRow) -> Comparison | None:
        """Return how two versions differ."""
        with self._store.read() as session:
            return compared(session, one.id, other.id)

    def on_word(self, found: Iterable[VersionRow]) -> dict[str, str]:
        """Return on whose word versions were published, by their ids; empty: by whoever may."""
        with self._store.read() as session:
            return {row.id: on_word(session, row.id) for row in found}

    def wishes(self, first: date, last: date) -> tuple[list[Granted], Mapping[str, str]]:
        """Return the wishes of some days and how they fare, and what each shift is called."""
        how = planning(self._settings)
        today = how.rules.duty_day(self.clock.now())
        with self._store.read() as session:
            return granted(session, standing(session, first, last), today), how.labels

    def wall(self, first: date, last: date) -> WallRoster:
        """Return the roster as it is posted.

        Raises:
            RosterMissing: Nothing is published for these days.
        """
        now = self.clock.now()
        with self._store.read() as session:
            return read_wall(session, first, last, unit=self._settings.unit, printed_at=now)

    def document(self, first: date, last: date, form: str, person: str) -> bytes:
        """Return the roster as a file's content.

        Args:
            first: First duty day.
            last: Last duty day, included.
            form: `pdf`, `xlsx`, `csv`, `txt` or `ics`.
            person: For `ics`: whose duties.

        Raises:
            PlainError: There is nothing to write, or it cannot be made.
        """
        if form == "ics":
            return self._calendar(first, last, person)
        from dutyroom.desk.rosters import wall_bytes  # noqa: PLC0415 - the others do without documents

        return wall_bytes(self.wall(first, last), form)

    def solve(
        self, first: date, last: date, since: date, *, seconds: int | None, keep: bool
    ) -> Proposed:
        """Have a roster proposed.

        Args:
            first: First duty day of the period.
            last: Last duty day, included.
            since: From which of its days on.
            seconds: Most time for the search; None: as the unit has chosen.
            keep: Everybody who is rostered stays.

        Raises:
            PlainError: These days cannot be rostered.
        """
        chosen = self._settings.roster
        roster = msgspec.structs.replace(chosen, solve_seconds=seconds or chosen.solve_seconds)
        settings = msgspec.structs.replace(self._settings, roster=roster)
        now = self.clock.now()
        with self._store.read() as session:
            seen = picture(session, first, last, planning(settings), now)
            draft = seen.draft or drafting.begun(session, first, last, planning(settings))
            wanted = rota.wanted(
                session, settings, seen, draft.roster, (since, last), now, keep_all=keep
            )
        try:
            search = Solving(rota.task(wanted, settings))
            proposal = asyncio.run(search.run())
        except DeskError as error:
            raise PlainError(str(error)) from error
        early = {slot.id for slot in draft.roster.slots if slot.day < since}
        kept = tuple(item for item in draft.roster.assignments if item.slot in early)
        found = replace(
            draft.roster, assignments=proposal.assignments and (*kept, *proposal.assignments)
        )
        wishes = tuple(rota.wishes(found, wanted)) if proposal.assignments else ()
        return Proposed(proposal, found, dict(seen.names), seen.labels, since, draft.base, wishes)

    def keep(self, found: Proposed, author: str) -> None:
        """Keep what was proposed as the draft of its period, with the version it begins from."""
        now, name, roster = self.clock.now(), author or user(), found.roster
        key = drafting.key(roster.first, roster.last)
        with self._store.write() as session:
            drafts.save(session, key, name, drafting.fields(Draft(roster, found.base)), now)

    def faults(self, first: date, last: date, *, draft: bool) -> list[tuple[Fault, str]]:
        """Return what is wrong with what is in force, or with the draft, and why it was accepted.

        The reason is empty where nobody has given one; a draft is judged before anybody does.

        Raises:
            PlainError: These days cannot be judged, or there is no draft.
        """
        with self._store.read() as session:
            now = self.clock.now()
            seen = picture(session, first, last, planning(self._settings), now)
        if seen.trouble:
            raise PlainError(seen.trouble)
        found = judged(seen, _judged(seen, draft=draft)).faults
        return [(fault, "" if draft else seen.accepted.reason(fault)) for fault in found]

    def not_entered(self, first: date, last: date) -> str:
        """Return which holidays of the years of some days nobody has entered; empty: all are."""
        with self._store.read() as session:
            known = calendar(session, first.year, last.year)
        return entered_in_part(known, first, last)

    def _calendar(self, first: date, last: date, wanted: str) -> bytes:
        """Return somebody's duties as iCalendar.

        Raises:
            PlainError: It is not clear whose.
        """
        from dutyroom.documents.roster_calendar import (  # noqa: PLC0415 - when it is wanted
            Holder,
            as_ics,
            read_duties,
        )

        if not wanted:
            raise PlainError(
                _("A calendar is for one person: add --person NAME. Nothing was written.")
            )
        unit, now = self._settings.unit, self.clock.now()
        with self._store.read() as session:
            found = _meant(people.everybody(session, retired=True), wanted)
            if len(found) != 1:
                raise PlainError(
                    _("“{name}” names {count} people; give --person with a staff number.").format(
                        name=wanted, count=len(found)
                    )
                )
            number = unit_reading.number(session, unit.code, now)
            phone = number.number if number is not None else unit.number
            duties = read_duties(session, found[0].id, first, last)
        if not duties:
            raise RosterMissing(_("This person has no duty on these days. Nothing was written."))
        holder = Holder(found[0].id, found[0].name, unit.name or unit.code, unit.code, phone)
        return as_ics(holder, duties, now)


def _judged(seen: RosterPicture, *, draft: bool) -> Roster:
    """Return what is judged.

    Raises:
        PlainError: There is no draft, or nothing is published.
    """
    if draft:
        if seen.draft is None:
            raise PlainError(_("There is no draft of exactly these days."))
        return seen.draft.roster
    return seen.in_force


def _meant(every: Iterable[Person], wanted: str) -> list[Person]:
    """Return whom a name, an id or a staff number means; who has left only where nobody else is.

    Duties that were taken from somebody who left must reach their calendar as cancelled.
    """
    found = [one for one in every if wanted in {one.name, one.id, _number(one)}]
    return [one for one in found if one.retired_at is None] or found


def _number(person: Person) -> str:
    """Return somebody's staff number."""
    return person.fields.get("number", "") or person.id


@contextmanager
def open_duty_room(home: Path | None) -> Iterator[DutyRoom]:
    """Open the roster of a home.

    Args:
        home: The folder that `--home` names.

    Raises:
        PlainError: The settings or the database cannot be used.
    """
    with opened(home) as (store, settings):
        yield DutyRoom(store, settings, clock_from_environment())
