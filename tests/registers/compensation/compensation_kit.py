"""A desk at which people served on a Saturday, for the tests of the ledger."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from dutyroom.config import Settings
from dutyroom.config.settings import Leave
from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.accounts.roles import Channel
from dutyroom.registers.compensation import acts, packs
from dutyroom.registers.compensation.reading import Statement, statement
from dutyroom.registers.compensation.serving import Proposal, proposals
from dutyroom.registers.compensation.taking import Applying
from dutyroom.registers.shifts import facts as shifts
from dutyroom.standard.clocks import BEIJING
from dutyroom.standard.roster.responsibility import Responsible
from dutyroom.store.engine import Store
from tests.registers.roster.roster_kit import Room, room

BY = "何敏"
NOW = datetime(2026, 11, 30, 2, tzinfo=UTC)
SATURDAY = datetime(2026, 11, 28, 0, 30, tzinfo=UTC)
LEADER = Assent("曾国强", "l0", Channel.PHONE, BY)
EXAMPLE = Settings(leave=Leave(compensation_pack="example"))


def saturday(store: Store) -> Room:
    """Return a desk at which three people served on a Saturday."""
    made = room(store)
    made.go_to(NOW)
    place = made.access.place
    ends = SATURDAY + timedelta(hours=9)
    other = Responsible("o1", "单明", "", "")
    signed = shifts.SignedOn("o0", SATURDAY, leader="l0")
    made.access.ledger.record(
        shifts.begun("s1", SATURDAY, place, officer="覃小梅", leader="曾国强", signed=signed),
        shifts.officer_joined(
            "s1", SATURDAY + timedelta(hours=1), place, who=other, arrived_at=SATURDAY
        ),
        shifts.ended("s1", ends, place, actor="韦东"),
    )
    return made


def waiting(desk: Room, settings_: Settings = EXAMPLE) -> list[Proposal]:
    """Return what waits to be credited."""
    with desk.access.store.read() as session:
        return proposals(session, desk.clock.now(), packs.pack(settings_))


def known(desk: Room, person: str = "o0") -> Statement:
    """Return where somebody stands."""
    with desk.access.store.read() as session:
        return statement(session, person)


def credited(desk: Room) -> None:
    """Credit everything that waits."""
    for each in waiting(desk):
        acts.credit(desk.access, each, actor=BY)


def apply(desk: Room, minutes: int = 480, days: float = 2) -> str:
    """Apply for some of it."""
    start = desk.clock.now() + timedelta(days=days)
    return acts.apply(desk.access, asking(start, minutes), packs.pack(EXAMPLE), actor=BY)


def asking(start: datetime, minutes: int, end: datetime | None = None) -> Applying:
    """Return so much leave, on days with that much working time unless an end is given."""
    whole, rest = divmod(minutes, 480)
    days = [day for n in range(60) if (day := start + timedelta(days=n)).weekday() < 5]
    begins = datetime.combine(days[0], time(8, 30), BEIJING)
    least = datetime.combine(days[whole], time(8, 30), BEIJING)
    least += timedelta(minutes=rest if rest <= 210 else rest + 90)
    return Applying("o0", "覃小梅", minutes, begins, end or least, "补休")
