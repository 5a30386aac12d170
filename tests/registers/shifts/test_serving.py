"""In the course of a shift: other officers and leaders, the post left, presence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial

import pytest

from dutyroom.registers.accounts.errors import AccessRefused, WrongSecret
from dutyroom.registers.leave import acts as leave_acts
from dutyroom.registers.people import facts as people
from dutyroom.registers.shifts import attendance, rostering, serving
from dutyroom.registers.shifts.blockers import Blocked, NamedLeader, Rostered
from dutyroom.registers.shifts.kinds import Answering, LeaderMode
from dutyroom.registers.shifts.register import SHIFTS
from dutyroom.registers.shifts.watch import Limits
from dutyroom.widgets.shift_view import whole
from tests.registers.accounts.account_kit import PASSWORD, Desk
from tests.registers.leave.leave_kit import applied
from tests.registers.projection_kit import rows_of
from tests.registers.shifts.shift_kit import current, known, officer_of, sign_on


def join(
    desk: Desk,
    shift: str,
    person: str,
    *,
    sober: bool = True,
    reasons: Mapping[str, str] | None = None,
    **changes: str,
) -> None:
    """Let another officer serve, too."""
    given = {"password": PASSWORD, **changes}
    serving.join(
        desk.access,
        shift,
        person,
        password=given["password"],
        arrived_at=desk.clock.now(),
        sober=sober,
        fit=True,
        reasons=reasons,
    )


def test_a_second_officer_joins_and_leaves(desk: Desk) -> None:
    other, shift = officer_of(desk, "单明"), sign_on(desk, desk.officer).shift
    with pytest.raises(WrongSecret):
        join(desk, shift, other.id, password="wrong-password")  # noqa: S106 - a wrong one
    with pytest.raises(Blocked):
        join(desk, shift, other.id, sober=False)
    with pytest.raises(AccessRefused, match="already"):
        join(desk, shift, desk.officer.id)
    desk.clock.advance(60)
    join(desk, shift, other.id)
    with pytest.raises(AccessRefused, match="already"):
        join(desk, shift, other.id)
    serving.leave(desk.access, shift, other.id, actor=other.name)
    (second,) = known(desk, shift).officers
    assert (second.name, second.left_at) == ("单明", desk.clock.now())
    with pytest.raises(AccessRefused):
        serving.leave(desk.access, shift, other.id, actor=other.name)
    row = current(desk)
    assert row is not None
    assert row.officer == "覃小梅"


def test_whoever_joins_in_spite_of_something_says_why_as_at_sign_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Articles 10, 15 and 19; each reason stands with the shift, beside the name."""
    first, other = officer_of(desk, "韦二"), officer_of(desk, "单明")
    now, place = desk.clock.now(), desk.access.place
    shift = sign_on(desk, desk.officer).shift
    join(desk, shift, first.id)
    planned = Rostered("s", now, now + timedelta(hours=9), {first.id: "韦二"})
    monkeypatch.setattr(rostering, "rostered", lambda _session, _at: planned)
    stale = people.changed(other, now, place, actor="x", new={"trained_until": "2026-01-01"})
    desk.access.ledger.record(stale)
    leave_acts.note_left(desk.access, applied(desk, other, -1, 3), now, actor="x")
    reasons = {"away": "提前返岗", "rostered-otherwise": "节日加强", "training": "补训已排"}
    for left in reasons:
        with pytest.raises(Blocked) as refused:
            join(desk, shift, other.id, reasons={**reasons, left: " "})
        assert [each.code for each in refused.value.blockers] == [left]
    assert len(known(desk, shift).officers) == 1
    join(desk, shift, other.id, reasons=reasons)
    more = known(desk, shift)
    assert more.overrides == {f"{code}+2": why for code, why in reasons.items()}
    assert "officer is on leave 单明: 提前返岗" in whole(more, {}).plain
    kept = rows_of(desk.access.store, SHIFTS)
    desk.access.ledger.rebuild()
    assert rows_of(desk.access.store, SHIFTS) == kept


