"""The post is left and taken again: said of whom, and who notes it (article 15)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.content import Content

from dutyroom.desk.desk import DeskError
from dutyroom.desk.questions import Registers
from dutyroom.desk.sign_on import Beginning
from dutyroom.i18n import _
from dutyroom.registers.shifts import serving
from dutyroom.registers.shifts.reading import AbsenceRow, ShiftDetail, detail
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.asking_again import Answers, ask_and_do
from dutyroom.widgets.moments import local
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.commands.host import Host


def leaving(known: ShiftDetail) -> Question:
    """Return why the officer in charge leaves the post, and to whom."""
    name = shown(known.shift.officer, limit=20).plain
    words = _(
        "{name} stays in charge of the shift; the substitute answers the telephone meanwhile."
    )
    lines = [words.format(name=name)]
    if any(each.left_at is None for each in known.officers):
        lines.append(_("For whoever serves beside, “Officer leaves” (Del) is the way."))
    return Question(
        _("{name} leaves the post").format(name=name),
        Content("\n".join(lines)),
        _("Leave the post"),
        (
            Blank("reason", _("Reason"), required=True),
            Blank("substitute", _("Substitute"), required=True, longest=40, named=True),
        ),
    )


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


def coming_back(officer: str, away: AbsenceRow) -> Question:
    """Return whether the officer in charge is back.

    Args:
        officer: Their name.
        away: The time away that is not over.
    """
    out = f"{local(away.out_at):%H:%M}" if away.out_at else ""
    words = _("Away since {time}; {substitute} stands in, and what is entered bears that name.")
    said = words.format(time=out, substitute=shown(away.substitute, limit=20).plain)
    title = _("Is {name} back at the post?").format(name=shown(officer, limit=20).plain)
    return Question(title, Content(said), _("Back at the post"))


async def ask_back(app: App[Any], known: ShiftDetail) -> bool:
    """Ask whether the officer is back, and note it; return whether they are.

    Args:
        app: The app, which is a `Host`; must run in a worker.
        known: The shift.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    away, actor, shift = known.away, host.officer, known.shift
    if away is None:
        return True

    def act(registers: Registers, _answers: Answers) -> bool:
        serving.take_post_again(registers.access(), shift.id, actor=actor)
        return True

    return bool(await ask_and_do(app, coming_back(shift.officer, away), act))


async def ask_whether_back(app: App[Any]) -> None:
    """Ask the officer in charge, who has just unlocked, whether they are back."""
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    shift = host.standing.shift
    if shift is None:
        return
    try:
        known = await host.desk.read(lambda session: detail(session, shift.id))
    except DeskError:
        return  # the strip says so already
    if known is not None:
        await ask_back(app, known)
