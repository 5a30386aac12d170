"""Leave at the demo unit's desk, for the tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from dutyroom.config import Settings
from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.accounts.roles import Channel
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.leave import acts
from dutyroom.registers.leave.concerns import Concern, concerns
from dutyroom.registers.leave.deadlines import leave
from dutyroom.registers.leave.facts import Wanted
from dutyroom.registers.leave.kinds import LeaveKind, Whereabouts
from dutyroom.registers.leave.reading import LeaveRow, get
from dutyroom.registers.people.person import Person
from tests.registers.accounts.account_kit import NOW, PASSWORD, Desk


def day(days: float) -> datetime:
    """Return a time so many days after the tests' present."""
    return NOW + timedelta(days=days)


def wanted(person: Person, start: float = 1, end: float = 3, **changes: object) -> Wanted:
    """Return a leave of somebody."""
    usual = Wanted(
        person.id, person.name, LeaveKind.TRIP, day(start), day(end), "参加会议", "南宁市"
    )
    return replace(usual, **changes)  # type: ignore[arg-type] # the fields of any type


def word_of(person: Person) -> Assent:
    """Return the word of somebody at the desk."""
    return Assent(person.name, person.id)


def by_phone(name: str, attested_by: str = "覃小梅") -> Assent:
    """Return a word that came by phone."""
    return Assent(name, channel=Channel.PHONE, attested_by=attested_by, call="c1")


def applied(desk: Desk, person: Person, start: float = 1, end: float = 3, **more: object) -> str:
    """Apply for leave, whatever speaks against it."""
    asked = wanted(person, start, end, **more)
    accepted = tuple(against(desk, asked))
    return acts.apply(desk.access, asked, actor="覃小梅", accepted=accepted)


def approve(desk: Desk, leave_id: str) -> None:
    """Have the leader approve a leave."""
    acts.decide(
        desk.access, leave_id, approved=True, assent=word_of(desk.leader), actor="覃小梅",
        password=PASSWORD,
    )  # fmt: skip


def against(desk: Desk, asked: Wanted) -> list[Concern]:
    """Return what speaks against a leave."""
    with desk.access.store.read() as session:
        return concerns(session, asked, desk.clock.now())


def known(desk: Desk, leave_id: str) -> LeaveRow:
    """Return a leave that must be there."""
    with desk.access.store.read() as session:
        row = get(session, leave_id)
    assert row is not None
    return row


def where(desk: Desk, leave_id: str) -> Whereabouts:
    """Return what a leave means now."""
    return known(desk, leave_id).whereabouts(desk.clock.now(), timedelta(hours=2))


def alarms(desk: Desk) -> set[tuple[AlarmCode, str]]:
    """Return what leave raises alarms about now."""
    with desk.access.store.read() as session:
        return {(c.code, c.about) for c in leave(session, desk.clock.now(), Settings())}
