"""A shift that is to be handed over, for the tests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from dutyroom.config import Equipment
from dutyroom.registers.calls import facts as calls
from dutyroom.registers.calls.kinds import KnownBy, Outcome
from dutyroom.registers.handover import absence, acts, closing, reading, signing
from dutyroom.registers.handover.closing import LeaderPart
from dutyroom.registers.handover.reading import HandoverRow, LineRow, UnderWay
from dutyroom.registers.matters import facts as matters
from dutyroom.registers.matters.fields import Officer
from dutyroom.registers.matters.kinds import Source
from dutyroom.registers.matters.line import MatterRow
from dutyroom.registers.matters.reading import get as get_matter
from dutyroom.registers.notes import facts as notes
from dutyroom.registers.notes.facts import NoteKind
from dutyroom.registers.people.person import Person
from dutyroom.registers.roster.facts import Publication, published
from dutyroom.registers.shifts.signing import Signed
from dutyroom.standard.handover.values import Decision, Item
from dutyroom.standard.roster import values as roster
from dutyroom.store.facts import Place
from tests.registers.accounts.account_kit import PASSWORD, Desk
from tests.registers.shifts.shift_kit import asking, officer_of, sign_on

LINE = Place("yunling", "1")


class HandoverDesk:
    """A desk whose officer has been on duty for eight hours.

    Attributes:
        desk: The desk.
        relief: Who comes next.
        ends: When the shift is to end.
    """

    def __init__(self, desk: Desk) -> None:
        """Sign the officer on, and let the shift pass but for 15 minutes."""
        self.desk = desk
        self.access = desk.access
        self.relief: Person = officer_of(desk, "单明")
        self.shift = sign_on(desk, desk.officer).shift
        self.ends: datetime = desk.clock.now() + timedelta(hours=8)
        desk.clock.advance(8 * 3600 - 900)

    def call(
        self,
        call: str,
        *,
        outcome: Outcome = Outcome.MISSED,
        content: str = "",
        direction: str = "in",
        instruction: str = "",
    ) -> None:
        """Have a call that is over; with a content it is written up."""
        at = self.desk.clock.now()
        made = [
            calls.begun(call, at, LINE, direction=direction),
            calls.numbered(call, at, LINE, number="057188886666"),
            calls.ended(call, at, LINE, outcome=outcome, by=KnownBy.HOOK, seconds=9.0),
        ]
        if content:
            fields = {"content": content, "handling": "已转街道办理"}
            fields |= {"instruction": instruction} if instruction else {}
            made.append(calls.written_up(call, at, LINE, actor="覃小梅", fields=fields))
        self.access.ledger.record(*made)

    def ring(self, call: str) -> None:
        """Have a call that rings."""
        at = self.desk.clock.now()
        made = calls.begun(call, at, LINE, direction="in")
        self.access.ledger.record(made, calls.numbered(call, at, LINE, number="057188887777"))

    def lift(self, call: str) -> None:
        """Have a ringing call answered."""
        at = self.desk.clock.now()
        self.access.ledger.record(calls.answered(call, at, LINE, by=KnownBy.HOOK, seconds=4.0))

    def lay_down(self, call: str) -> None:
        """Have a call end that was answered."""
        at = self.desk.clock.now()
        self.access.ledger.record(
            calls.ended(call, at, LINE, outcome=Outcome.ANSWERED, by=KnownBy.HOOK, seconds=9.0)
        )

    def call_back(self, call: str) -> None:
        """Have a missed call called back, by another writer."""
        at = self.desk.clock.now()
        self.access.ledger.record(
            calls.called_back(call, at, LINE, actor="覃小梅", by_call=None, result="已回复")
        )

    def note(self, text: str, kind: NoteKind = NoteKind.NOTE) -> str:
        """Leave a note."""
        note = notes.new_id()
        at = self.desk.clock.now()
        self.access.ledger.record(
            notes.left(note, at, Place("yunling"), actor="覃小梅", kind=kind, text=text)
        )
        return note

    def matter(
        self,
        content: str,
        source: Source = Source.BY_HAND,
        texts: Mapping[str, str] | None = None,
    ) -> str:
        """Open a matter, with the officer on duty as its first receiver and handler."""
        matter = matters.new_id()
        officer = Officer(self.desk.officer.name, self.desk.officer.id)
        at = self.desk.clock.now()
        what = matters.Opening(content, source, texts=texts or {})
        self.access.ledger.record(
            matters.opened(matter, at, Place("yunling"), by=officer, what=what)
        )
        return matter

    def close(self, matter: str) -> None:
        """Close a matter, by another writer."""
        at = self.desk.clock.now()
        row = self.matter_row(matter)
        closed = matters.closed(matter, at, Place("yunling"), actor="覃小梅", result="已办结")
        self.access.ledger.record(matters.after(closed, row.revision))

    def reopen(self, matter: str) -> None:
        """Open a matter again that was closed."""
        at, row = self.desk.clock.now(), self.matter_row(matter)
        opened = matters.reopened(matter, at, Place("yunling"), actor="单明", why="来电人未收到")
        self.access.ledger.record(matters.after(opened, row.revision))

    def publish(self) -> str:
        """Publish a roster without slots, and return the id of the version."""
        at = self.desk.clock.now()
        month = roster.Roster(at.date().replace(day=1), at.date().replace(day=30), (), version=1)
        said = Publication(at, at + timedelta(days=9), names={}, labels={})
        made = published(month, at, Place("yunling"), actor="李建国", said=said)
        self.access.ledger.record(made)
        return made.subject

    def change_roles(self) -> None:
        """Let who was relieved be the relief of the next shift."""
        outgoing, incoming = self.desk.officer, self.relief
        object.__setattr__(self.desk, "officer", incoming)
        self.relief = outgoing
        self.ends += timedelta(hours=8)

    def matter_row(self, matter: str) -> MatterRow:
        """Return a matter that must be there."""
        with self.access.store.read() as session:
            row = get_matter(session, matter)
        assert row is not None
        return row

    def begin(self) -> str:
        """Begin to hand over."""
        return acts.begin(self.access, actor="覃小梅", planned_end=self.ends)

    def explain(self, key: str, text: str = "八点前回复") -> None:
        """Explain an item."""
        acts.explain(self.access, key, text, actor="覃小梅")

    def arrive(self, person: Person | None = None, password: str = PASSWORD) -> None:
        """Let the relief arrive."""
        acts.arrive(
            self.access,
            person=(person or self.relief).id,
            name="",
            password=password,
            arrived_at=self.desk.clock.now(),
            planned_end=self.ends,
        )

    def arrive_by_name(self, at: datetime) -> None:
        """Let somebody arrive whose name stands for them."""
        acts.arrive(self.access, name="王五", arrived_at=at, planned_end=self.ends)

    def decide(
        self, key: str, decision: Decision = Decision.ACCEPTED, reason: str = "", digest: str = ""
    ) -> None:
        """Decide on an item as it stands."""
        acts.decide(
            self.access, key, decision, digest=digest or self.item(key).digest, reason=reason
        )

    def tell_leader(self) -> None:
        """Tell the leader by phone."""
        acts.tell_leader(self.access, actor="覃小梅", leader="曾国强", mode="phone")

    def fall_ill(self) -> None:
        """Let the relief attest that the outgoing officer cannot go on."""
        absence.note_absent(self.access, reason="突发疾病送医", leader="曾国强", mode="phone")

    def sign(
        self,
        *,
        password: str = PASSWORD,
        outgoing: str = PASSWORD,
        ill: str = "",
        leader: LeaderPart = "told",
        reasons: Mapping[str, str] | None = None,
    ) -> Signed:
        """Sign."""
        return signing.sign(
            self.access,
            asking(self.desk, self.relief, outgoing_consents=not ill),
            password=password,
            outgoing_password=outgoing,
            reasons={closing.ABSENT: ill, **(reasons or {})},
            leader=leader,
        )

    def settled(self) -> str:
        """Bring a handover to where both can sign, and return its id."""
        handover = self.begin()
        for item in self.held().walk.items:
            if not item.done and not item.speaks:
                self.explain(item.key)
        self.arrive()
        for item in self.held().walk.items:
            if not item.done:
                self.decide(item.key)
        self.tell_leader()
        return handover

    def held(self) -> UnderWay:
        """Return how the handover stands."""
        with self.access.store.read() as session:
            held = reading.under_way(session, self.desk.clock.now(), limits=Equipment())
        assert held is not None
        return held

    def item(self, key: str) -> Item:
        """Return an item that must be there."""
        return next(item for item in self.held().walk.items if item.key == key)

    def row(self, handover: str) -> HandoverRow:
        """Return a handover that must be there."""
        with self.access.store.read() as session:
            row = reading.get(session, handover)
        assert row is not None
        return row

    def lines(self, handover: str) -> list[LineRow]:
        """Return the signed list."""
        with self.access.store.read() as session:
            return reading.lines(session, handover)
