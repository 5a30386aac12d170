"""What alarms are about, in few words; a register whose alarms are about a row adds a line.

An alarm keeps only the id of what it is about, and some of them a few words beside it. Without a
line here it is told by those.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Final, Protocol

from sqlalchemy import select

from dutyroom.i18n import _
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.reading import AlarmRow
from dutyroom.registers.calls.rows import CALLS
from dutyroom.registers.custody.reading import get as document_of
from dutyroom.registers.equipment.faults import get as fault_of
from dutyroom.registers.handover.reading import get as handover_of
from dutyroom.registers.leave.tables import LEAVES
from dutyroom.registers.matters.reading import get as matter_of
from dutyroom.registers.people.tables import PEOPLE
from dutyroom.registers.reports.reading import day_of_id
from dutyroom.registers.shifts.shift_table import SHIFTS_TABLE
from dutyroom.registers.swaps.reading import get as swap_of
from dutyroom.registers.visitors.reading import get as visitor_of
from dutyroom.standard.clocks import local
from dutyroom.store.session import Session

MOST: Final = 100
"""Alarms that are named at once: nobody reads further down before some of them are gone."""


class Naming(Protocol):
    """Names rows of one register in few words; may be foreign text."""

    def __call__(self, session: Session, abouts: Collection[str]) -> Mapping[str, str]:
        """Return the names by id; what is not in the register has none.

        Args:
            session: A transaction that reads.
            abouts: Ids of rows, at most `MOST`.
        """


def _calls(session: Session, abouts: Collection[str]) -> Mapping[str, str]:
    """Name calls by their number of the year, their time and who called."""
    columns = CALLS.c
    chosen = select(
        columns.id, columns.running, columns.started_at, columns.number, columns.name
    ).where(columns.id.in_(abouts))
    return {
        call: f"{_('Call')} {running:05} {local(at):%H:%M} {number or name}".rstrip()
        for call, running, at, number, name in session.connection().execute(chosen)
    }


def _matters(session: Session, abouts: Collection[str]) -> Mapping[str, str]:
    """Name matters by their number of the year and what they are about."""
    found = {about: matter_of(session, about) for about in abouts}
    return {
        about: f"{_('Matter')} {row.label} {row.content}" for about, row in found.items() if row
    }


def _shifts(session: Session, abouts: Collection[str]) -> Mapping[str, str]:
    """Name shifts by their officer, and since when they run."""
    columns = SHIFTS_TABLE.c
    chosen = select(columns.id, columns.officer, columns.begun_at).where(columns.id.in_(abouts))
    return {
        shift: f"{officer} {_minute(begun)}".strip()
        for shift, officer, begun in session.connection().execute(chosen)
    }


def _led(session: Session, abouts: Collection[str]) -> Mapping[str, str]:
    """Name shifts by their leader."""
    columns = SHIFTS_TABLE.c
    chosen = select(columns.id, columns.leader).where(columns.id.in_(abouts))
    return {row.id: row.leader for row in session.connection().execute(chosen)}


def _faults(session: Session, abouts: Collection[str]) -> Mapping[str, str]:
    """Name faults by their item and what is wrong with it."""
    found = {about: fault_of(session, about) for about in abouts}
    return {about: f"{row.name} {row.words}".rstrip() for about, row in found.items() if row}


def _leaves(session: Session, abouts: Collection[str]) -> Mapping[str, str]:
    """Name leaves by who is away, and from when until when."""
    columns = LEAVES.c
    chosen = select(columns.id, columns.name, columns.start, columns.end)
    return {
        leave: f"{name} {_minute(start)}-{_minute(end)}"
        for leave, name, start, end in session.connection().execute(
            chosen.where(columns.id.in_(abouts))
        )
    }


def _handovers(session: Session, abouts: Collection[str]) -> Mapping[str, str]:
    """Name handovers by their number, and who handed over to whom."""
    found = {about: handover_of(session, about) for about in abouts}
    return {
        about: f"{_('Handover')} {row.label} {row.outgoing} > {row.incoming}"
        for about, row in found.items()
        if row
    }


def _people(session: Session, abouts: Collection[str]) -> Mapping[str, str]:
    """Name people."""
    chosen = select(PEOPLE.c.id, PEOPLE.c.name).where(PEOPLE.c.id.in_(abouts))
    return {row.id: row.name for row in session.connection().execute(chosen)}


def _swaps(session: Session, abouts: Collection[str]) -> Mapping[str, str]:
    """Name swaps by who asked for them."""
    found = {about: swap_of(session, about) for about in abouts}
    return {about: row.asked_name for about, row in found.items() if row}


def _visitors(session: Session, abouts: Collection[str]) -> Mapping[str, str]:
    """Name visitors by their name, and since when they are in."""
    found = {about: visitor_of(session, about) for about in abouts}
    return {about: f"{row.name} {_minute(row.came_at)}" for about, row in found.items() if row}


def _documents(session: Session, abouts: Collection[str]) -> Mapping[str, str]:
    """Name documents by their number, and who has them."""
    found = {about: document_of(session, about) for about in abouts}
    return {about: f"{row.number} {row.borrower}".strip() for about, row in found.items() if row}


def _days(session: Session, abouts: Collection[str]) -> Mapping[str, str]:  # noqa: ARG001 - the id says it
    """Name the days of daily reports."""
    return {about: day for about in abouts if (day := day_of_id(about))}


def _minute(at: datetime | None) -> str:
    """Return day and time of something, empty where it is not known."""
    return f"{local(at):%m-%d %H:%M}" if at is not None else ""


NAMED: Final[Mapping[AlarmCode, Naming]] = {
    AlarmCode.CALL_UNANSWERED: _calls,
    AlarmCode.CALL_NOT_WRITTEN_UP: _calls,
    AlarmCode.CALL_NOT_CALLED_BACK: _calls,
    AlarmCode.MATTER_OVERDUE: _matters,
    AlarmCode.MATTER_DUE_SOON: _matters,
    AlarmCode.MATTER_UNOWNED: _matters,
    AlarmCode.MATTER_UNTOUCHED: _matters,
    AlarmCode.MATTER_DECLINED: _matters,
    AlarmCode.EQUIPMENT_CHECK_DUE: _shifts,
    AlarmCode.FAULT_NOT_REPORTED: _faults,
    AlarmCode.FAULT_REMINDER_DUE: _faults,
    AlarmCode.FAULT_UNVERIFIED: _faults,
    AlarmCode.LEAVE_UNAPPROVED: _leaves,
    AlarmCode.LEAVE_OVERDUE: _leaves,
    AlarmCode.HEAD_AND_DEPUTY_AWAY: _leaves,
    AlarmCode.SWAP_NOTICE_OWED: _swaps,
    AlarmCode.COMPENSATION_ENDING: _people,
    AlarmCode.OTHER_OFFICER: _shifts,
    AlarmCode.NO_LEADER: _shifts,
    AlarmCode.OTHER_LEADER: _shifts,
    AlarmCode.LEADER_AWAY: _led,
    AlarmCode.LEADER_SILENT: _shifts,
    AlarmCode.PRESENCE_MISSED: _shifts,
    AlarmCode.AWAY_TOO_LONG: _shifts,
    AlarmCode.HANDOVER_TO_PREPARE: _shifts,
    AlarmCode.RELIEF_LATE: _shifts,
    AlarmCode.RELIEF_OVERDUE: _shifts,
    AlarmCode.ITEM_DECLINED: _handovers,
    AlarmCode.REPORT_SOON: _days,
    AlarmCode.REPORT_DUE: _days,
    AlarmCode.REPORT_LATE: _days,
    AlarmCode.VISITOR_STILL_IN: _visitors,
    AlarmCode.DOCUMENT_OUT: _documents,
}
"""How what an alarm is about is named, by the alarm's code."""


def named(session: Session, alarms: Iterable[AlarmRow]) -> dict[str, str]:
    """Return what alarms are about, in few words, by the id of the alarm.

    Args:
        session: A transaction that reads.
        alarms: The alarms as they are listed.
    """
    said: dict[str, str] = {}
    asked: dict[Naming, dict[str, list[str]]] = {}
    for alarm in list(alarms)[:MOST]:
        naming = NAMED.get(alarm.code)  # type: ignore[call-overload] # a newer one's code is a str
        if alarm.detail:
            said[alarm.id] = alarm.detail
        if naming is not None and alarm.about:
            asked.setdefault(naming, {}).setdefault(alarm.about, []).append(alarm.id)
    return said | {
        alarm: name
        for naming, abouts in asked.items()
        for about, name in naming(session, abouts.keys()).items()
        for alarm in abouts[about]
    }
