"""Who has left the post and who is back: said, asked, and noted by whoever does it (article 15)."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest
from textual.app import App

from dutyroom.commands.on_duty import ON_DUTY, Join, LeavePost, TakePost
from dutyroom.commands.situation import Situation
from dutyroom.desk.sign_on import begin
from dutyroom.desk.standing import Standing
from dutyroom.registers.shifts import facts, serving
from dutyroom.registers.shifts.reading import present
from dutyroom.screens import doors
from dutyroom.screens.locking import Locking
from dutyroom.screens.post import ask_whether_back, leaving, locked_out
from dutyroom.screens.shift_questions import join
from dutyroom.standard.at_post import AtPost
from dutyroom.store import journal
from dutyroom.widgets.duty_strip import on_duty
from dutyroom.widgets.shift_view import whole
from tests.registers.accounts.account_kit import PASSWORD, Desk, add_person
from tests.registers.shifts.shift_kit import current, known, officer_of, sign_on
from tests.screens.scripted import Writing


def _standing(desk: Desk) -> Standing:
    """Return the desk's picture."""
    shift = current(desk)
    with desk.access.store.read() as session:
        return Standing(known=True, shift=shift, at_post=present(session, shift))


def _strip(desk: Desk, acting: int = 0, *, in_full: bool = True) -> str:
    """Return who is on duty as the strip says it."""
    standing = _standing(desk)
    return on_duty(standing, standing.at_post[acting], " ", in_full=in_full).plain


def _beside(desk: Desk, shift: str) -> str:
    """Let a second officer serve; return their id."""
    second, now = officer_of(desk, "单晓明"), desk.clock.now()
    serving.join(
        desk.access, shift, second.id, password=PASSWORD, arrived_at=now, sober=True, fit=True
    )
    return second.id


def test_the_strip_says_who_is_there_and_who_is_away(desk: Desk) -> None:
    """In few words where the lamps leave no room; whoever serves beside stands in for nobody."""
    shift = sign_on(desk, desk.officer).shift
    assert _strip(desk) == "Officer 覃小梅 Leader 曾国强"
    _beside(desk, shift)
    serving.leave_post(desk.access, shift, reason="就医", substitute="李建国")
    assert _strip(desk) == "Officer 李建国(stands in) +1 覃小梅 away Leader 曾国强"
    assert _strip(desk, in_full=False) == "李建国 for 覃小梅 +1 Leader 曾国强"
    assert _strip(desk, 1) == "Officer 单晓明 +1 覃小梅 away Leader 曾国强"
    assert _strip(desk, 1, in_full=False) == "Officer 单晓明 +1 Leader 曾国强"


def test_the_shift_says_who_was_away_and_who_stood_in(desk: Desk) -> None:
    shift = sign_on(desk, desk.officer).shift
    serving.leave_post(desk.access, shift, reason="就医", substitute="李建国")
    (line,) = [each for each in whole(known(desk, shift), {}).plain.split("\n") if "Away" in each]
    words = [each.strip() for each in line.split("  ") if each.strip()]
    assert words == ["Away", "覃小梅", "2026-11-24 03:00 - still away", "就医", "李建国 stood in"]


def test_it_is_asked_of_whom(desk: Desk) -> None:
    """By name, whoever acts; where others serve, what is done about those is said."""
    shift = sign_on(desk, desk.officer).shift
    alone = leaving(known(desk, shift))
    assert alone.title == "覃小梅 leaves the post"
    second = _beside(desk, shift)
    both = leaving(known(desk, shift))
    words = "Whoever serves beside names nobody: the others stay at the post."
    assert both.body.plain.split("\n") == [alone.body.plain, words]
    serving.leave(desk.access, shift, second, actor="覃小梅")
    assert leaving(known(desk, shift)).body.plain == alone.body.plain


@pytest.mark.parametrize("wanted", [True, False])
def test_it_is_asked_before_the_call_that_was_wanted_is_taken(
    monkeypatch: pytest.MonkeyPatch, wanted: bool
) -> None:
    """Its first receiver is never changed afterwards, and must not be who stood in by oversight."""
    done: list[str] = []

    async def does(*what: object) -> None:
        done.append(str(what[-1]) if what else "read")

    monkeypatch.setattr(doors, "whether_back", lambda _app, _person: does("asked"))
    app = SimpleNamespace(catch_up=does, action_command=does)
    asyncio.run(Locking.come_back(cast("Locking", app), "o", wanted=wanted))
    assert done == ["asked", "read", "take_call"][: 3 if wanted else 1]


