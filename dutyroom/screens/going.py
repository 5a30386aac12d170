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

    async def do_call_log(self) -> None:
        """Go back to the calls."""
        await self.enter(doors.calls)

    async def do_matters(self) -> None:
        """Open the matters."""
        await self.enter(doors.matters)

    async def do_on_duty(self) -> None:
        """Open the shift in charge."""
        await self.enter(staff_doors.on_duty)

    async def do_accounts(self) -> None:
        """Open the accounts."""
        await self.enter(staff_doors.accounts)

    async def do_people(self) -> None:
        """Open the register of people."""
        await self.enter(staff_doors.people)

    async def do_unit(self) -> None:
        """Open the unit."""
        await self.enter(staff_doors.unit)

    async def do_contacts(self) -> None:
        """Open the address book."""
        await self.enter(doors.contacts)

    async def do_handover(self) -> None:
        """Open the handover."""
        await self.enter(handover_doors.handover)

    async def do_swaps(self) -> None:
        """Open the swaps."""
        await self.enter(leave_doors.swaps)

    async def do_compensation(self) -> None:
        """Open everybody's balances of compensatory leave."""
        await self.enter(leave_doors.compensation)

    async def do_leave(self) -> None:
        """Open the whereabouts board."""
        await self.enter(leave_doors.leave)

    async def do_calendar(self) -> None:
        """Open the calendar."""
        await self.enter(calendar_doors.calendar)

    async def do_submissions(self) -> None:
        """Open the submissions."""
        await self.enter(calendar_doors.submissions)

    async def do_reports(self) -> None:
        """Open the daily reports."""
        await self.enter(calendar_doors.reports)

    async def do_roster(self) -> None:
        """Open the on-duty roster."""
        await self.enter(roster_doors.roster)

    async def do_equipment(self) -> None:
        """Open the equipment check."""
        await self.enter(equipment_doors.equipment)

    async def do_visitors(self) -> None:
        """Open the visitors."""
        await self.enter(secrecy_doors.visitors)

    async def do_custody(self) -> None:
        """Open the documents by number."""
        await self.enter(secrecy_doors.custody)

    async def enter(self, door: Callable[[], Screen[Any]]) -> None:
        """Go to a room: back to it where it is open below, else open it on top.

        What stands above it is left as by Esc. Where something in it would be lost, that is gone
        back to instead; whoever is in it already may look at any room but the one beneath it.

        Args:
            door: Makes the room's screen.
        """
        room = door()
        if type(self.screen) is type(room):
            self.tell(_("You are there already."))
            return
        below = [screen for screen in self.screen_stack if type(screen) is type(room)]
        begun: object = self.screen
        if below and await self.led_back_to(below[-1]):
            return
        if below and (self.screen is not begun or self.screen_stack[-2] is below[-1]):
            self._says_what_stays()
        else:
            self.push_screen(room)

    async def back_to(self, below: Screen[Any]) -> bool:
        """Go back to a screen that is open below; say so where something stays above it.

        Args:
            below: The screen.

        Returns:
            Whether it stands on top now.
        """
        reached = await self.led_back_to(below)
        if not reached:
            self._says_what_stays()
        return reached

    async def led_back_to(self, below: Screen[Any]) -> bool:
        """Leave what stands above an open screen, as by Esc, until something would be lost.

        Args:
            below: The screen.

        Returns:
            Whether it stands on top now; else on top is what would have been lost.
        """
        while (top := self.screen) is not below:
            if isinstance(top, Framed):
                if not await top.gives_way():
                    return False
            else:
                top.dismiss()
        return True

    def open_below(self) -> str:
        """Return what was begun and lies open below the screen on top, by its title."""
        top: object = self.screen
        begun = [screen.begun for screen in self.all_begun() if screen is not top]
        return begun[-1] if begun else ""

    def all_begun(self) -> list[Framed]:
        """Return the screens in which somebody has begun something, the lowest first."""
        stack: list[object] = [screen for screen in self.screen_stack if screen.is_mounted]
        return [screen for screen in stack if isinstance(screen, Framed) and screen.begun]

    def _says_what_stays(self) -> None:
        """Say what has to be finished or left first."""
        screen: object = self.screen
        if isinstance(screen, Framed) and screen.begun:
            words = _("“{title}” is begun here: finish it, or leave it with Esc first.")
            self.tell(words.format(title=screen.begun))
