"""Keep the number of a call: whose it is becomes a contact, or adds to one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dutyroom.commands.host import host_of
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.contacts import reading
from dutyroom.registers.contacts.known import unit_names
from dutyroom.registers.contacts.typist import Typist
from dutyroom.screens import doors
from dutyroom.screens.base import DutyScreen
from dutyroom.screens.contact_forms import adding, changing_of, of_call
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.registers.calls.reading import CallRow
    from dutyroom.registers.contacts.book import Contact


def typist(at: DutyScreen[Any]) -> Typist:
    """Return who keeps the address book at a screen."""
    host = host_of(at)
    return Typist(host.officer, host.desk.settings.unit.area_code)


async def units(at: DutyScreen[Any]) -> list[str]:
    """Return the names of the units that the book knows; none where they cannot be read."""
    try:
        return await host_of(at).desk.read(unit_names)
    except DeskError:
        return []  # the strip says so already; everything is typed


async def ask_keep(at: DutyScreen[Any], row: CallRow) -> None:
    """Fill in whose the number of a call is; whoever it is known to be is changed.

    Args:
        at: The screen it is opened from; must run in a worker.
        row: The call.
    """
    host, number = host_of(at), row.number or ""
    try:
        detail = await host.desk.ask(lambda registers: registers.call(row.id))
        known = await host.desk.ask(lambda registers: registers.who(number))
        held = await _held(at, known.id) if known is not None and known.sure else None
    except DeskError as error:
        host.tell(str(error), wrong=True)
        return
    if detail is None:
        return
    start, key = of_call(detail), f"contact:call:{row.id}"
    alone = held is not None and known is not None and not known.shared
    by, known_units = typist(at), await units(at)
    form = (
        changing_of(held, by, known_units)
        if held and alone
        else adding(by, known_units, start, key)
    )
    made = await at.app.push_screen_wait(doors.form(form))
    await say_kept(at, made)


async def say_kept(at: DutyScreen[Any], made: str | None) -> Contact | None:
    """Say what the book holds now of a contact; None: nothing was kept, and nothing is said."""
    host = host_of(at)
    try:
        held = await _held(at, made) if made is not None else None
    except DeskError:
        return None  # the strip says so already
    if held is not None:
        numbers = " ".join(number.written for number in held.numbers)
        words = _("In the address book: {contact}")
        host.tell(words.format(contact=shown(f"{held.label()}  {numbers}", limit=120).plain))
    return held


async def _held(at: DutyScreen[Any], contact: str) -> Contact | None:
    """Return a contact by its id."""
    return await host_of(at).desk.read(lambda session: reading.get(session, contact))
