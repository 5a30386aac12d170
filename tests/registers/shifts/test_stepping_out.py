"""An officer who serves beside is away for a while: kept, shown, never leaving nobody (15)."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from types import SimpleNamespace
from typing import cast

import pytest
from textual.app import App

from dutyroom.config import Settings
from dutyroom.desk.standing import Standing
from dutyroom.desk.unlocking import locked
from dutyroom.documents.duty_log import away_told
from dutyroom.registers.accounts.errors import AccessRefused
from dutyroom.registers.alarms.codes import AlarmCode
from dutyroom.registers.compensation.serving import served
from dutyroom.registers.handover.duty_log import duty_log
from dutyroom.registers.people.person import Person
from dutyroom.registers.shifts import deadlines, serving, stepping_out
from dutyroom.registers.shifts.reading import present
from dutyroom.registers.shifts.stays import beside_away
from dutyroom.screens.locking import Locking
from dutyroom.screens.post import IN_CHARGE, ask_back, ask_whether_back, leaving, may_leave
from dutyroom.standard.at_post import AtPost
from dutyroom.widgets.duty_strip import on_duty
from dutyroom.widgets.shift_view import whole
from tests.registers.accounts.account_kit import PASSWORD, Desk
from tests.registers.at_once import at_once
from tests.registers.shifts.shift_kit import current, known, officer_of, sign_on
from tests.screens.scripted import Writing


def two(desk: Desk) -> tuple[str, Person]:
    """Let two officers serve; return the shift and the second."""
    second, shift = officer_of(desk, "单晓明"), sign_on(desk, desk.officer).shift
    serving.join(
        desk.access, shift, second.id, password=PASSWORD, arrived_at=desk.clock.now(),
        sober=True, fit=True,
    )  # fmt: skip
    return shift, second


def out(desk: Desk, shift: str, person: Person) -> None:
    """Let somebody step out."""
    stepping_out.step_out(desk.access, shift, person.id, reason="取文件", actor="覃小梅")


def back(desk: Desk, shift: str, person: Person) -> None:
    """Let somebody come back."""
    stepping_out.step_in(desk.access, shift, person.id, actor="覃小梅")


def there(desk: Desk) -> list[str]:
    """Return who is at the post."""
    row = current(desk)
    with desk.access.store.read() as session:
        return [each.name for each in present(session, row)]


def codes(desk: Desk) -> set[str]:
    """Return the codes of the alarms about who serves."""
    with desk.access.store.read() as session:
        return {each.code for each in deadlines.due(session, desk.clock.now(), Settings())}


def test_who_is_out_is_not_at_the_post_and_goes_on_serving(desk: Desk) -> None:
    shift, second = two(desk)
    out(desk, shift, second)
    assert there(desk) == ["覃小梅"]
    standing = Standing(
        known=True, shift=current(desk), at_post=(AtPost("覃小梅"),),
        stepped_out=(AtPost("单晓明", second.id),),
    )  # fmt: skip
    strip = on_duty(standing, standing.at_post[0], " ", in_full=True).plain
    assert strip == "Officer 覃小梅 单晓明 away Leader 曾国强"
    brief = on_duty(standing, standing.at_post[0], " ", in_full=False).plain
    assert brief == "Officer 覃小梅 1 away Leader 曾国强"
    desk.clock.advance(600)
    back(desk, shift, second)
    assert there(desk) == ["覃小梅", "单晓明"]
    (line,) = [each for each in whole(known(desk, shift), {}).plain.split("\n") if "Away" in each]
    words = [each.strip() for each in line.split("  ") if each.strip()]
    assert words == ["Away", "单晓明", "2026-11-24 03:00 - 2026-11-24 03:10", "取文件"]


def test_somebody_stays_at_the_post(desk: Desk) -> None:
    """Neither may the last one leave, nor may somebody who is out stand in."""
    shift, second = two(desk)
    out(desk, shift, second)
    with pytest.raises(AccessRefused, match="away from the post, too"):
        serving.leave_post(desk.access, shift, reason="就医", substitute="单晓明")
    with pytest.raises(AccessRefused, match="away already"):
        out(desk, shift, second)
    back(desk, shift, second)
    with pytest.raises(AccessRefused, match="not away"):
        back(desk, shift, second)
    serving.leave_post(desk.access, shift, reason="就医", substitute="单晓明")
    with pytest.raises(AccessRefused, match="Nobody would be left"):
        out(desk, shift, second)
    serving.take_post_again(desk.access, shift)
    with pytest.raises(AccessRefused, match="takes a reason"):
        stepping_out.step_out(desk.access, shift, second.id, reason=" ", actor="x")
    serving.leave(desk.access, shift, second.id, actor="覃小梅")
    with pytest.raises(AccessRefused, match="does not serve"):
        out(desk, shift, second)


def test_it_is_asked_who_leaves_and_who_is_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dutyroom.screens.doors.question", lambda question: question)
    shift, second = two(desk)
    both = [("覃小梅", IN_CHARGE), ("单晓明", second.id)]
    assert may_leave(known(desk, shift)) == both
    asked = leaving(known(desk, shift))
    assert [blank.name for blank in asked.blanks] == ["who", "reason", "substitute"]
    assert asked.check is not None
    assert asked.check({"who": IN_CHARGE, "substitute": ""}) == "Substitute is missing."
    assert asked.check({"who": second.id, "substitute": ""}) == ""
    out(desk, shift, second)
    serving.leave_post(desk.access, shift, reason="就医", substitute="李建国")
    app = Writing(desk.access, {"who": second.id}, {})
    asyncio.run(ask_back(cast("App[object]", app), known(desk, shift)))
    assert [each.title for each in app.asked] == [
        "Back at the post", "Is 单晓明 back at the post?",
    ]  # fmt: skip
    assert there(desk) == ["李建国", "单晓明"]


def test_who_is_out_can_unlock_and_is_asked_whether_they_are_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others may have gone meanwhile: nobody is locked out of the console."""
    monkeypatch.setattr("dutyroom.screens.doors.question", lambda question: question)
    shift, second = two(desk)
    out(desk, shift, second)
    with desk.access.store.read() as session:
        assert [each.name for each in locked(session).people] == ["覃小梅", "单晓明"]
    standing = Standing(shift=current(desk), stepped_out=(AtPost("单晓明", second.id),))
    app = cast("Locking", SimpleNamespace(standing=standing))
    assert Locking.may_be_back(app, second.id)
    assert not Locking.may_be_back(app, desk.officer.id)
    asking = Writing(desk.access, {})
    asking.standing = standing  # type: ignore[attr-defined] # of the app
    asyncio.run(ask_whether_back(cast("App[object]", asking), second.id))
    assert asking.asked[0].body.plain == "Away since 03:00."
    assert there(desk) == ["覃小梅", "单晓明"]


