"""Acts of a register from a screen: read, checked and recorded in the writing thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from dutyroom.commands.host import Host, host_of
from dutyroom.desk.desk import DeskError
from dutyroom.registers.equipment.acting import Act
from dutyroom.screens import doors
from dutyroom.screens.asking import Question
from dutyroom.store.facts import Fact

if TYPE_CHECKING:
    from dutyroom.store.session import Session

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
    answer = await screen.app.push_screen_wait(doors.question(asked))
    if answer is not None:
        host = host_of(screen)
        await acted(host, made(acting(host), dict(answer)))


def acting(host: Host, actor: str = "") -> Act:
    """Return who acts now; by default whoever is on duty."""
    return Act(host.clock.now(), host.desk.place(), actor or host.officer)
