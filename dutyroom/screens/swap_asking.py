"""Ask for a swap, one hand after the other; also from a cell of the roster."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.app import App
from textual.content import Content

from dutyroom.commands.host import Host
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.people.person import PersonRole
from dutyroom.registers.submissions.reading import submissions
from dutyroom.registers.swaps import acts
from dutyroom.registers.swaps.acts import Asking
from dutyroom.registers.swaps.facts import NamedLeg
from dutyroom.registers.swaps.reading import LegRow, SwapRow
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.assent import Deciding, ask_and_decide
from dutyroom.screens.swap_judging import said_against
from dutyroom.screens.swap_legs import Known, ask_legs, read_known, said
from dutyroom.screens.waiving import Waiving
from dutyroom.standard.roster.swapping import Leg
from dutyroom.store.session import Session
from dutyroom.widgets.moments import day, local
from dutyroom.widgets.shown import shown


async def ask_swap(app: App[Any], *, slot: str = "", giver: str = "") -> None:
    """Ask for a swap from its first question to its record.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
        slot: Id of the slot that changes hands, where it is chosen already.
        giver: Id of whoever gives it away, where that is chosen already.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    now = host.clock.now()
    try:
        known = await host.desk.read(lambda session: read_known(session, now))
    except DeskError as error:
        host.tell(str(error), wrong=True)
        return
    if not known.rows:
        host.tell(_("No roster is published for these days: there is nothing to swap."))
        return
    legs = await ask_legs(app, known, slot, giver)
    while legs and not await _ask_reason(app, known, legs):
        legs = await ask_legs(app, known, slot, giver, legs)


async def _ask_reason(app: App[Any], known: Known, legs: Sequence[NamedLeg]) -> bool:
    """Ask why and who asks, then record it; False where somebody went back."""
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    concerned = list(dict.fromkeys(p for leg in legs for p in (leg.giver, leg.taker)))
    heads = [p for p in known.people if PersonRole.HEAD_OF_ROOM in p.roles]
    asking = [known.person(each) for each in concerned]
    asking += [each for each in heads if each.id not in concerned]
    moved = [Leg(leg.slot.id, leg.giver, leg.taker) for leg in legs]
    slots = [(leg.slot.id, leg.slot.start, leg.slot.end) for leg in legs]
    against = await said_against(host, moved, slots)
    if against is None:
        return True
    actor, waiving = host.officer, Waiving()
    done = await ask_and_decide(
        app,
        Deciding(
            _("Ask for a swap"),
            Content.assemble(said(legs), against),
            asking,
            (Blank("reason", _("Reason"), required=True),),
            outsiders=False,
            accept=_("Ask for a swap"),
            label=_("Who asks"),
        ),
        lambda access, given: acts.ask(
            access,
            Asking(legs, given.answers["reason"], given.assent, waiving.decision),
            actor=actor,
            password=given.password,
        ),
        waiving.set_aside,
    )
    if done:
        host.tell(_("Asked. Everybody whose duty changes agrees; then the leader is told."))
    return done


def was_submitted(session: Session, row: SwapRow) -> bool:
    """Return whether the days of a swap were submitted, as far as the register knows."""
    days = row.days
    return bool(days) and bool(submissions(session, min(days), max(days)))


def submitted_before(row: SwapRow, *, sent: bool) -> Question:
    """Return the question before a version is published; the register's answer stands there."""
    choices = ((_("no"), "no"), (_("yes: a change notice is owed"), "yes"))
    value = "yes" if sent else "no"
    blank = Blank("sent", _("Was this roster submitted already?"), value, True, choices=choices)
    return Question(_("Carry out"), about(row), _("Publish"), (blank,))


def about(row: SwapRow) -> Content:
    """Return which swap is meant, so that nobody signs for shifts without a day."""
    legs = [f"{leg.giver_name} > {leg.taker_name}  {_leg(leg)}" for leg in row.legs]
    return shown("\n".join((*legs, row.swap.reason)), limit=900, lines=True).stylize("bold")


def _leg(leg: LegRow) -> str:
    """Return when a shift begins that changes hands, and what it is called."""
    begins = f"{day(leg.start)} {local(leg.start):%H:%M} " if leg.start else ""
    return begins + leg.label
