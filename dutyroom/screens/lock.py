"""The locked console: strip, calls and alarms in sight, and one field."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Label

from dutyroom.commands.command import bindings
from dutyroom.commands.everywhere import Help, Shift, TakeCall
from dutyroom.commands.host import host_of
from dutyroom.commands.locking import LOCK
from dutyroom.desk.desk import DeskError
from dutyroom.desk.questions import Registers
from dutyroom.desk.unlocking import Locked, Unlocking, locked, unlock
from dutyroom.i18n import _
from dutyroom.registers.accounts.errors import MustChange, PinSpent
from dutyroom.screens.base import DutyScreen, Masthead
from dutyroom.screens.secrets import ask_own_password, ask_vouching
from dutyroom.widgets.alarm_list import AlarmList
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.shown import shown


class LockScreen(DutyScreen[None]):
    """Stands on top until PIN, password or a relief goes on."""

    OFFERS: ClassVar = LOCK
    BINDINGS: ClassVar = bindings(LOCK)
    locks: ClassVar = True

    DEFAULT_CSS = """
    LockScreen #head { height: auto; padding: 1 1 0 1; }
    LockScreen Horizontal { height: 1; padding: 0 1; margin: 1 0; }
    LockScreen Label { width: auto; min-width: 10; padding-right: 1; color: $text-muted; }
    LockScreen Input { width: 24; background: $panel; }
    LockScreen #said { height: auto; max-height: 3; padding: 0 1; color: $error;
        text-style: bold; }
    LockScreen AlarmList { margin-top: 1; }
    """

    def __init__(self) -> None:
        """Lock the console."""
        super().__init__()
        self._all = Unlocking()
        self._who = Locked()
        self._by_pin = False

    async def gives_way(self) -> bool:
        """Stay: no key leads back past it to what stands beneath."""
        return False

    def compose(self) -> ComposeResult:
        """Lay out the frame with the few keys that there are."""
        yield Masthead()
        yield KeyBar((Help, TakeCall, Shift, *LOCK))
        yield Prose("", id="head")
        with Horizontal():
            yield Label("", id="label")
            yield Input(id="secret", compact=True, password=True, max_length=128)
        yield Prose("", id="said")
        yield AlarmList()

    def on_mount(self) -> None:
        """Find out for whom it is locked."""
        self.query_one(AlarmList).can_focus = False
        self.query_one(Input).focus()
        self.watch(self.app, "standing", self._alarms)
        self._find_out()

    def on_screen_resume(self) -> None:
        """Leave where somebody signed on meanwhile."""
        if not host_of(self).locked:
            self.dismiss()

    def _alarms(self) -> None:
        """Show the alarms as they stand."""
        rows = host_of(self).standing.alarms
        empty = Content(_("  No alarm is open."))
        self.query_one(AlarmList).show_rows(rows, more=False, empty=empty)

    @work(exclusive=True, group="who")
    async def _find_out(self) -> None:
        """Read for whom it is locked, and ask for what unlocks it."""
        host = host_of(self)
        sat = host.acting.person if host.acting is not None else ""
        try:
            self._all = await host.desk.read(lambda session: locked(session, sat))
        except DeskError as error:
            self._say(str(error))
            return
        self._who = self._all.people[0]
        name = shown(self._all.officer, limit=20).plain
        self.query_one("#head", Prose).update(
            Content.assemble(
                (_("The console is locked."), "bold $accent"),
                "  ",
                _("In charge: {name}").format(name=name),
                "\n",
                _("Calls go on being logged and recorded. F10: a relief signs on."),
            )
        )
        self._ask_for(pin=self._who.pin)

    def _ask_for(self, *, pin: bool) -> None:
        """Ask for the PIN or the password."""
        self._by_pin = pin
        secret = Content(_("PIN") if pin else _("Password"))
        whose = (shown(self._who.name, limit=20), "  ") if len(self._all.people) > 1 else ()
        self.query_one("#label", Label).update(Content.assemble(*whose, secret))
        entry = self.query_one(Input)
        entry.value = ""
        entry.focus()

    def do_other_secret(self) -> None:
        """Change between PIN and password."""
        if self._who.pin:
            self._ask_for(pin=not self._by_pin)
        elif self._who.person:  # it is known for whom
            none = _("There is no PIN: the password unlocks.")
            self._say(str(PinSpent()) if self._who.spent else none)

    def do_other_unlocks(self) -> None:
        """Let the next of those who serve unlock."""
        people = self._all.people
        if len(people) == 1:
            self._say(_("Nobody else is at the post."))
            return
        self._who = people[(people.index(self._who) + 1) % len(people)]
        self._say("")
        self._ask_for(pin=self._who.pin)

    @on(Input.Submitted)
    async def _entered(self, event: Input.Submitted) -> None:
        """Unlock with Enter, too."""
        event.stop()
        await self.action_command("unlock")

    @work(exclusive=True, group="unlock")
    async def do_unlock(self) -> None:
        """Check what was typed, and go on where it is right."""
        secret, who, by_pin = self.query_one(Input).value, self._who, self._by_pin
        if not secret:
            return
        self.query_one(Input).value = ""

        def act(registers: Registers) -> str | PinSpent | MustChange:
            try:
                return unlock(registers.access(), who, secret, by_pin=by_pin)
            except (PinSpent, MustChange) as refused:
                return refused

        try:
            done = await host_of(self).desk.write(act)
        except DeskError as error:
            self._say(str(error))
            return
        if isinstance(done, str):
            host_of(self).unlocked(who.person, done)
            self.dismiss()
            return
        self._say(str(done))
        if isinstance(done, MustChange):
            if await ask_own_password(self.app, done.person, done.name):
                self._say(_("Unlock with the new password."))
        else:
            self._spend(who)

    def _spend(self, who: Locked) -> None:
        """Take no PIN of somebody any more, and ask for the password."""
        spent = replace(who, pin=False, spent=True)
        people = tuple(spent if each == who else each for each in self._all.people)
        self._all, self._who = replace(self._all, people=people), spent
        self._ask_for(pin=False)

    @work(exclusive=True, group="unlock")
    async def do_forgotten(self) -> None:
        """Let a leader vouch for the officer, or for a relief, who cannot unlock."""
        whose = await ask_vouching(self.app, self._who.person)
        if not whose:
            return
        with suppress(DeskError):  # whoever stands in may have an account by now
            self._all = await host_of(self).desk.read(lambda session: locked(session, whose))
        self._who = next((each for each in self._all.people if each.person == whose), self._who)
        here = self._who.person == whose
        told = _("The new password takes the shift over: F10.")
        self._say(_("Unlock with the new password.") if here else told)
        self._ask_for(pin=False)

    def do_back(self) -> None:
        """Stay: there is no way back from here."""

    def _say(self, sentence: str) -> None:
        """Say something below the field."""
        self.query_one("#said", Prose).update(Content(sentence))
