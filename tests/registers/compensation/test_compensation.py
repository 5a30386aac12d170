"""The ledger of compensatory leave: proposed, confirmed once, never below what was granted."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from dutyroom.config import Settings
from dutyroom.config.settings import Leave
from dutyroom.documents.compensation_statement import why
from dutyroom.errors import PlainError
from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.accounts.roles import Channel
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.compensation import acts, packs
from dutyroom.registers.compensation.acts import CompensationRefused
from dutyroom.registers.compensation.deadlines import due
from dutyroom.registers.compensation.reading import Statement, statement
from dutyroom.registers.compensation.register import COMPENSATION
from dutyroom.registers.compensation.serving import Proposal, proposals, served
from dutyroom.registers.compensation.taking import Applying, against, taken
from dutyroom.registers.leave import reading as leave
from dutyroom.registers.leave.errors import LeaveRefused
from dutyroom.registers.leave.kinds import LeaveState
from dutyroom.registers.roster.reading import duties
from dutyroom.registers.shifts import facts as shifts
from dutyroom.standard.clocks import BEIJING
from dutyroom.standard.roster.compensation import Earned, EntryKind
from dutyroom.standard.roster.responsibility import Responsible
from dutyroom.standard.roster.values import Role
from dutyroom.store.engine import Store, open_store
from tests.registers.projection_kit import migrated_differences, rows_of
from tests.registers.roster.roster_kit import Room, room

BY = "何敏"
NOW = datetime(2026, 11, 30, 2, tzinfo=UTC)
SATURDAY = datetime(2026, 11, 28, 0, 30, tzinfo=UTC)
LEADER = Assent("曾国强", "l0", Channel.PHONE, BY)
EXAMPLE = Settings(leave=Leave(compensation_pack="example"))


@pytest.fixture
def desk(store: Store) -> Room:
    """A desk at which three people served on a Saturday."""
    return saturday(store)


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


def test_what_was_served_is_proposed_and_credited_once(desk: Room) -> None:
    found = {each.served.name: each for each in waiting(desk)}
    assert {name: each.earned.minutes for name, each in found.items()} == {
        "覃小梅": 540, "单明": 480,
    }  # fmt: skip
    with desk.access.store.read() as session:
        assert ("曾国强", Role.LEADER) in {
            (each.name, each.role) for each in served(session, NOW - timedelta(days=9))
        }
    assert known(desk).ledger.balance == 0  # nothing is credited by itself
    acts.credit(desk.access, found["覃小梅"], actor=BY)
    assert known(desk).ledger.balance == 540
    with pytest.raises(CompensationRefused, match="credited already"):
        acts.credit(desk.access, found["覃小梅"], actor=BY)
    assert [each.served.name for each in waiting(desk)] == ["单明"]


def test_the_pack_is_chosen_and_named(desk: Room, tmp_path: Path) -> None:
    assert waiting(desk, Settings()) == []
    assert "nothing is credited" in packs.source(packs.pack(Settings()))
    assert "binds nobody" in packs.source(packs.pack(EXAMPLE))
    own = tmp_path / "own.toml"
    for text in (None, "not = [toml", '[pack]\nname = "x"'):
        if text is not None:
            own.write_text(text, encoding="utf-8")
        with pytest.raises(PlainError, match=r"own\.toml"):
            packs.pack(Settings(leave=Leave(compensation_pack=str(own))))


def test_from_applying_to_taking(desk: Room) -> None:
    credited(desk)
    line = apply(desk)
    assert (known(desk).ledger.available, known(desk).ledger.pending) == (60, 480)
    with pytest.raises(CompensationRefused, match="no application"):
        acts.take(desk.access, "o0", apply(desk, 30, 9), actor=BY)
    acts.decide(desk.access, "o0", line, approved=True, assent=LEADER, actor=BY)
    with desk.access.store.read() as session:
        row = leave.get(session, line)
    assert row is not None
    assert (row.state, row.decided_attested_by) == (LeaveState.APPROVED, BY)
    with pytest.raises(CompensationRefused, match="has not begun"):
        acts.take(desk.access, "o0", line, actor=BY)
    desk.clock.advance(3 * 86400)
    acts.take(desk.access, "o0", line, actor=BY)
    assert known(desk).ledger.balance == 60
    with desk.access.store.read() as session:
        row = leave.get(session, line)
    assert row is not None
    assert row.state is LeaveState.RETURNED


def test_the_hours_buy_the_days_they_are_taken_for(desk: Room) -> None:
    """Working time by the unit's pack: an hour does not buy three weeks, nor what it says more."""
    credited(desk)
    pack, monday = packs.pack(EXAMPLE), datetime(2026, 12, 7, 0, 30, tzinfo=UTC)
    long = asking(monday, 60, monday + timedelta(days=18, hours=9.5))
    with pytest.raises(CompensationRefused, match=r"there are 120 h of working time, and 1 h"):
        acts.apply(desk.access, long, pack, actor=BY)
    more = asking(monday, 480, monday + timedelta(hours=3))
    with desk.access.store.read() as session:
        needed = taken(session, more.start, more.end, pack)
        found = against(session, more, needed, desk.clock.now())
    assert (needed, [each.code for each in found]) == (180, ["more-than-needed"])
    with pytest.raises(LeaveRefused, match="8 h are spent on days with 3 h"):
        acts.apply(desk.access, more, pack, actor=BY)
    line = acts.apply(desk.access, more, pack, actor=BY, accepted=tuple(found))
    with desk.access.store.read() as session:
        row = leave.get(session, line)
    assert row is not None
    assert "8 h are spent" in row.aware


