"""Who opened the console, and what can still be done while it is locked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from dutyroom.clock import Clock
from dutyroom.commands.everywhere import (
    Appearance,
    Help,
    Lock,
    Palette,
    Quit,
    Shift,
    TakeCall,
)
from dutyroom.desk.desk import Desk
from dutyroom.desk.standing import Standing
from dutyroom.i18n import _
from dutyroom.screens import doors, handover_doors
from dutyroom.screens.attending import Attending
from dutyroom.screens.base import Framed

OPEN: Final = frozenset(
    command.name for command in (Help, Palette, TakeCall, Shift, Lock, Appearance, Quit)
)
"""What can be done while the console is locked: the rest bears the officer's name."""


class Locking(Attending):
    """An app that locks itself.

    Attributes:
        locked: Only the PIN, the password or a relief goes on from here.
    """

    desk: Desk
    clock: Clock
    standing: Any  # a reactive of the app: Standing

    def __init__(self) -> None:
        """Begin unlocked: there is nothing to see yet."""
        super().__init__()
        self.locked = False
        self._wants_call = False
        self._touched = 0.0

    @property
    def lockable(self) -> bool:
        """Whether whoever is in charge signed on by password, and so can unlock."""
        shift = self.standing.shift
        return bool(self.standing.accounts and shift is not None and shift.officer_id)

    @property
    def holding(self) -> Iterator[str]:
        """What holds of the desk, in words that commands share with the screens."""
        if self.lockable:
            yield "signed"
        if len(self.at_post) > 1:
            yield "several"
        if self.presence_wanted:
            yield "presence"

    def watch_over(self) -> None:
        """Look, at each tick, at what time alone brings about."""
        self.lock_when_idle()
        self.look_at_presence()

    def touched(self) -> None:
        """Note that somebody is there."""
        self._touched = self.clock.monotonic()

    def lock_when_idle(self) -> None:
        """Lock where nobody has touched a key for as long as the unit has chosen."""
        limit = self.desk.settings.duty.lock
        if limit and self.clock.monotonic() - self._touched >= limit:
            self.do_lock()

    def do_lock(self) -> None:
        """Lock, unless something is under way that will be over by itself."""
        if not self.lockable or (self.locked and not self._relieving):
            return
        if not getattr(self.screen, "passing", False):
            self.locked = True
            self._drop_rights()
            self.push_screen(doors.lock())

    @property
    def _relieving(self) -> bool:
        """Whether a relief has opened the handover above the lock, and no other lock hides it."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, Framed) and (screen.relieves or screen.locks):
                return screen.relieves
        return False

    def relieves(self) -> None:
        """Show the open handover to the relief, who has shown who they are."""
        self.touched()
        if any(isinstance(screen, Framed) and screen.relieves for screen in self.screen_stack):
            self.screen.dismiss()  # the lock that came to stand above it
        else:
            self.push_screen(handover_doors.relieving())

    def _drop_rights(self) -> None:
        """Close what an administrator opened on a page that is another's now, or locked."""
        for screen in self.screen_stack:
            if (drop := getattr(screen, "drop_rights", None)) is not None:
                drop()

    def lock_again(self) -> None:
        """Put the lock back on top where a fault has taken it away."""
        if self.locked:
            self.push_screen(doors.lock())

    def signed_on(self, person: str, session: str) -> None:
        """Take in that somebody signed on: whoever was locked out before is relieved."""
        self._drop_rights()
        self.unlocked(person, session)
        self.look_again()

    def unlocked(self, person: str, session: str) -> None:
        """Go on where the console was locked; open the form of a call that was wanted."""
        self.sat_down(person, session)
        self.touched()
        self.locked = False
        wanted, self._wants_call = self._wants_call, False
        if self.may_be_back(person):
            self.run_worker(self.come_back(person, wanted=wanted), group="back", exclusive=True)
        elif wanted:
            self.call_later(self.action_command, TakeCall.name)

    async def come_back(self, person: str, *, wanted: bool) -> None:
        """Ask whether an officer is back before anything is done in somebody's name.

        Args:
            person: Id of whoever has unlocked.
            wanted: A call was to be taken as soon as the console is unlocked.
        """
        await doors.whether_back(self, person)
        if wanted:
            await self.catch_up()  # the first receiver is whoever is at the post by now
            await self.action_command(TakeCall.name)

    def may_be_back(self, person: str) -> bool:
        """Whether somebody has unlocked who is away from the post, by what was noted."""
        standing: Standing = self.standing
        if any(each.person == person for each in standing.stepped_out):
            return True
        away = any(each.stands_in for each in standing.at_post)
        return away and standing.shift is not None and standing.shift.officer_id == person

    async def action_command(self, name: str) -> None:
        """Carry out a command that works everywhere, unless the console is locked.

        A call may stand in the log, or be heard ringing, a moment before the card shows it.
        """
        if name == TakeCall.name and self.standing.ready and not self.standing.takeable:
            await self.catch_up()
        if self.locked and name not in OPEN:
            self.tell(_("The console is locked: PIN or password first."))
        elif self.locked and name == TakeCall.name and self.standing.takeable:
            self._wants_call = True
            self.tell(
                _("The call is logged and recorded. Its form opens when the console is unlocked.")
            )
        else:
            await super().action_command(name)
