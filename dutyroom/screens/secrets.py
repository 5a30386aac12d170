"""Passwords: one's own is changed, a leader vouches for one that was forgotten."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeAlias

from textual.app import App
from textual.content import Content

from dutyroom.commands.host import Host
from dutyroom.desk.desk import DeskError
from dutyroom.desk.questions import Registers
from dutyroom.desk.sign_on import Beginning, begin
from dutyroom.i18n import _
from dutyroom.registers.accounts import opening, vouching
from dutyroom.registers.accounts.errors import NoAccount
from dutyroom.registers.accounts.reading import Vouching
from dutyroom.registers.accounts.roles import Channel
from dutyroom.registers.calls.numbered import meant
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.asking_again import Answers, ask_and_do, asked_again, twice_wrong
from dutyroom.screens.shift_questions import named
from dutyroom.widgets.moments import minute
from dutyroom.widgets.shown import shown

Choices: TypeAlias = list[tuple[str, str]]
"""Words and code of each choice."""


async def ask_own_password(app: App[Any], person: str, name: str) -> bool:
    """Have somebody choose another password; return whether they did.

    Args:
        app: The app, which is a `Host`; must run in a worker.
        person: Id of the person.
        name: Their name.
    """

    def act(registers: Registers, answers: Answers) -> bool:
        opening.choose_own(registers.access(), person, answers["old"], answers["new"])
        return True

    words = _("8 to 128 characters that nobody guesses. Only you know it from now on.")
    question = Question(
        _("Password of {name}").format(name=shown(name, limit=20).plain),
        Content(words),
        _("Change"),
        (Blank("old", _("Old password"), required=True, longest=128, secret=True), *new_password()),
        check=twice_wrong,
    )
    return bool(await ask_and_do(app, question, act))


async def ask_own_pin(app: App[Any], session: str) -> bool:
    """Have somebody choose a PIN for their open session, or do without; return whether they did."""

    def act(registers: Registers, answers: Answers) -> bool:
        if answers["new"]:
            opening.set_pin(registers.access(), session, answers["password"], answers["new"])
        else:
            opening.remove_pin(registers.access(), session, answers["password"])
        return True

    question = Question(
        _("PIN"),
        Content(
            _(
                "4 to 8 digits. It only unlocks a console that your password opened. Left empty: "
                "from now on the password alone unlocks it."
            )
        ),
        _("Change"),
        (
            Blank("password", _("Password"), required=True, longest=128, secret=True),
            Blank("new", _("New PIN"), longest=8, secret=True),
            Blank("again", _("Once more"), longest=8, secret=True),
        ),
        check=lambda answers: (
            "" if answers["new"] == answers["again"] else _("The two PINs differ.")
        ),
    )
    return bool(await ask_and_do(app, question, act))


async def let_in(app: App[Any], refused: DeskError) -> Answers | None:
    """Have a leader vouch for a relief who has no account, and let them show who they are.

    Args:
        app: The app, which is a `Host`; must run in a worker.
        refused: Why they were not let in.

    Returns:
        Their new password, as the question who relieves asks for it; None: something else is the
        matter, or nobody vouched.
    """
    cause = refused.__cause__
    if not isinstance(cause, NoAccount) or not await ask_vouching(app, cause.person, new=True):
        return None
    name = shown(cause.name, limit=20).plain
    words = _("{name} now shows with the new password that it is them who relieves.")
    secret = Blank("password", _("Their password"), required=True, longest=128, secret=True)
    question = Question(
        _("The relief is here"), Content(words.format(name=name)), _("Go on"), (secret,)
    )
    return await app.push_screen_wait(doors.question(question))


async def ask_vouching(app: App[Any], person: str = "", *, new: bool = False) -> str:
    """Have a leader vouch for somebody, who then chooses a new password.

    Args:
        app: The app, which is a `Host`; must run in a worker.
        person: Id of whoever forgot it, or has no account yet; empty: that is asked.
        new: Only somebody who has no account is meant: nobody else could relieve.

    Returns:
        Id of whoever chose a new password; empty: nobody did.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    now = host.clock.now()
    try:
        known = await host.desk.read(lambda session: begin(session, now))
    except DeskError as error:
        host.tell(str(error), wrong=True)
        return ""
    new_ones = _new_ones(known, now)
    if new and not new_ones:
        host.tell(_("The register has nobody else: dutyroom people import enters the relief."))
        return ""
    question = _who(known, person, new_ones, new=new)
    while (first := await app.push_screen_wait(doors.question(question))) is not None:
        whose = first["person"]
        given = await host.desk.read(lambda s: vouching.standing(s, whose, host.clock.now()))  # noqa: B023 - awaited here
        word = given.id if given is not None else await _word(app, known, first)
        if word is not None:
            return whose if await _chosen(app, word, _name(known, whose), given) else ""
        question = asked_again(question, first, "")
    return ""