def test_who_is_rostered_hears_to_swap_before_taking_leave(desk: Room) -> None:
    credited(desk)
    desk.publish(desk.filled())
    with desk.access.store.read() as session:
        duty = next(
            each for each in duties(session, NOW, NOW + timedelta(days=20)) if each.person == "o0"
        )
    day = datetime.combine(duty.slot.day, time(8, 30), BEIJING)
    asked = replace(asking(day, 480), start=day, end=duty.slot.end)
    with pytest.raises(LeaveRefused, match="arrange a swap first"):
        acts.apply(desk.access, asked, packs.pack(EXAMPLE), actor=BY)


def test_a_decision_names_who_entered_it_and_who_decided(desk: Room) -> None:
    credited(desk)
    acts.decide(desk.access, "o0", apply(desk), approved=True, assent=LEADER, actor=BY)
    line = known(desk).lines[-1]
    assert (line.entered_by, why(line)) == (BY, "decided by 曾国强")


def test_a_refusal_gives_back_what_was_set_aside(desk: Room) -> None:
    credited(desk)
    line = apply(desk)
    acts.decide(desk.access, "o0", line, approved=False, assent=LEADER, actor=BY, remark="缺员")
    assert (known(desk).ledger.available, known(desk).ledger.pending) == (540, 0)
    with desk.access.store.read() as session:
        assert leave.overlapping(session, "o0", NOW, NOW + timedelta(days=9)) is None


def test_nothing_is_taken_that_was_not_granted(desk: Room) -> None:
    with pytest.raises(CompensationRefused, match="advance must be granted"):
        apply(desk)
    acts.advance(desk.access, "o0", 480, "家有急事", LEADER, name="覃小梅", actor=BY)
    apply(desk)
    assert known(desk).ledger.available == -480
    credited(desk)
    assert known(desk).ledger.available == 60


def test_a_wrong_credit_is_reversed_and_may_be_credited_again(desk: Room) -> None:
    credited(desk)
    line = known(desk).lines[0]
    with pytest.raises(CompensationRefused, match="takes a reason"):
        acts.reverse(desk.access, "o0", line.id, " ", actor=BY)
    acts.reverse(desk.access, "o0", line.id, "登记有误", actor=BY)
    assert known(desk).ledger.balance == 0
    assert [each.served.name for each in waiting(desk)] == ["覃小梅"]
    credited(desk)
    assert [each.entry.kind for each in known(desk).lines] == [
        EntryKind.CREDIT, EntryKind.REVERSAL, EntryKind.CREDIT,
    ]  # fmt: skip


