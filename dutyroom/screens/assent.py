"""Ask who decides something: by their own password at the desk, or by phone and attested."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from textual.app import App
from textual.content import Content

from dutyroom.commands.host import Host
from dutyroom.desk.desk import DeskError
from dutyroom.desk.questions import Registers
from dutyroom.i18n import _
from dutyroom.registers.accounts import reading as accounts
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.accounts.roles import Channel
from dutyroom.registers.calls.numbered import printed
from dutyroom.registers.people.person import Person
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.asking_again import (
    Answers,
    SetAside,
    ask_and_do,
    asked_again,
    reasons_against,
)
from dutyroom.widgets.shown import shown

OTHER = "other"
"""The choice of somebody who is not in the register."""


@dataclass(frozen=True, slots=True)
class Deciding:
    """What is to be decided.

    Attributes:
        title: What it is about, translated.
        body: The words; foreign text in it has passed `shown`.
        people: Who of the register may decide.
        blanks: What is asked beside that.
        outsiders: Somebody outside the register may decide, too.
        outsiders_first: They are the usual ones, and stand on top.
        accept: The word on the button.
        label: What stands before the choice of people; empty: who decides.
        check: Says why the answers cannot be used, for the user; empty if they can.
    """

    title: str
    body: Content
    people: Sequence[Person]
    blanks: Sequence[Blank] = field(default_factory=tuple)
    outsiders: bool = True
    outsiders_first: bool = False
    accept: str = ""
    label: str = ""
    check: Callable[[Mapping[str, str]], str] = lambda _answers: ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What was answered.

    Attributes:
        assent: Whose word, and how it was given.
        password: Their password; empty: none was asked.
        answers: The answers to the other blanks.
    """

    assent: Assent
    password: str
    answers: Mapping[str, str]


async def ask_and_decide(
    app: App[Any],
    asked: Deciding,
    act: Callable[[Access, Decided], object],
    set_aside: SetAside = reasons_against,
) -> bool:
    """Ask who decides and how, then for the password or for who attests it; and do it.

    Where that is refused, as by a wrong password, nothing but how it is given is asked anew;
    whoever goes back from there is asked again who decides, with what was answered.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
        asked: What is to be decided.
        act: Does it; may raise a `PlainError`, such as that the password is wrong.
        set_aside: Asks for what sets a refusal aside, as in `ask_and_do`.

    Returns:
        Whether it was done.
    """
    who = _who(asked)
    while (begun := await _begun(app, asked, who)) is not None:

        def decide(registers: Registers, second: Answers) -> bool:
            access = registers.access()
            call = printed(access.store, second.get("call", ""))
            act(access, begun.decided({**second, "call": call}))
            return True

        if await ask_and_do(app, begun.how, decide, set_aside):
            return True
        who = asked_again(who, begun.first, "")
    return False


@dataclass(frozen=True, slots=True)
class _Begun:
    """Half a decision: what was said first, and what is asked then."""

    first: Mapping[str, str]
    person: Person | None
    how: Question

    def decided(self, second: Mapping[str, str]) -> Decided:
        """Return the decision with the rest of it."""
        person = self.person
        assent = Assent(
            name=person.name if person else second["name"],
            person=person.id if person else "",
            channel=Channel(self.first["channel"]),
            attested_by=second.get("attested_by", ""),
            call=second.get("call", ""),
        )
        return Decided(assent, second.get("password", ""), self.first)


async def _begun(app: App[Any], asked: Deciding, who: Question) -> _Begun | None:
    """Ask who decides and how; None where somebody went back, or it cannot be known."""
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    first = await app.push_screen_wait(doors.question(who))
    if first is None:
        return None
    person = next((each for each in asked.people if each.id == first["who"]), None)
    here = Channel(first["channel"]) is Channel.PRESENT
    try:
        signs = here and person is not None and await _signs(host, person)
    except DeskError as error:
        host.tell(str(error), wrong=True)
        return None
    return _Begun(first, person, _how(asked, person, host.officer, signs))


async def _signs(host: Host, person: Person) -> bool:
    """Return whether somebody has an account that a password opens."""
    held = await host.desk.read(lambda session: accounts.account(session, person.id))
    return held is not None and held.usable


def _who(asked: Deciding) -> Question:
    """Return the question who decides."""
    names = [(choice_of(person), person.id) for person in asked.people]
    if asked.outsiders:
        place = 0 if asked.outsiders_first else len(names)
        names.insert(place, (_("Somebody outside the register"), OTHER))
    only = names[0][1] if len(names) == 1 else ""
    ways = ((_("is here at the desk"), "present"), (_("was asked by phone"), "phone"))
    return Question(
        asked.title,
        asked.body,
        _("Go on"),
        (
            *asked.blanks,
            Blank("who", asked.label or _("Who decides"), only, True, choices=names),
            Blank("channel", _("How"), "present", required=True, choices=ways),
        ),
        check=asked.check,
    )


def _how(asked: Deciding, person: Person | None, officer: str, signs: bool) -> Question:
    """Return the question for the password, or for who attests the word."""
    blanks = []
    if person is None:
        blanks.append(Blank("name", _("Who decides"), required=True, longest=40))
    if signs:
        words = _("{name} signs with their own password.")
        blanks.append(Blank("password", _("Password"), required=True, secret=True))
    else:
        words = _("Without a password somebody attests that {name} said so.")
        attested = _("Attested by")
        blanks.append(
            Blank("attested_by", attested, officer, required=True, longest=40, named=True)
        )
        blanks.append(Blank("call", _("Number of the call, if recorded"), longest=40))
    name = shown(person.name, limit=40).plain if person else _("somebody")
    body = Content(words.format(name=name))
    return Question(asked.title, body, asked.accept or _("Confirm"), blanks)


def choice_of(person: Person) -> str:
    """Return a person as a line of a choice."""
    words = f"{person.name}  {person.position}" if person.position else person.name
    return shown(words, limit=60).plain