def test_a_long_absence_sounds_and_stands_in_the_log(desk: Desk) -> None:
    shift, second = two(desk)
    out(desk, shift, second)
    desk.clock.advance(31 * 60)
    assert AlarmCode.AWAY_TOO_LONG in codes(desk)
    back(desk, shift, second)
    assert AlarmCode.AWAY_TOO_LONG not in codes(desk)
    serving.leave_post(desk.access, shift, reason="就医", substitute="李建国")
    now = desk.clock.now()
    with desk.access.store.read() as session:
        told = away_told(duty_log(session, now - timedelta(days=1), now + timedelta(days=1)))
    assert told == [
        "Away from the post: 单晓明, 11-24 03:00 to 11-24 03:31, 取文件",
        "Away from the post: 覃小梅, 11-24 03:31 to the end of the shift, 就医; 李建国 stood in",
    ]


def test_what_is_credited_leaves_the_time_out(desk: Desk) -> None:
    shift, second = two(desk)
    began = desk.clock.now()
    desk.clock.advance(3600)
    out(desk, shift, second)
    desk.clock.advance(1800)
    back(desk, shift, second)
    desk.clock.advance(3600)
    relief = officer_of(desk, "李建国")
    sign_on(desk, relief)
    span = (began + timedelta(hours=1), began + timedelta(hours=1.5))
    with desk.access.store.read() as session:
        mine = [each for each in served(session, began) if each.person == second.id]
        spans = [(shift, began, desk.clock.now())]
        assert beside_away(session, spans) == {(shift, second.id): [span]}
    assert [each.away for each in mine] == [(span,)]


def test_of_two_consoles_only_one_leaves_the_post_empty_of_its_officer(desk: Desk) -> None:
    """Each would have been right alone; together nobody would be left."""
    shift, second = two(desk)
    (refused,) = at_once(
        desk.access,
        lambda access: stepping_out.step_out(access, shift, second.id, reason="x", actor="x"),
        lambda access: serving.leave_post(access, shift, reason="x", substitute="单晓明"),
    )
    assert "just been changed" in str(refused)
    assert there(desk)
