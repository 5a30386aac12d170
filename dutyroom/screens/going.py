"""From one room of the console to another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.screen import Screen

from dutyroom.commands.host import Commander
from dutyroom.i18n import _
from dutyroom.screens import (
    calendar_doors,
    doors,
    equipment_doors,
    handover_doors,
    leave_doors,
    roster_doors,
    secrecy_doors,
    staff_doors,
)
from dutyroom.screens.base import Framed


class Going(Commander, App[int]):
    """The acts of the app that open a room; each stands behind a command of the same name."""

    def tell(self, sentence: str, *, wrong: bool = False) -> None:
        """Tell the officer something that needs no answer."""
        raise NotImplementedError

    def explains(self) -> bool:
        """Whether help, palette or menu stands there already; then say how it is left."""
        screen: object = self.screen
        explains = isinstance(screen, Framed) and screen.EXPLAINS
        if explains:
            self.tell(_("Esc closes this first."))
        return explains

    def do_rooms(self) -> None:
        """Offer the rooms."""

        async def chosen(name: str | None) -> None:
            if name:
                await self.action_command(name)

        if not self.explains():
            self.push_screen(doors.rooms(self.situation()), chosen)

    def do_call_log(self) -> None:
        """Go back to the calls."""
        self.enter(doors.calls)

    def do_matters(self) -> None:
        """Open the matters."""
        self.enter(doors.matters)

    def do_on_duty(self) -> None:
        """Open the shift in charge."""
        self.enter(staff_doors.on_duty)

    def do_accounts(self) -> None:
        """Open the accounts."""
        self.enter(staff_doors.accounts)

    def do_people(self) -> None:
        """Open the register of people."""
        self.enter(staff_doors.people)

    def do_unit(self) -> None:
        """Open the unit."""
        self.enter(staff_doors.unit)

    def do_contacts(self) -> None:
        """Open the address book."""
        self.enter(doors.contacts)

    def do_handover(self) -> None:
        """Open the handover."""
        self.enter(handover_doors.handover)

    def do_swaps(self) -> None:
        """Open the swaps."""
        self.enter(leave_doors.swaps)

    def do_compensation(self) -> None:
        """Open everybody's balances of compensatory leave."""
        self.enter(leave_doors.compensation)

    def do_leave(self) -> None:
        """Open the whereabouts board."""
        self.enter(leave_doors.leave)

    def do_calendar(self) -> None:
        """Open the calendar."""
        self.enter(calendar_doors.calendar)

    def do_submissions(self) -> None:
        """Open the submissions."""
        self.enter(calendar_doors.submissions)

    def do_roster(self) -> None:
        """Open the on-duty roster."""
        self.enter(roster_doors.roster)

    def do_equipment(self) -> None:
        """Open the equipment check."""
        self.enter(equipment_doors.equipment)

    def do_visitors(self) -> None:
        """Open the visitors."""
        self.enter(secrecy_doors.visitors)

    def do_custody(self) -> None:
        """Open the documents by number."""
        self.enter(secrecy_doors.custody)

    def enter(self, door: Callable[[], Screen[Any]]) -> None:
        """Go to a room: back to it where it is open below, else open it on top.

        What stands above it is left as by Esc, unless something in it is not signed.

        Args:
            door: Makes the room's screen.
        """
        room = door()
        if type(self.screen) is type(room):
            self.tell(_("You are there already."))
            return
        below = [screen for screen in self.screen_stack if type(screen) is type(room)]
        if not (below and self.led_back_to(below[-1])):
            self.push_screen(room)

    def led_back_to(self, below: Screen[Any]) -> bool:
        """Leave what stands above an open screen, as by Esc.

        Args:
            below: The screen.

        Returns:
            Whether it stands on top now; nothing is left where something in it would be lost.
        """
        above = self.screen_stack[self.screen_stack.index(below) + 1 :]
        if any(getattr(screen, "dirty", False) for screen in above):
            return False
        if any(getattr(screen, "unanswered", False) for screen in above):
            return False
        for screen in reversed(above):
            screen.dismiss()
        return True
