"""Apply for leave: who, when and why; what speaks against it is said, and nothing typed is lost."""

from __future__ import annotations

from typing import Any

from textual.app import App

from dutyroom.commands.host import Host
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.phrases import clauses
from dutyroom.registers.leave import acts
from dutyroom.registers.leave.concerns import concerns
from dutyroom.registers.leave.facts import Wanted
from dutyroom.registers.leave.kinds import LeaveKind
from dutyroom.registers.people import reading as people
from dutyroom.screens import doors
from dutyroom.screens import leave_asking as asking
from dutyroom.screens.asking_again import asked_again


async def ask_leave(app: App[Any]) -> None:
    """Ask who, when and why, and apply; what is refused comes back to the form with the reason.

    Args:
        app: The app, which is a `Host`; must run in a worker.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    everybody = await host.desk.read(people.everybody)
    if not everybody:
        host.tell(_("The register of officers is empty: import it first."))
        return
    first = await app.push_screen_wait(doors.question(asking.who(everybody)))
    if first is None:
        return
    person = next(each for each in everybody if each.id == first["person"])
    kind, now = LeaveKind(first["kind"]), host.clock.now()
    question = asked = asking.what(person, kind, everybody, now)
    while (answer := await app.push_screen_wait(doors.question(asked))) is not None:
        against = await _apply(app, asking.wanted(person, kind, everybody, answer, now))
        if not against:
            host.look_again()
            host.tell(_("Applied. It is to be approved before it begins."))
            return
        asked = asked_again(question, answer, against)


async def _apply(app: App[Any], wanted: Wanted) -> str:
    """Apply, once what speaks against it is accepted; return why not, empty where it was done."""
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    now, actor = host.clock.now(), host.officer
    try:
        against = await host.desk.read(lambda session: concerns(session, wanted, now))
        if against:
            question = asking.all_the_same(against)
            if await app.push_screen_wait(doors.question(question)) is None:
                return clauses(each.words for each in against)
        accepted = tuple(against)
        await host.desk.write(
            lambda r: acts.apply(r.access(), wanted, actor=actor, accepted=accepted)
        )
    except DeskError as error:
        return str(error)
    return ""
