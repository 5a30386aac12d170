"""Acts of a register from a screen: read, checked and recorded in the writing thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from textual.screen import Screen

from dutyroom.commands.host import Host, host_of
from dutyroom.desk.desk import DeskError
from dutyroom.desk.questions import Registers
from dutyroom.i18n import _
from dutyroom.registers.accounts import reading as accounts
from dutyroom.registers.equipment.acting import Act
from dutyroom.registers.people import reading as people
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.asking_again import Answers, ask_and_do
from dutyroom.store.facts import Fact
from dutyroom.widgets.shown import shown

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
    """Ask, then carry out what was answered; a refusal is shown, and asked anew.

    Args:
        screen: The screen that asks; must run in a worker of its own.
        asked: The question.
        made: Gives the act, from who acts and what was answered.
    """
    host = host_of(screen)

    def act(registers: Registers, answers: Answers) -> None:
        who = acting(host, answers.get(ACTOR, ""))
        registers.record(*registers.read(made(who, dict(answers))))

    await ask_and_do(screen.app, await among_people(host, naming(host, asked)), act)


def naming(host: Host, asked: Question) -> Question:
    """Return a question that asks also who acts, where nobody is on duty."""
    if host.officer:
        return asked
    who = Blank(ACTOR, _("Who does it"), required=True, longest=40, named=True)
    return replace(asked, blanks=(*asked.blanks, who))


async def among_people(host: Host, asked: Question) -> Question:
    """Return a question in which whoever acts is somebody, where the desk has accounts.

    A name that nobody of the register bears is asked about again. An outside repairer is named in
    a blank that takes any text.

    Args:
        host: The program.
        asked: The question; its blanks that are names are those of whoever acts.
    """
    try:
        known = await host.desk.read(_bearers)
    except DeskError:
        return asked
    if known is None:
        return asked
    meant = known | {host.officer}
    names = [blank.name for blank in asked.blanks if blank.named]

    def check(said: Mapping[str, str]) -> str:
        strange = next((said[name] for name in names if said[name] not in {"", *meant}), "")
        if not strange:
            return asked.check(said)
        words = _("{name} is not among the officers and leaders. Choose somebody who is.")
        return words.format(name=shown(strange, limit=40).plain)

    return replace(asked, check=check)


def _bearers(session: Session) -> frozenset[str] | None:
    """Return the names of the register; None: the desk works with names alone."""
    if not accounts.founded(session):
        return None
    return frozenset(person.name for person in people.everybody(session))


def acting(host: Host, actor: str = "") -> Act:
    """Return who acts now; by default whoever is on duty.

    Raises:
        EquipmentRefused: Nobody is named, and nobody is on duty.
    """
    return Act(host.clock.now(), host.desk.place(), actor or host.officer)
