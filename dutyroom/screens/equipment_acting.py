"""Acts of a register from a screen: read, checked and recorded in the writing thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from textual.screen import Screen

from dutyroom.commands.host import Host, host_of
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.equipment.acting import Act
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.store.facts import Fact

if TYPE_CHECKING:
    from dutyroom.store.session import Session

ACTOR: Final = "actor"
"""Name of the answer that says who acts."""

Acting = Callable[["Session"], list[Fact]]
"""Reads, checks the rules, and returns the facts to record."""


async def acted(host: Host, act: Acting) -> bool:
    """Carry an act out, and show the result at once; say so where it was refused.

    Nothing else of this console is written between its reading and its recording.

    Args:
        host: The program.
        act: The act.

    Returns:
        Whether it was carried out.
    """
    try:
        await host.desk.write(lambda registers: registers.record(*registers.read(act)))
    except DeskError as error:
        host.tell(str(error), wrong=True)
        return False
    host.look_again()
    return True


async def asked_and_acted(
    screen: Screen[Any], asked: Question, made: Callable[[Act, dict[str, str]], Acting]
) -> None:
    """Ask, then carry out what was answered.

    Args:
        screen: The screen that asks; must run in a worker of its own.
        asked: The question.
        made: Gives the act, from who acts and what was answered.
    """
    host = host_of(screen)
    answer = await screen.app.push_screen_wait(doors.question(naming(host, asked)))
    if answer is not None:
        await acted(host, made(acting(host, answer.get(ACTOR, "")), dict(answer)))


def naming(host: Host, asked: Question) -> Question:
    """Return a question that asks also who acts, where nobody is on duty."""
    if host.officer:
        return asked
    who = Blank(ACTOR, _("Who does it"), required=True, longest=40, named=True)
    return replace(asked, blanks=(*asked.blanks, who))


def acting(host: Host, actor: str = "") -> Act:
    """Return who acts now; by default whoever is on duty.

    Raises:
        EquipmentRefused: Nobody is named, and nobody is on duty.
    """
    return Act(host.clock.now(), host.desk.place(), actor or host.officer)
