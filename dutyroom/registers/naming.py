"""What alarms are about, in few words; a register whose alarms are about a row adds a line.

An alarm keeps only the id of what it is about. Without a line here it is told by its words alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final, Protocol

from sqlalchemy import select
from sqlmodel import Session

from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.alarms.reading import AlarmRow
from dutyroom.registers.calls.rows import CALLS
from dutyroom.registers.matters.reading import get as matter_of
from dutyroom.standard.clocks import local

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
        call: f"{running:05} {local(at):%H:%M} {number or name}".rstrip()
        for call, running, at, number, name in session.connection().execute(chosen)
    }


def _matters(session: Session, abouts: Collection[str]) -> Mapping[str, str]:
    """Name matters by their number of the year and what they are about."""
    found = {about: matter_of(session, about) for about in abouts}
    return {about: f"{row.running:05} {row.content}" for about, row in found.items() if row}


NAMED: Final[Mapping[AlarmCode, Naming]] = {
    AlarmCode.CALL_UNANSWERED: _calls,
    AlarmCode.CALL_NOT_WRITTEN_UP: _calls,
    AlarmCode.CALL_NOT_CALLED_BACK: _calls,
    AlarmCode.MATTER_OVERDUE: _matters,
    AlarmCode.MATTER_DUE_SOON: _matters,
    AlarmCode.MATTER_UNOWNED: _matters,
    AlarmCode.MATTER_UNTOUCHED: _matters,
}
"""How what an alarm is about is named, by the alarm's code."""


def named(session: Session, alarms: Iterable[AlarmRow]) -> dict[str, str]:
    """Return what alarms are about, in few words, by the id of the alarm.

    Args:
        session: A transaction that reads.
        alarms: The alarms as they are listed.
    """
    asked: dict[Naming, dict[str, list[str]]] = {}
    for alarm in list(alarms)[:MOST]:
        naming = NAMED.get(alarm.code)  # type: ignore[call-overload] # a newer one's code is a str
        if naming is not None and alarm.about:
            asked.setdefault(naming, {}).setdefault(alarm.about, []).append(alarm.id)
    return {
        alarm: name
        for naming, abouts in asked.items()
        for about, name in naming(session, abouts.keys()).items()
        for alarm in abouts[about]
    }
