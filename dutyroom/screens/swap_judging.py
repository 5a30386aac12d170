"""What stands against a swap, said before anybody asks for it or agrees to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from textual.app import App
from textual.content import Content

from dutyroom.commands.host import Host
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.roster.picture import picture
from dutyroom.registers.roster.planning import planning
from dutyroom.registers.roster.publishing import period_of
from dutyroom.registers.roster.rows import SlotRow
from dutyroom.registers.swaps.facts import NamedLeg
from dutyroom.registers.swaps.publication import concerns
from dutyroom.screens import roster_doors
from dutyroom.standard.roster.editing import put, take_out
from dutyroom.standard.roster.swapping import Leg
from dutyroom.standard.roster.values import Roster
from dutyroom.widgets.shown import shown

_MOST: Final = 3
"""Rules that are named; the others are counted."""


async def ask_taker(
    app: App[Any], row: SlotRow, giver: str, before: Sequence[NamedLeg]
) -> str | None:
    """Ask who takes a shift over; what stands against each is said beside them.

    Args:
        app: The app, which is a `Host`.
        row: The shift.
        giver: Id of whoever gives it away.
        before: What changes hands already: everybody is judged as if it had, and whoever gave the
            first shift stands on top, to get this one in return.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    how, now, slot = planning(host.desk.settings), host.clock.now(), row.slot
    days = period_of(slot.day)
    try:
        seen = await host.desk.read(lambda session: picture(session, *days, how, now))
    except DeskError as error:
        host.tell(str(error), wrong=True)
        return None
    roster = take_out(exchanged_so_far(seen.published.roster, before), slot.id, giver)
    origin = before[0].giver if before else ""
    title = _("Who takes it over")
    dialog = roster_doors.person(
        seen, roster, slot, title=title, without={giver, *row.people}, first=origin
    )
    return await app.push_screen_wait(dialog)


def exchanged_so_far(roster: Roster, legs: Sequence[NamedLeg]) -> Roster:
    """Return a month's roster with what changes hands in it already."""
    for leg in legs:
        if leg.slot.id in roster.by_id:
            without = take_out(roster, leg.slot.id, leg.giver)
            roster = put(without, leg.slot.id, leg.taker)
    return roster


async def said_against(
    host: Host, legs: Sequence[Leg], slots: Iterable[tuple[str, datetime, datetime]]
) -> Content | None:
    """Return which rules a swap would break, as lines below it; empty where it breaks none.

    Args:
        host: The program.
        legs: What would change hands.
        slots: Id, beginning and end of each of its slots.

    Returns:
        None where it cannot be at all; why is told then.
    """
    how = planning(host.desk.settings)
    try:
        found = await host.desk.read(lambda session: concerns(session, legs, slots, how))
    except DeskError as error:
        host.tell(str(error), wrong=True)
        return None
    return in_lines(found)


def in_lines(found: Sequence[str]) -> Content:
    """Return what stands against a swap, and what it takes to carry it out all the same."""
    if not found:
        return Content("")
    lines = [
        Content.assemble("\n", shown(f"- {words}", limit=200).stylize("$error"))
        for words in found[:_MOST]
    ]
    if len(found) > _MOST:
        lines.append(Content("\n" + _("and {count} more").format(count=len(found) - _MOST)))
    told = _("It is carried out only by a decision with reason and name.")
    return Content.assemble(*lines, "\n", (told, "bold $error"))