async def _word(app: App[Any], known: Beginning, first: Answers) -> str | None:
    """Take the leader's word; return its id, None: nobody gave it."""
    person, leader = first["person"], first["leader"]

    def present(registers: Registers, answers: Answers) -> str:
        return vouching.vouch_present(
            registers.access(),
            person,
            given_by=leader,
            password=answers["password"],
            reason=answers["reason"],
        )

    def by_phone(registers: Registers, answers: Answers) -> str:
        access = registers.access()
        call = meant(access.store, answers["call"])
        return vouching.vouch_by_phone(
            access,
            person,
            given_by=leader,
            attested_by=answers["attested"],
            reason=answers["reason"],
            call=call.id if call is not None else "",
        )

    if first["how"] == Channel.PRESENT:
        return await ask_and_do(app, _in_person(known, person, leader), present)
    return await ask_and_do(app, _on_the_phone(known, person, leader), by_phone)


async def _chosen(app: App[Any], word: str, name: str, given: Vouching | None) -> bool:
    """Have somebody choose the new password on the strength of a leader's word.

    Args:
        app: The app.
        word: Id of the word.
        name: Whose password it is.
        given: The word, where it was given before; it is named then.
    """

    def act(registers: Registers, answers: Answers) -> bool:
        vouching.reset_by_vouching(registers.access(), word, answers["new"])
        return True

    words = _("{name} chooses it now, unseen. Somebody else reviews this later.").format(name=name)
    if given is not None and given.given_at is not None:
        leader = shown(given.given_name, limit=20).plain
        said = _("{leader} vouched at {time}; that still counts.")
        words = f"{said.format(leader=leader, time=minute(given.given_at))}\n{words}"
    question = Question(
        _("New password of {name}").format(name=name),
        Content(words),
        _("Change"),
        new_password(),
        check=twice_wrong,
    )
    return bool(await ask_and_do(app, question, act))


def new_password() -> tuple[Blank, Blank]:
    """Return the blanks of a new password, typed twice."""
    return (
        Blank("new", _("New password"), required=True, longest=128, secret=True),
        Blank("again", _("Once more"), required=True, longest=128, secret=True),
    )


def _who(known: Beginning, person: str, new_ones: Choices, *, new: bool) -> Question:
    """Return who forgot it, or has no account yet, and who vouches how."""
    how = tuple((channel.label, channel.value) for channel in Channel)
    others = [each for each in known.vouching if each.id != person]
    words = _("A leader vouches for whoever forgot it or has no account. It is reviewed later.")
    asked, choices = _("For whom"), [*named(known.officers), *new_ones]
    if new:
        words = _("A leader vouches for the relief, who has no account. It is reviewed later.")
        if not person:
            words = _(
                "Nobody else can sign. A leader vouches for the relief, and it is reviewed later."
            )
        asked, choices = _("Who relieves"), new_ones
    return Question(
        _("Let a relief in") if new else _("Password forgotten"),
        Content(words),
        _("Go on"),
        (
            Blank("person", asked, person, required=True, choices=choices),
            Blank("leader", _("Who vouches"), required=True, choices=named(others)),
            Blank("how", _("How"), required=True, choices=how, line=True),
        ),
        check=lambda answers: cannot_sign(known, answers),
    )


def _new_ones(known: Beginning, now: datetime) -> Choices:
    """Return those who have no account that opens, as choices that say so."""
    words = _("{name} (no account)")
    return [(words.format(name=name), code) for name, code in named(known.to_be_let_in(now))]


def cannot_sign(known: Beginning, answers: Answers) -> str:
    """Return why a leader cannot vouch, before anybody types; empty: they can."""
    leader = answers["leader"]
    if leader == answers["person"]:
        words = _("{name} cannot vouch: it takes another person, a leader.")
    elif answers["how"] == Channel.PRESENT and leader not in known.accounts:
        words = _(
            "{name} has no account to sign with: vouch by phone, or choose a leader who has one."
        )
    else:
        return ""
    return words.format(name=_name(known, leader))


def _name(known: Beginning, person: str) -> str:
    """Return somebody's name as it is shown."""
    return shown(next((p.name for p in known.people if p.id == person), ""), limit=20).plain


def _vouches(known: Beginning, person: str, leader: str) -> str:
    """Return who vouches for whom, in words."""
    return _("{leader} for {name}").format(leader=_name(known, leader), name=_name(known, person))


def _in_person(known: Beginning, person: str, leader: str) -> Question:
    """Return what a leader gives who stands at the desk."""
    label = _("Password of {name}").format(name=_name(known, leader))
    words = _("The leader types their own password; nobody else sees it.")
    return Question(
        _("Vouched for in person"),
        Content(f"{_vouches(known, person, leader)}\n{words}"),
        _("Vouch"),
        (
            Blank("password", label, required=True, longest=128, secret=True),
            Blank("reason", _("Reason"), required=True),
        ),
    )


def _on_the_phone(known: Beginning, person: str, leader: str) -> Question:
    """Return what is noted of a word by phone; whoever gave it did not hear it."""
    heard = [each for each in known.people if each.id != leader]
    words = _(
        "Until somebody else has reviewed it, such a password gives no administrator's "
        "rights. Call the leader on the recorded line."
    )
    return Question(
        _("By phone"),
        Content(f"{_vouches(known, person, leader)}\n{words}"),
        _("Vouch"),
        (
            Blank("attested", _("Who heard it"), person, required=True, choices=named(heard)),
            Blank("call", _("Call no."), longest=12),
            Blank("reason", _("Reason"), required=True),
        ),
    )