def test_what_ends_soon_sounds_until_it_is_noted_as_ended(desk: Room) -> None:
    credited(desk)

    def alarms() -> set[tuple[AlarmCode, str]]:
        with desk.access.store.read() as session:
            found = due(session, desk.clock.now(), EXAMPLE)
            return {(each.code, each.about) for each in found}

    assert alarms() == set()
    desk.clock.advance(160 * 86400)
    assert alarms() == {
        (AlarmCode.COMPENSATION_ENDING, "o0"), (AlarmCode.COMPENSATION_ENDING, "o1"),
    }  # fmt: skip
    line = known(desk).lines[0]
    with pytest.raises(CompensationRefused, match="has not ended"):
        acts.expire(desk.access, "o0", line.id, actor=BY)
    desk.clock.advance(60 * 86400)
    acts.expire(desk.access, "o0", line.id, actor=BY)
    assert known(desk).ledger.balance == 0
    assert alarms() == {(AlarmCode.COMPENSATION_ENDING, "o1")}


def test_the_migration_makes_what_the_code_declares(store: Store) -> None:
    assert migrated_differences(store, COMPENSATION) == []


class Ledgers(RuleBasedStateMachine):
    """Somebody who earns, asks, takes and errs."""

    template: Path
    folder: Path

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self._path = Path(shutil.copyfile(self.template, self.folder / "ledger.db"))
        self._store = open_store(self._path)
        self.desk = saturday(self._store)
        self.number = 0

    def teardown(self) -> None:
        """Check that a rebuild makes the same rows, and go."""
        before = rows_of(self._store, COMPENSATION)
        self.desk.access.ledger.rebuild()
        assert rows_of(self._store, COMPENSATION) == before
        self._store.close()
        self._path.unlink()

    def act(self, step: str, *arguments: object, **named: object) -> None:
        """Do something that may be refused."""
        try:
            getattr(acts, step)(self.desk.access, *arguments, actor=BY, **named)
        except PlainError:
            return

    def line(self, number: int) -> str:
        """Return the id of a line."""
        lines = known(self.desk).lines
        return lines[number % len(lines)].id if lines else "none"

    @rule(minutes=st.integers(30, 600))
    def earn(self, minutes: int) -> None:
        """Serve another shift."""
        self.number += 1
        template = waiting(self.desk)
        base = template[0].served if template else None
        if base is None:
            return
        served_ = replace(base, shift=f"x{self.number}", person="o0", name="覃小梅")
        until = self.desk.clock.now().date() + timedelta(days=40)
        self.act("credit", Proposal(served_, Earned(minutes, {}, until, "x")))

    @rule(minutes=st.integers(30, 900), days=st.integers(1, 30))
    def ask(self, minutes: int, days: int) -> None:
        """Apply for leave."""
        asked = asking(self.desk.clock.now() + timedelta(days=days), minutes)
        self.act("apply", asked, packs.pack(EXAMPLE))

    @rule(number=st.integers(0, 20), approved=st.booleans())
    def decide(self, number: int, approved: bool) -> None:
        """Decide about some line."""
        named = {"approved": approved, "assent": LEADER}
        self.act("decide", "o0", self.line(number), **named)

    @rule(number=st.integers(0, 20), what=st.sampled_from(["take", "expire"]))
    def settle(self, number: int, what: str) -> None:
        """Take leave, or note that a credit has ended."""
        self.act(what, "o0", self.line(number))

    @rule(number=st.integers(0, 20))
    def reverse(self, number: int) -> None:
        """Reverse some line."""
        self.act("reverse", "o0", self.line(number), "误")

    @rule(minutes=st.integers(30, 600))
    def advance(self, minutes: int) -> None:
        """Grant something in advance."""
        self.act("advance", "o0", minutes, "急", LEADER, name="覃小梅")

    @rule(days=st.integers(1, 30))
    def wait(self, days: int) -> None:
        """Let time pass."""
        self.desk.clock.advance(days * 86400)

    @invariant()
    def never_below_what_was_granted(self) -> None:
        """Nobody owes more than was advanced, and no line that was recorded is refused later."""
        now = known(self.desk)
        assert now.ledger.owed <= now.ledger.advanced
        assert now.ledger.available >= -now.ledger.advanced
        assert not any(line.refused for line in now.lines)
        assert all(lot.left >= 0 for lot in now.ledger.lots.values())


def test_a_life_of_a_ledger(store_template: Path, tmp_path: Path) -> None:
    class Here(Ledgers):
        """A ledger in a database of its own."""

        template, folder = store_template, tmp_path

    run_state_machine_as_test(
        Here, settings=settings(max_examples=8, stateful_step_count=15, deadline=None)
    )
