"""Who is at the post, in whose name is recorded, and who unlocks the console (articles 14, 15)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import cast

import pytest

from dutyroom.commands.host import Host
from dutyroom.config import Duty
from dutyroom.desk.unlocking import Unlocking, locked, unlock
from dutyroom.registers.accounts import opening
from dutyroom.registers.accounts import reading as accounts
from dutyroom.registers.accounts.errors import AccessRefused
from dutyroom.registers.calls.detail import CallDetail
from dutyroom.registers.people.person import Person
from dutyroom.registers.shifts import attendance, serving
from dutyroom.registers.shifts.reading import present, were_present
from dutyroom.screens.attending import Attending
from dutyroom.screens.who_acts import WhoActs
from dutyroom.screens.who_received import receiver, unsure
from dutyroom.standard.at_post import AtPost, sits
from dutyroom.store.session import Session
from tests.registers.accounts.account_kit import PASSWORD, PIN, Desk
from tests.registers.shifts.shift_kit import current, officer_of, sign_on


def _join(desk: Desk, shift: str, person: Person) -> None:
    serving.join(
        desk.access,
        shift,
        person.id,
        password=PASSWORD,
        arrived_at=desk.clock.now(),
        sober=True,
        fit=True,
    )


def _there(desk: Desk) -> list[str]:
    row = current(desk)
    with desk.access.store.read() as session:
        return [each.name for each in present(session, row)]


def _unlocking(desk: Desk, sat: str = "") -> Unlocking:
    with desk.access.store.read() as session:
        return locked(session, sat)


def test_the_post_is_whose_who_is_there(desk: Desk) -> None:
    assert _there(desk) == []
    second, shift = officer_of(desk, "单晓明"), sign_on(desk, desk.officer).shift
    assert _there(desk) == ["覃小梅"]
    _join(desk, shift, second)
    both = desk.clock.now()
    desk.clock.advance(60)
    serving.leave_post(desk.access, shift, reason="就医", substitute="李建国")
    assert _there(desk) == ["李建国", "单晓明"]
    serving.take_post_again(desk.access, shift)
    serving.leave_post(
        desk.access, shift, reason="就医", substitute="单晓明", substitute_id=second.id
    )
    assert _there(desk) == ["单晓明"]  # once, though they serve twice
    serving.take_post_again(desk.access, shift)
    serving.leave(desk.access, shift, second.id, actor="覃小梅")
    assert _there(desk) == ["覃小梅"]
    with desk.access.store.read() as session:
        assert [each.name for each in were_present(session, both)] == ["覃小梅", "单晓明"]
        assert were_present(session, both - timedelta(days=1)) == ()


def test_a_second_officer_unlocks_and_is_locked_out_once_their_service_ends(desk: Desk) -> None:
    """By password first; then their own PIN counts, and nobody else's."""
    second, shift = officer_of(desk, "单晓明"), sign_on(desk, desk.officer).shift
    _join(desk, shift, second)
    asked = _unlocking(desk)
    assert (asked.officer, [each.name for each in asked.people]) == ("覃小梅", ["覃小梅", "单晓明"])
    own = unlock(desk.access, asked.people[1], PASSWORD, by_pin=False)
    opening.set_pin(desk.access, own, PASSWORD, PIN)
    first, other = _unlocking(desk, second.id).people
    assert (first.name, first.pin, other.pin) == ("单晓明", True, False)
    assert unlock(desk.access, first, PIN, by_pin=True) == own
    serving.leave(desk.access, shift, second.id, actor="覃小梅")
    assert [each.name for each in _unlocking(desk, second.id).people] == ["覃小梅"]
    with pytest.raises(AccessRefused, match="No session"):
        unlock(desk.access, first, PIN, by_pin=True)