def test_whoever_joins_a_shift_that_began_early_is_asked_about_its_own_slot(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = desk.clock.now()
    runs = Rostered("before", now - timedelta(hours=9), now + timedelta(minutes=20))
    comes = Rostered("own", now + timedelta(minutes=20), now + timedelta(hours=9))
    monkeypatch.setattr(rostering, "rostered", lambda _session, _at: runs)
    monkeypatch.setattr(rostering, "next_rostered", lambda _session, _at: comes)
    with desk.access.store.read() as session:
        for slot, meant in (("own", comes), ("before", runs), ("", runs), ("older", runs)):
            assert rostering.beside(session, now, slot) == meant


def test_the_post_is_left_to_a_substitute_and_taken_again(desk: Desk) -> None:
    shift = sign_on(desk, desk.officer).shift
    for reason, substitute in (("", "单明"), ("就医", " ")):
        with pytest.raises(AccessRefused):
            serving.leave_post(desk.access, shift, reason=reason, substitute=substitute)
    with pytest.raises(AccessRefused):
        serving.take_post_again(desk.access, shift)
    serving.leave_post(desk.access, shift, reason="就医", substitute="单明")
    away = known(desk, shift).away
    assert away is not None
    assert (away.reason, away.substitute, away.in_at) == ("就医", "单明", None)
    with pytest.raises(AccessRefused, match="already"):
        serving.leave_post(desk.access, shift, reason="就医", substitute="单明")
    row = current(desk)
    assert row is not None
    assert row.id == shift  # the shift stays in charge
    desk.clock.advance(900)
    serving.take_post_again(desk.access, shift)
    more = known(desk, shift)
    assert more.away is None
    assert more.absences[0].in_at == desk.clock.now()


def test_whoever_stands_in_on_leave_or_untrained_does_so_with_a_reason(desk: Desk) -> None:
    other, shift = officer_of(desk, "单明"), sign_on(desk, desk.officer).shift
    leave_acts.note_left(desk.access, applied(desk, other, -1, 3), desk.clock.now(), actor="x")
    leave = partial(
        serving.leave_post, desk.access, shift, reason="就医", substitute="单明",
        substitute_id=other.id,
    )  # fmt: skip
    with pytest.raises(Blocked, match="on leave until"):
        leave()
    assert known(desk, shift).away is None
    leave(reasons={"away": "提前返岗"})
    more = known(desk, shift)
    assert more.overrides == {"away~1": "提前返岗"}
    assert "officer is on leave 单明: 提前返岗" in whole(more, {}).plain


def test_another_leader_leads_even_where_the_clock_was_set_back(desk: Desk) -> None:
    shift = sign_on(desk, desk.officer).shift
    desk.clock.jump(-86_400)
    leader = NamedLeader("韦局长", "13900002222", mode=LeaderMode.AT_POST)
    with pytest.raises(Blocked, match="not among the leaders"):
        serving.name_leader(desk.access, shift, leader, actor="覃小梅")
    serving.name_leader(desk.access, shift, leader, actor="覃小梅", reasons={"leader": "局长代班"})
    row = current(desk)
    assert row is not None
    assert (row.leader, row.leader_acknowledged_at) == ("韦局长", None)
    serving.acknowledge(desk.access, shift, leader)
    row = current(desk)
    assert row is not None
    assert row.leader_acknowledged_at == desk.clock.now()
    assert [each.name for each in known(desk, shift).leaders] == ["曾国强", "韦局长"]
    with pytest.raises(AccessRefused):
        serving.name_leader(desk.access, shift, NamedLeader(" "), actor="覃小梅")


def test_whoever_comes_to_lead_or_to_serve_answers_from_then_on(desk: Desk) -> None:
    """Article 25: dated lines are added, and what was laid down at the beginning stays."""
    second, shift = officer_of(desk, "单明"), sign_on(desk, desk.officer).shift
    before = known(desk, shift).responsible
    desk.clock.advance(60)
    joined = desk.clock.now()
    join(desk, shift, second.id)
    desk.clock.advance(60)
    leader = NamedLeader("韦局长", "139", mode=LeaderMode.AT_POST)
    serving.name_leader(desk.access, shift, leader, actor="覃小梅", reasons={"leader": "局长代班"})
    again = NamedLeader(desk.leader.name, person=desk.leader.id)
    serving.name_leader(desk.access, shift, again, actor="覃小梅")
    serving.leave(desk.access, shift, second.id, actor="单明")
    after = known(desk, shift).responsible
    assert after[: len(before)] == before
    assert {each.since for each in before} == {None}
    assert [(each.kind, each.name, each.since) for each in after[len(before) :]] == [
        (Answering.DIRECT, "单明", joined),
        (Answering.MAIN, "韦局长", desk.clock.now()),
        (Answering.MAIN, "曾国强", desk.clock.now()),
    ]
    assert after[-1].post == desk.leader.position
    assert "mainly responsible" in whole(known(desk, shift), {}).plain


def test_a_correction_shows_both_values(desk: Desk) -> None:
    shift = sign_on(desk, desk.officer, arrived_at=desk.clock.now()).shift
    came, right = desk.clock.now(), desk.clock.now() - timedelta(minutes=3)
    for name, new in (("officer", "覃小妹"), ("arrived_at", right.isoformat())):
        serving.correct(desk.access, shift, name, new, why="误填", actor="x")
    for name, new, why in (
        ("officer", "覃小妹", "again"),
        ("phone", "1", " "),
        ("leader", "x", "y"),
    ):
        with pytest.raises(AccessRefused):
            serving.correct(desk.access, shift, name, new, why=why, actor="x")
    more = known(desk, shift)
    assert (more.shift.officer, more.shift.arrived_at) == ("覃小妹", right)
    assert [(each.field, each.old, each.why) for each in more.corrections] == [
        ("officer", "覃小梅", "误填"),
        ("arrived_at", came.isoformat(), "误填"),
    ]


def test_nothing_happens_in_a_shift_that_is_over(desk: Desk) -> None:
    other, shift = officer_of(desk, "单明"), sign_on(desk, desk.officer).shift
    sign_on(desk, other)
    with pytest.raises(AccessRefused, match="over"):
        serving.leave_post(desk.access, shift, reason="就医", substitute="单明")
    with pytest.raises(AccessRefused, match="over"):
        attendance.confirm(desk.access, "no shift", Limits(), actor="x")


def test_a_leader_signs_by_their_own_password(desk: Desk) -> None:
    shift = sign_on(desk, desk.officer, leader=NamedLeader("曾国强", person=desk.leader.id)).shift
    leader = NamedLeader("曾国强", person=desk.leader.id, mode=LeaderMode.AT_POST)
    with pytest.raises(AccessRefused):
        serving.acknowledge_signed(desk.access, shift, leader, password="not-theirs-1")  # noqa: S106
    assert known(desk, shift).shift.leader_acknowledged_at is None
    serving.acknowledge_signed(desk.access, shift, leader, password=PASSWORD)
    (row,) = known(desk, shift).leaders
    assert (row.acknowledged_at, row.attested_by) == (desk.clock.now(), "")
