"""The ledger of compensatory leave: proposed, confirmed once, never below what was granted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

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
from dutyroom.registers.compensation.register import COMPENSATION
from dutyroom.registers.compensation.serving import served
from dutyroom.registers.compensation.taking import against, taken
from dutyroom.registers.leave import acts as leave_acts
from dutyroom.registers.leave import reading as leave
from dutyroom.registers.leave.errors import LeaveRefused
from dutyroom.registers.leave.kinds import LeaveKind, LeaveState
from dutyroom.registers.roster.reading import duties
from dutyroom.registers.shifts import course
from dutyroom.standard.clocks import BEIJING
from dutyroom.standard.roster.compensation import EntryKind
from dutyroom.standard.roster.values import Role
from dutyroom.store.engine import Store
from tests.registers.at_once import at_once
from tests.registers.compensation.compensation_kit import (
    BY,
    EXAMPLE,
    LEADER,
    NOW,
    SATURDAY,
    apply,
    asking,
    credited,
    known,
    saturday,
    waiting,
)
from tests.registers.projection_kit import migrated_differences
from tests.registers.roster.roster_kit import Room


@pytest.fixture
def desk(store: Store) -> Room:
    """A desk at which three people served on a Saturday."""
    return saturday(store)


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


def test_who_stood_in_is_credited_and_not_who_was_away(desk: Room) -> None:
    """What a stand-in served is theirs; what is rounded is rounded once for each of them."""
    at, place = SATURDAY + timedelta(hours=2), desk.access.place
    back = at + timedelta(hours=3, minutes=10)
    desk.access.ledger.record(
        course.post_left(
            "s1", at, place, actor="覃小梅", absence="a", reason="就医",
            substitute="韦东", substitute_id="o2",
        ),
        course.post_taken_again("s1", back, place, actor="覃小梅", absence="a"),
    )  # fmt: skip
    found = {each.served.name: each.earned.minutes for each in waiting(desk)}
    assert found == {"覃小梅": 330, "单明": 480, "韦东": 180}


def test_a_shift_waits_to_be_credited_until_what_it_earned_has_ended(desk: Room) -> None:
    desk.clock.advance(170 * 86400)
    assert [each.served.name for each in waiting(desk)] == ["覃小梅", "单明"]
    desk.clock.advance(20 * 86400)  # six months by the example pack
    assert waiting(desk) == []


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
    with pytest.raises(CompensationRefused, match="takes a reason"):
        acts.decide(desk.access, "o0", line, approved=False, assent=LEADER, actor=BY, remark=" ")
    assert len(known(desk).lines) == 2
    reject(desk, line, "缺员")
    assert (known(desk).ledger.available, known(desk).ledger.pending) == (540, 0)
    assert stands(desk, line) == (LeaveState.REFUSED, "缺员")
    with desk.access.store.read() as session:
        assert leave.overlapping(session, "o0", NOW, NOW + timedelta(days=9)) is None
    for again in (True, False):
        with pytest.raises(CompensationRefused, match="Nothing was recorded"):
            acts.decide(
                desk.access, "o0", line, approved=again, assent=LEADER, actor=BY, remark="再议"
            )


def test_approved_leave_that_is_not_taken_is_rejected_and_its_days_are_free(desk: Room) -> None:
    credited(desk)
    line = apply(desk)
    acts.decide(desk.access, "o0", line, approved=True, assent=LEADER, actor=BY)
    own = Assent("覃小梅", "o0", Channel.PHONE, BY)
    with pytest.raises(LeaveRefused):
        acts.decide(desk.access, "o0", line, approved=False, assent=own, actor=BY, remark="x")
    reject(desk, line, "应急响应，暂缓")
    assert (known(desk).ledger.available, known(desk).ledger.pending) == (540, 0)
    assert stands(desk, line) == (LeaveState.CANCELLED, "应急响应，暂缓")
    assert apply(desk)  # the same days and hours again


def test_whoever_has_left_on_approved_leave_is_not_rejected_any_more(desk: Room) -> None:
    credited(desk)
    line = apply(desk)
    acts.decide(desk.access, "o0", line, approved=True, assent=LEADER, actor=BY)
    desk.clock.advance(2 * 86400)
    leave_acts.note_left(desk.access, line, desk.clock.now(), actor=BY)
    with pytest.raises(CompensationRefused, match="have left"):
        reject(desk, line, "x")
    assert known(desk).ledger.pending == 480


def reject(desk: Room, line: str, why: str) -> None:
    """Have the leader reject an application."""
    acts.decide(desk.access, "o0", line, approved=False, assent=LEADER, actor=BY, remark=why)


def stands(desk: Room, line: str) -> tuple[LeaveState, str]:
    """Return how the leave of an application stands, and why."""
    with desk.access.store.read() as session:
        row = leave.get(session, line)
    assert row is not None
    return row.state, row.cancelled_why or row.remark


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


def test_days_that_were_given_to_another_leave_meanwhile_are_refused(desk: Room) -> None:
    """Looked at again when it is written: another console was quicker."""
    credited(desk)
    asked = asking(desk.clock.now() + timedelta(days=2), 480)
    other = replace(asked.wanted, kind=LeaveKind.TRIP, place="南宁市")
    refused = at_once(
        desk.access,
        lambda access: acts.apply(access, asked, packs.pack(EXAMPLE), actor=BY),
        lambda access: leave_acts.apply(access, other, actor=BY),
    )
    assert [type(each) for each in refused] == [LeaveRefused]