def test_whoever_stands_in_unlocks_and_the_officer_who_comes_back_does(desk: Desk) -> None:
    """Somebody without an account unlocks nothing; a relief ends the sessions of all who served."""
    second, shift = officer_of(desk, "单晓明"), sign_on(desk, desk.officer).shift
    serving.leave_post(desk.access, shift, reason="就医", substitute="李建国")
    assert [each.name for each in _unlocking(desk).people] == ["覃小梅"]
    third = officer_of(desk, "韦二")
    _join(desk, shift, third)
    assert [each.name for each in _unlocking(desk).people] == ["覃小梅", "韦二"]
    serving.leave(desk.access, shift, third.id, actor="覃小梅")
    serving.take_post_again(desk.access, shift)
    serving.leave_post(
        desk.access, shift, reason="就医", substitute="单晓明", substitute_id=second.id
    )
    asked = _unlocking(desk)
    assert [each.name for each in asked.people] == ["单晓明", "覃小梅"]
    own = unlock(desk.access, asked.people[0], PASSWORD, by_pin=False)
    sign_on(desk, officer_of(desk, "农秀"))
    with desk.access.store.read() as session:
        sat = accounts.sitting(session, own)
    assert sat is not None
    assert sat.closed_at is not None


def test_a_receiver_who_cannot_be_known_is_asked_before_the_write_up_is_signed(
    desk: Desk,
) -> None:
    """Only of an answered call, and only where several were at the post then."""
    second, alone = officer_of(desk, "单晓明"), desk.clock.now()
    shift = sign_on(desk, desk.officer).shift
    desk.clock.advance(60)
    _join(desk, shift, second)
    desk.clock.advance(60)

    async def read(question: Callable[[Session], object]) -> object:
        with desk.access.store.read() as session:
            return question(session)

    host = cast("Host", SimpleNamespace(desk=SimpleNamespace(read=read)))

    def asked(at: datetime | None, receiver: str = "", direction: str = "in") -> list[str]:
        row = SimpleNamespace(direction=direction)
        call = SimpleNamespace(answered_at=at, first_receiver=receiver, row=row)
        return [each.name for each in asyncio.run(unsure(host, cast("CallDetail", call)))]

    now = desk.clock.now()
    assert asked(now) == ["覃小梅", "单晓明"]
    assert asked(alone) == []
    assert asked(None) == []
    assert asked(now, receiver="覃小梅") == []
    assert asked(now, direction="out") == []


class _Console(WhoActs):
    """Knows who is at the post."""

    standing = SimpleNamespace(at_post=())

    def __init__(self, *present: AtPost) -> None:
        self._sits, self._sat = "", ("", "")
        self.standing = SimpleNamespace(at_post=present)


def test_everything_is_recorded_in_the_name_of_whoever_sits_there() -> None:
    """A session is its own holder's: nobody else acts with its rights."""
    a, b, away = AtPost("陆小燕", "a"), AtPost("单晓明", "b"), AtPost("李建国", "", stands_in=True)
    console = _Console(a, b)
    console.sat_down("b", "s")
    assert (console.officer, console.session) == ("单晓明", "s")
    console._sits = "a"
    assert (console.officer, console.session) == ("陆小燕", "")
    console.standing = SimpleNamespace(at_post=(away,))
    assert (console.officer, console.session) == ("李建国", "")
    console.standing = SimpleNamespace(at_post=())
    assert (console.officer, console.acting) == ("", None)
    assert sits((a, b), "gone") == a
    assert receiver((a, b), b).value == "b"
    assert receiver((a, b), away).value == ""


def test_whoever_is_at_the_post_confirms_to_be_there(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not the officer who has left it."""
    by: list[str] = []

    def confirm(*_given: object, actor: str) -> None:
        by.append(actor)

    async def write(act: Callable[[object], object]) -> None:
        act(SimpleNamespace(access=lambda: desk.access))

    monkeypatch.setattr(attendance, "confirm", confirm)
    there = (AtPost("李建国", stands_in=True),)
    post = SimpleNamespace(
        standing=SimpleNamespace(shift=SimpleNamespace(id="s", officer="陈雨桐"), at_post=there),
        desk=SimpleNamespace(settings=SimpleNamespace(duty=Duty()), write=write),
        officer=_Console(*there).officer,
        tell=lambda _sentence: None,
        look_again=lambda: None,
    )
    asyncio.run(Attending.do_confirm_presence(cast("Attending", post)))
    assert by == ["李建国"]