def test_a_substitute_who_could_not_unlock_is_told_of(desk: Desk) -> None:
    """At a desk without accounts nothing locks."""
    add_person(desk.access, "农秀", "officer")
    with desk.access.store.read() as session:
        begun = begin(session, desk.clock.now())
    assert locked_out(begun, "曾国强") == ""
    for name in ("农秀", "外来者"):
        assert locked_out(begun, name).startswith(f"{name} has no account and cannot unlock")
    assert locked_out(replace(begun, accounts=frozenset()), "农秀") == ""


def test_where_nobody_else_can_sign_it_is_said_who_could_join(desk: Desk) -> None:
    assert "“Accounts” (Ctrl+W)" in join([], desk.clock.now()).body.plain
    assert join([desk.officer], desk.clock.now()).body.plain == ""


def test_it_is_kept_who_noted_it(desk: Desk) -> None:
    """Without a word the officer did."""
    shift = sign_on(desk, desk.officer).shift
    for actor in ("", "单晓明"):
        serving.leave_post(desk.access, shift, reason="就医", substitute="李建国", actor=actor)
        serving.take_post_again(desk.access, shift, actor=actor)
    with desk.access.store.read() as session:
        found = [entry.fact for entry in journal.entries(session, subject=shift)]
    post = (facts.POST_LEFT, facts.POST_TAKEN_AGAIN)
    actors = [fact.actor for fact in found if fact.kind in post]
    assert actors == ["覃小梅", "覃小梅", "单晓明", "单晓明"]


@pytest.mark.parametrize(("answer", "still"), [(None, True), ({}, False)])
def test_whoever_unlocks_while_somebody_stands_in_is_asked_whether_they_are_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, answer: dict[str, str] | None, still: bool
) -> None:
    monkeypatch.setattr("dutyroom.screens.doors.question", lambda question: question)
    shift = sign_on(desk, desk.officer).shift
    serving.leave_post(desk.access, shift, reason="就医", substitute="李建国")
    app = Writing(desk.access, answer)
    app.standing = _standing(desk)  # type: ignore[attr-defined] # of the app
    asyncio.run(ask_whether_back(cast("App[object]", app), desk.officer.id))
    (asked,) = app.asked
    assert asked.title == "Is 覃小梅 back at the post?"
    assert "李建国 stands in" in asked.body.plain
    assert (known(desk, shift).away is not None) is still


def test_nobody_else_is_asked(desk: Desk) -> None:
    """Neither the substitute, nor the officer who is there."""
    shift = sign_on(desk, desk.officer).shift
    there = _standing(desk)
    serving.leave_post(desk.access, shift, reason="就医", substitute="李建国")
    away, officer = _standing(desk), desk.officer.id

    def asked(standing: Standing, person: str) -> bool:
        return Locking.may_be_back(cast("Locking", SimpleNamespace(standing=standing)), person)

    assert [asked(away, officer), asked(away, "other"), asked(there, officer)] == [
        True,
        False,
        False,
    ]
    assert not asked(replace(away, shift=None, at_post=(AtPost("李建国"),)), officer)


def test_a_desk_of_typed_names_notes_all_but_what_takes_a_password() -> None:
    """The post is left and taken again, leaders confirm and change, a wrong name is corrected."""
    typed = Situation(ready=True, signed_on=True, here=frozenset({"present", "leader"}))
    able = {each.name for each in ON_DUTY if not each.why_not(typed)}
    assert able == {"leave_post", "leader_says", "other_leader", "correct_shift", "back"}
    away = Situation(ready=True, signed_on=True, here=frozenset({"away"}))
    assert TakePost.why_not(away) == ""
    assert Join.why_not(typed) == "Nobody is signed on by password."
    assert LeavePost.why_not(Situation(here=typed.here)) == "Nobody is on duty. F10: sign on."
