"""A desk with people to roster, for the tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Final

from dutyroom.clock import FrozenClock
from dutyroom.config import Settings
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.people import facts as people
from dutyroom.registers.people import reading
from dutyroom.registers.people.person import Person
from dutyroom.registers.roster import drafting, publishing
from dutyroom.registers.roster.drafting import Draft
from dutyroom.registers.roster.judging import faults_of
from dutyroom.registers.roster.planning import Planning, planning
from dutyroom.registers.roster.publishing import Publishing
from dutyroom.registers.roster.rows import VersionRow
from dutyroom.registers.roster.setting import setting
from dutyroom.standard.roster.rotation import rotation
from dutyroom.standard.roster.values import Assignment, Roster
from dutyroom.store.engine import Store
from tests.registers.accounts.account_kit import door

NOW: Final = datetime(2026, 11, 20, 2, tzinfo=UTC)
FIRST: Final = date(2026, 12, 1)
LAST: Final = date(2026, 12, 31)
OFFICERS: Final = ("覃小梅", "单明", "韦东", "黄丽", "李军", "周宁", "蒙飞")
LEADERS: Final = ("曾国强", "陆建华", "何敏")
PLANNING: Final = planning(Settings())


@dataclass(frozen=True, slots=True)
class Room:
    """A duty room whose roster is made.

    Attributes:
        access: The door.
        clock: Stands until it is moved.
    """

    access: Access
    clock: FrozenClock

    def go_to(self, moment: datetime) -> None:
        """Let the clock stand at a later time."""
        self.clock.jump((moment - self.clock.now()).total_seconds())

    def last_day(self, who: str, day: str) -> None:
        """Note somebody's last day of duty; empty: none."""
        person = self.person(who)
        new, place = {"active_until": day}, self.access.place
        fact = people.changed(person, NOW, place, actor="李建国", new=new, why="调离")
        self.access.ledger.record(fact)

    def retire(self, who: str) -> None:
        """Take somebody out of the register."""
        at, place = self.clock.now(), self.access.place
        fact = people.retired(self.person(who), at, place, actor="李建国", why="调离")
        self.access.ledger.record(fact)

    def person(self, who: str) -> Person:
        """Return somebody of the register."""
        with self.access.store.read() as session:
            found = reading.get(session, who)
        assert found is not None
        return found

    def draft(self, first: date = FIRST, last: date = LAST, how: Planning = PLANNING) -> Draft:
        """Return a new draft of a period."""
        with self.access.store.read() as session:
            return drafting.begun(session, first, last, how)

    def filled(self, first: date = FIRST, last: date = LAST, how: Planning = PLANNING) -> Roster:
        """Return a roster whose every slot is filled by plain rotation."""
        made = self.draft(first, last, how).roster
        with self.access.store.read() as session:
            judged = setting(session, first, last, how)
        return replace(made, assignments=rotation(made.slots, judged))

    def publish(
        self,
        roster: Roster,
        why: str = "",
        reasons: Mapping[str, str] | None = None,
        how: Planning = PLANNING,
        **changes: object,
    ) -> VersionRow:
        """Publish a roster, with the same reason for each fault unless others are given."""
        given = explained(self.access.store, roster, how) if reasons is None else reasons
        asked = Publishing(roster, "覃小梅", why, given)
        asked = replace(asked, **changes)  # type: ignore[arg-type] # the fields of any type
        return publishing.publish(self.access, asked, how)


def room(
    store: Store, officers: Sequence[str] = OFFICERS, leaders: Sequence[str] = LEADERS
) -> Room:
    """Return a room with officers and leaders; their ids are `o0` and `l0` and so on."""
    clock = FrozenClock(NOW)
    access = door(store, clock)
    for letter, role, names in (("o", "officer", officers), ("l", "leader", leaders)):
        for number, name in enumerate(names):
            fields = {
                "name": name,
                "roles": role,
                "post_kind": "civil-servant",
                "trained_until": "2027-12-31",
            }
            fact = people.added(
                f"{letter}{number}", NOW, access.place, actor="李建国", fields=fields
            )
            access.ledger.record(fact)
    return Room(access, clock)


def explained(
    store: Store, roster: Roster, how: Planning = PLANNING, reason: str = "演练"
) -> dict[str, str]:
    """Return the same reason for each fault of a roster."""
    with store.read() as session:
        return {fault.key: reason for fault in faults_of(session, roster, how)}


def put(roster: Roster, slot: str, *persons: str) -> Roster:
    """Return a roster with other people in one slot."""
    kept = tuple(item for item in roster.assignments if item.slot != slot)
    return replace(roster, assignments=(*kept, *(Assignment(slot, one) for one in persons)))
