"""Swaps of the published December roster, for the tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.accounts.roles import Channel
from dutyroom.registers.calendar import facts as calendar
from dutyroom.registers.calendar.entry import Entry
from dutyroom.registers.leave import facts as leave
from dutyroom.registers.leave.facts import Wanted
from dutyroom.registers.leave.kinds import LeaveKind
from dutyroom.registers.roster import reading as roster
from dutyroom.registers.roster.rows import SlotRow
from dutyroom.registers.submissions import facts as submissions
from dutyroom.registers.submissions.facts import About, OccasionKind, Sending, Way
from dutyroom.registers.swaps import acts, reading
from dutyroom.registers.swaps.acts import Asking
from dutyroom.registers.swaps.errors import WAIVABLE, SwapNotPossible
from dutyroom.registers.swaps.facts import NamedLeg
from dutyroom.registers.swaps.publication import concerns
from dutyroom.registers.swaps.reading import SwapRow
from dutyroom.registers.swaps.reporting import Telling
from dutyroom.standard.calendar import DayKind
from dutyroom.standard.roster.swapping import Leg, Waiver
from dutyroom.standard.roster.values import Role, Roster, Slot
from dutyroom.store.engine import Store
from tests.registers.roster.roster_kit import FIRST, LAST, OFFICERS, PLANNING, Room, room

BY = "覃小梅"
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Swapping:
    """A room whose December is published."""

    room: Room

    @property
    def store(self) -> Store:
        """Its database."""
        return self.room.access.store

    def now(self) -> Roster:
        """Return what is in force."""
        with self.store.read() as session:
            return roster.in_force(session, FIRST, LAST).roster

    def slots(self, person: str, role: Role = Role.OFFICER) -> list[SlotRow]:
        """Return the slots of somebody, the earliest first."""
        with self.store.read() as session:
            rows = roster.in_force(session, FIRST, LAST).rows
        return [row for row in rows if person in row.people and row.slot.role is role]

    def leg(self, row: SlotRow, giver: str, taker: str) -> NamedLeg:
        """Return a slot that changes hands."""
        return NamedLeg(row.slot, row.label, giver, name(giver), taker, name(taker))

    def ask(self, *legs: NamedLeg, waiver: Waiver | None = None, by: str = "") -> str:
        """Ask for a swap by word of mouth."""
        asker = word(by or legs[0].giver)

        def act(decision: Waiver | None) -> str:
            return acts.ask(self.room.access, Asking(legs, "家事", asker, decision), actor=BY)

        return decided(act, waiver)

    def agree(self, swap: str, *people: str) -> None:
        """Have people agree by phone."""
        for person in people:
            acts.agree(self.room.access, swap, word(person), actor=BY)

    def report(self, swap: str) -> None:
        """Tell the leader."""
        telling = Telling(Assent("曾国强", "l0", Channel.PHONE))
        acts.report(self.room.access, swap, telling, actor=BY)

    def carry_out(
        self, swap: str, *, submitted: bool = False, waiver: Waiver | None = None
    ) -> None:
        """Publish the new version."""

        def act(decision: Waiver | None) -> None:
            acts.carry_out(
                self.room.access, swap, PLANNING, actor=BY, submitted=submitted, waiver=decision
            )

        decided(act, waiver)

    def go_away(self, person: str, start: datetime, end: datetime) -> None:
        """Somebody is approved to be away."""
        wanted = Wanted(person, name(person), LeaveKind.SICK, start, end, "就医", "医院")
        one, now, place = leave.new_id(), self.room.clock.now(), self.room.access.place
        step = leave.Step(one, 0, now, place, BY)
        self.room.access.ledger.record(
            leave.applied(one, now, place, actor=BY, wanted=wanted),
            leave.decided(step, approved=True, assent=Assent("何敏", "l2")),
        )

    def known(self, swap: str) -> SwapRow:
        """Return a swap that must be there."""
        with self.store.read() as session:
            row = reading.get(session, swap)
        assert row is not None
        return row

    def versions(self) -> Sequence[tuple[int, str]]:
        """Return number and source of every version, the newest first."""
        with self.store.read() as session:
            return [(each.number, each.source) for each in roster.versions(session)]


def decided(act: Callable[[Waiver | None], Done], waiver: Waiver | None) -> Done:
    """Do something; with a decision about all that is named against it, where there is one."""
    try:
        return act(None)
    except SwapNotPossible as refused:
        if waiver is None or refused.setback not in WAIVABLE:
            raise
        return act(replace(waiver, named=refused.named))


def name(person: str) -> str:
    """Return the name of an officer."""
    return OFFICERS[int(person[1:])]


def word(person: str) -> Assent:
    """Return somebody's word by phone."""
    return Assent(name(person), person, Channel.PHONE, "何敏", "c7")


def swapping(store: Store) -> Swapping:
    """Return a room whose December is published."""
    made = Swapping(room(store))
    made.room.publish(made.room.filled())
    return made


def against(desk: Swapping, *legs: NamedLeg) -> tuple[str, ...]:
    """Return what stands against a swap."""
    moved = [Leg(leg.slot.id, leg.giver, leg.taker) for leg in legs]
    slots = [(leg.slot.id, leg.slot.start, leg.slot.end) for leg in legs]
    with desk.store.read() as session:
        return concerns(session, moved, slots, PLANNING)


def follows(slot: Slot, other: Slot) -> bool:
    """Tell whether a slot of officers follows another at once."""
    return other.role is Role.OFFICER and other.start == slot.end


def submitted(desk: Swapping, day: date) -> None:
    """Submit the roster of an event of two days."""
    access, now = desk.room.access, desk.room.clock.now()
    event = Entry(day, day + timedelta(days=1), DayKind.EVENT, "进博会", "省办8号")
    about = About(OccasionKind.EVENT, "进博会", event.first, event.last, day)
    sending = Sending(now, Way.FAX, "市委值班室")
    access.ledger.record(
        calendar.noted(event, now, access.place, actor=BY),
        submissions.sent(
            "s", now, access.place, actor=BY, about=about, sending=sending, versions=["v1"]
        ),
    )


def agreed(desk: Swapping, day: date) -> str:
    """Have a swap of a night agreed to by both, and return its id."""
    row = next(row for row in desk.slots("o0") if row.slot.day == day)
    taker = next(each for each in ("o1", "o2", "o3", "o4") if each not in row.people)
    swap = desk.ask(desk.leg(row, "o0", taker))
    desk.agree(swap, taker)
    return swap


def swapped(desk: Swapping, day: date) -> str:
    """Carry out a swap of a night and return its id; the roster is said to have been submitted."""
    swap = agreed(desk, day)
    desk.report(swap)
    desk.carry_out(swap, submitted=True, waiver=Waiver("急病", "曾国强"))
    return swap
