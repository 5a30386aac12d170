"""Ask which leader was told of a swap, and for the password or the reason that this takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from textual.app import App

from dutyroom.commands.host import Host
from dutyroom.desk.desk import DeskError
from dutyroom.desk.questions import Registers
from dutyroom.i18n import _
from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.accounts.roles import Channel
from dutyroom.registers.calls.numbered import printed
from dutyroom.registers.people.person import Person, PersonRole
from dutyroom.registers.swaps import acts
from dutyroom.registers.swaps.reading import SwapRow
from dutyroom.registers.swaps.reporting import LeaderMustSign, OtherLeader, Telling
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.asking_again import Answers, ask_and_do
from dutyroom.screens.assent import OTHER, choice_of
from dutyroom.screens.swap_asking import about
from dutyroom.widgets.shown import shown


async def ask_report(app: App[Any], row: SwapRow, everybody: Sequence[Person]) -> None:
    """Ask which leader was told and how, and note it; what is refused is asked anew.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
        row: The swap.
        everybody: The register.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    actor, shift = host.officer, host.standing.shift
    leaders = [
        each
        for each in everybody
        if PersonRole.LEADER in each.roles and not row.concerns(each.id, each.name)
    ]

    def act(registers: Registers, answers: Answers) -> bool:
        access = registers.access()
        person = next((each for each in leaders if each.id == answers["leader"]), None)
        word = Assent(
            person.name if person else answers["name"],
            person.id if person else "",
            Channel(answers["channel"]),
            call=printed(access.store, answers["call"]),
        )
        telling = Telling(word, answers.get("password", ""), answers.get("why", ""))
        acts.report(access, row.id, telling, actor=actor)
        return True

    question = whom(row, leaders, led=shift.leader if shift else "", actor=actor)
    await ask_and_do(app, question, act, _what_it_takes)


def whom(row: SwapRow, leaders: Sequence[Person], *, led: str, actor: str) -> Question:
    """Return the question which leader was told.

    Args:
        row: The swap.
        leaders: Who of the register may have been.
        led: Name of the leader on duty; empty: nobody is.
        actor: Who notes it; a leader on duty who does is not phoned.
    """
    names = [(choice_of(each), each.id) for each in leaders]
    names.append((_("Somebody outside the register"), OTHER))
    value = next((each.id for each in leaders if each.name == led), "" if leaders else OTHER)
    ways = [(channel.label, channel.value) for channel in Channel]
    usual = Channel.PRESENT if led == actor else Channel.PHONE
    return Question(
        _("Report to leader"),
        about(row),
        _("Was told"),
        (
            Blank("leader", _("Who was told"), value, required=True, choices=names),
            Blank("name", _("Name, if outside the register"), longest=40),
            Blank("channel", _("How"), usual, required=True, choices=ways),
            Blank("call", _("Number of the call, if recorded"), longest=40),
        ),
        check=_nameless,
    )


async def _what_it_takes(app: App[Any], refused: DeskError) -> Answers | None:
    """Ask for what the report lacks: the leader's password, or why it is another leader."""
    cause = refused.__cause__
    if isinstance(cause, LeaderMustSign):
        blank = Blank("password", _("Password"), required=True, secret=True)
    elif isinstance(cause, OtherLeader):
        blank = Blank("why", _("Reason"), required=True)
    else:
        return None
    body = shown(str(refused), limit=300).stylize("bold")
    question = Question(_("Report to leader"), body, _("Confirm"), (blank,))
    return await app.push_screen_wait(doors.question(question))


def _nameless(answer: Mapping[str, str]) -> str:
    """Return why nobody is named; empty where somebody is."""
    missing = answer["leader"] == OTHER and not answer["name"]
    return _("Name the leader to whom the swap is reported.") if missing else ""
