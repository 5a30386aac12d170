"""A password that somebody else gave out stands for nobody's word: its holder chooses one first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from textual.app import App

import dutyroom
from dutyroom.desk.questions import Registers
from dutyroom.registers.accounts import administration, assenting, opening, vouching
from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.accounts.errors import MustChange, WrongSecret
from dutyroom.registers.accounts.roles import AccountRole
from dutyroom.registers.shifts import serving
from dutyroom.registers.shifts.blockers import NamedLeader
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.asking_again import Answers, ask_and_do
from tests.registers.accounts.account_kit import FIRST_PASSWORD, PASSWORD, Desk, add_person
from tests.registers.shifts.shift_kit import asking, current, known, officer_of, sign_on
from tests.screens.scripted import Writing

OWN = "and-now-my-own-1"


def assents(desk: Desk, password: str) -> object:
    """The leader approves."""
    return assenting.given(desk.access, Assent("曾国强", desk.leader.id), password)


def vouches(desk: Desk, password: str) -> object:
    """The leader vouches."""
    return vouching.vouch_present(
        desk.access, desk.officer.id, given_by=desk.leader.id, password=password, reason="忘记密码"
    )


def leads(desk: Desk, password: str) -> object:
    """The leader says that they lead."""
    if current(desk) is None:
        sign_on(desk, desk.officer)
    shift = current(desk)
    assert shift is not None
    leader = NamedLeader(desk.leader.name, "13800001111", desk.leader.id, acknowledged=True)
    serving.acknowledge_signed(desk.access, shift.id, leader, password=password)
    return known(desk, shift.id).leaders


def chooses_a_pin(desk: Desk, password: str) -> object:
    """The leader chooses a PIN."""
    held = opening.open_session(desk.access, desk.leader.id, password).id
    opening.set_pin(desk.access, held, password, "4071")
    return held


def reviews(desk: Desk, password: str) -> object:
    """The leader reviews a word that another leader gave."""
    other = add_person(desk.access, "韦振华", "leader")
    word = vouching.vouch_by_phone(
        desk.access,
        desk.officer.id,
        given_by=other.id,
        attested_by=desk.admin.id,
        reason="忘记密码",
    )
    vouching.review_by(desk.access, desk.leader.id, password, word, upheld=True, finding="属实")
    return word


@pytest.mark.parametrize("act", [assents, vouches, leads, chooses_a_pin, reviews])
def test_it_stands_for_nobodys_word(desk: Desk, act: Callable[[Desk, str], object]) -> None:
    administration.reset_password(desk.access, desk.admin_session(), desk.leader.id, FIRST_PASSWORD)
    with pytest.raises(MustChange) as refused:
        act(desk, FIRST_PASSWORD)
    assert (refused.value.person, refused.value.name) == (desk.leader.id, "曾国强")
    opening.choose_own(desk.access, desk.leader.id, FIRST_PASSWORD, OWN)
    assert act(desk, OWN)


def test_a_wrong_one_is_wrong_first(desk: Desk) -> None:
    """Nobody learns from outside whose password was given out."""
    administration.reset_password(desk.access, desk.admin_session(), desk.leader.id, FIRST_PASSWORD)
    with pytest.raises(WrongSecret):
        assents(desk, PASSWORD)


def test_nobody_who_joins_signs_by_it(desk: Desk) -> None:
    sign_on(desk, desk.officer)
    shift, other = current(desk), officer_of(desk, "单明")
    assert shift is not None
    administration.reset_password(desk.access, desk.admin_session(), other.id, FIRST_PASSWORD)
    now = asking(desk, other).arrived_at
    with pytest.raises(MustChange):
        serving.join(
            desk.access,
            shift.id,
            other.id,
            password=FIRST_PASSWORD,
            arrived_at=now,
            sober=True,
            fit=True,
        )
    assert not known(desk, shift.id).officers


def test_other_registers_take_passwords_as_signatures_only() -> None:
    """Handover, matters and the rest: whoever only compared would take one that was given out."""
    code = Path(dutyroom.__file__).parent
    accounts = code / "registers" / "accounts"
    for module in code.rglob("*.py"):
        text = module.read_text(encoding="utf-8")
        assert accounts in module.parents or "Purpose.PASSWORD" not in text, module


def test_whoever_signs_by_it_chooses_their_own_at_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dutyroom.screens.doors.question", lambda question: question)
    administration.reset_password(desk.access, desk.admin_session(), desk.leader.id, FIRST_PASSWORD)
    own = {"old": FIRST_PASSWORD, "new": OWN, "again": OWN}
    first, then = {"password": FIRST_PASSWORD, "why": "会议"}, {"password": OWN, "why": "会议"}
    app = Writing(desk.access, first, own, then)
    blanks = (Blank("password", "Password", secret=True), Blank("why", "Reason"))

    def act(registers: Registers, answers: Answers) -> object:
        return assents(desk, answers["password"])

    question = Question("Leave", cast("Any", None), "Approve", blanks)
    assert asyncio.run(ask_and_do(cast("App[Any]", app), question, act)) is not None
    assert [each.title for each in app.asked] == ["Leave", "Password of 曾国强", "Leave"]
    assert app.asked[-1].refused == "Sign with the new password."
    assert app.values("why") == ["", "会议"]
    assert app.values("password") == ["", ""]


@pytest.mark.parametrize("another", [False, True])
def test_a_reason_that_was_given_holds_for_the_new_password_and_for_nothing_else(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, another: bool
) -> None:
    """Whoever answers otherwise is asked again."""
    monkeypatch.setattr("dutyroom.screens.doors.question", lambda question: question)
    shift = sign_on(desk, desk.officer).shift
    helper = add_person(desk.access, "农秀", "leader")  # not among the officers
    administration.open_account(
        desk.access, desk.admin_session(), helper.id, {AccountRole.LEADER}, FIRST_PASSWORD
    )
    own = {"old": FIRST_PASSWORD, "new": OWN, "again": OWN}
    first = {"password": FIRST_PASSWORD, "note": "增援"}
    then = {"password": OWN, "note": "换人" if another else "增援"}
    reasons = [{"role": "人手不足"}, own, then, *([{"role": "人手不足"}] if another else [])]
    app = Writing(desk.access, first, *reasons)
    blanks = (Blank("password", "Password", secret=True), Blank("note", "Note"))

    def act(registers: Registers, answers: Answers) -> object:
        serving.join(
            desk.access, shift, helper.id, password=answers["password"],
            arrived_at=desk.clock.now(), sober=True, fit=True, reasons=answers,
        )  # fmt: skip
        return True

    question = Question("Join", cast("Any", None), "Sign on", blanks)
    assert asyncio.run(ask_and_do(cast("App[Any]", app), question, act))
    assert app.answers == []
    assert known(desk, shift).overrides == {"role+1": "人手不足"}
