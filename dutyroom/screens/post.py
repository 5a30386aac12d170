"""The post is left and taken again: said of whom, and who notes it (article 15)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from textual.app import App
from textual.content import Content

from dutyroom.desk.desk import DeskError
from dutyroom.desk.questions import Registers
from dutyroom.desk.sign_on import Beginning
from dutyroom.i18n import _
from dutyroom.registers.shifts import serving, stepping_out
from dutyroom.registers.shifts.reading import ShiftDetail, detail
from dutyroom.registers.shifts.rows import AbsenceRow, AwayRow
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.asking_again import Answers, ask_and_do
from dutyroom.widgets.moments import local
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.commands.host import Host

IN_CHARGE: Final = "in-charge"
"""The officer in charge, as an answer."""


def may_leave(known: ShiftDetail) -> list[tuple[str, str]]:
    """Return who can leave the post, as choices: the officer in charge, or one of the others."""
    found = [] if known.away is not None else [(_short(known.shift.officer), IN_CHARGE)]
    out = {each.person for each in known.stepped_out}
    serve = (each for each in known.officers if each.left_at is None and each.person not in out)
    return [*found, *((_short(each.name), each.person) for each in serve)]


def may_be_back(known: ShiftDetail) -> list[tuple[str, str]]:
    """Return who may come back to the post, as choices."""
    found = [] if known.away is None else [(_short(known.shift.officer), IN_CHARGE)]
    return [*found, *((_short(each.name), each.person) for each in known.stepped_out)]


def leaving(known: ShiftDetail) -> Question:
    """Return who leaves the post and why, and to whom where that is the officer in charge."""
    able = may_leave(known)
    alone = len(able) == 1 and able[0][1] == IN_CHARGE
    name, lines = _short(known.shift.officer), []
    if able[0][1] == IN_CHARGE:
        words = _(
            "{name} stays in charge of the shift; the substitute answers the telephone meanwhile."
        )
        lines.append(words.format(name=name))
    if not alone:
        lines.append(_("Whoever serves beside names nobody: the others stay at the post."))
    who = Blank("who", _("Who leaves"), able[0][1], required=True, choices=able)
    title = _("{name} leaves the post").format(name=able[0][0])
    substitute = Blank("substitute", _("Substitute"), required=alone, longest=40, named=True)
    return Question(
        title if len(able) == 1 else _("Leave the post"),
        Content("\n".join(lines)),
        _("Leave the post"),
        (
            *((who,) if len(able) > 1 else ()),
            Blank("reason", _("Reason"), required=True),
            *((substitute,) if able[0][1] == IN_CHARGE else ()),
        ),
        check=lambda answer: _lacks(answer.get("who", able[0][1]), answer.get("substitute", "")),
    )


def _lacks(who: str, substitute: str) -> str:
    """Return what is missing before somebody leaves; empty: nothing."""
    if who == IN_CHARGE and not substitute:
        return _("{field} is missing.").format(field=_("Substitute"))
    return ""


def _short(name: str) -> str:
    """Return a name as it stands in a question."""
    return shown(name, limit=20).plain


def locked_out(begun: Beginning, name: str) -> str:
    """Return what is told of a substitute who could not unlock the console; empty: they can.

    Args:
        begun: What is known of people and accounts; at a desk without accounts nothing locks.
        name: The substitute's.
    """
    able = {person.name for person in begun.people if person.id in begun.accounts}
    if not begun.accounts or name in able:
        return ""
    words = _(
        "{name} has no account and cannot unlock the console once it locks; F4 there lets a "
        "leader vouch for somebody of the register."
    )
    return words.format(name=shown(name, limit=20).plain)


def coming_back(known: ShiftDetail, person: str) -> Question:
    """Return whether somebody is back.

    Args:
        known: The shift.
        person: Id of another officer; `IN_CHARGE`: the officer in charge.
    """
    name, said = {key: name for name, key in may_be_back(known)}[person], ""
    if person == IN_CHARGE and known.away is not None:
        words = _("Away since {time}; {substitute} stands in, and what is entered bears that name.")
        said = words.format(time=_since(known.away), substitute=_short(known.away.substitute))
    for each in known.stepped_out:
        if each.person == person:
            said = _("Away since {time}.").format(time=_since(each))
    title = _("Is {name} back at the post?").format(name=name)
    return Question(title, Content(said), _("Back at the post"))


def _since(away: AbsenceRow | AwayRow) -> str:
    """Return since when somebody is away."""
    return f"{local(away.out_at):%H:%M}" if away.out_at else ""


async def ask_back(app: App[Any], known: ShiftDetail, person: str = "") -> bool:
    """Ask whether somebody is back, and note it; return whether they are.

    Args:
        app: The app, which is a `Host`; must run in a worker.
        known: The shift.
        person: Id of another officer, or `IN_CHARGE`; empty: whoever is away; of several it is
            asked who.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    away, actor, shift = may_be_back(known), host.officer, known.shift
    if not person and len(away) > 1:
        blank = Blank("who", _("Who is back"), required=True, choices=away)
        question = Question(_("Back at the post"), Content(""), _("Go on"), (blank,))
        answer = await app.push_screen_wait(doors.question(question))
        if answer is None:
            return False
        person = answer["who"]
    person = person or (away[0][1] if away else "")
    if person not in {key for _name, key in away}:
        return True

    def act(registers: Registers, _answers: Answers) -> bool:
        access = registers.access()
        if person == IN_CHARGE:
            serving.take_post_again(access, shift.id, actor=actor)
        else:
            stepping_out.step_in(access, shift.id, person, actor=actor)
        return True

    return bool(await ask_and_do(app, coming_back(known, person), act))


async def ask_whether_back(app: App[Any], person: str) -> None:
    """Ask an officer, who has just unlocked, whether they are back.

    Args:
        app: The app, which is a `Host`; must run in a worker.
        person: Their id.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    shift = host.standing.shift
    if shift is None:
        return
    try:
        known = await host.desk.read(lambda session: detail(session, shift.id))
    except DeskError:
        return  # the strip says so already
    if known is not None:
        first = person == known.shift.officer_id
        await ask_back(app, known, IN_CHARGE if first else person)
