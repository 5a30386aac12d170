"""The console: one program around all screens, drawn before anything heavy is loaded."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar

from textual import events, work
from textual.app import App
from textual.content import Content
from textual.message import Message
from textual.notifications import SeverityLevel
from textual.reactive import var
from textual.screen import Screen

from dutyroom.channel.messages import Answer, Level
from dutyroom.clock import Clock
from dutyroom.commands.command import bindings
from dutyroom.commands.everywhere import EVERYWHERE
from dutyroom.commands.host import Commander
from dutyroom.commands.situation import Situation
from dutyroom.desk.desk import Desk, DeskError
from dutyroom.desk.loudness import Loudness, LoudnessMeter
from dutyroom.desk.standing import Presence, Standing
from dutyroom.desk.starting import KeeperStarter
from dutyroom.desk.watch import Keeper, Watch
from dutyroom.i18n import _
from dutyroom.screens import doors
from dutyroom.screens.boundary import Boundary
from dutyroom.screens.ending import end_with_terminal
from dutyroom.screens.everywhere import EverywhereActs
from dutyroom.screens.key_gate import KeyGate
from dutyroom.screens.locking import Locking
from dutyroom.screens.looks import Looks
from dutyroom.screens.start import StartScreen
from dutyroom.widgets.prose import in_lines

TICK = 0.5
"""Seconds between two pictures of the clock; a blinking lamp changes with each."""

PATIENCE = 8.0
"""Seconds a keeper that was started first may take before it is said to be gone."""

LATER = 3.0
"""Seconds after the first rows in which nothing that can wait takes time from them."""

SHORT, LONG = 5.0, 15.0
"""Seconds that a notice stands; what went wrong stands longer, it says what to do."""

NOTICE_FRAME = 6
"""Cells of a line that a notice does not write on: its mark, its margins, a scroll bar."""

UNUSABLE = 2
"""Exit code where the database or the settings cannot be used."""


class DutyApp(Locking, EverywhereActs, KeyGate, Boundary, Looks, Commander, App[int]):
    """The console.

    Attributes:
        desk: The registers, off the event loop.
        clock: The one clock.
        ascii: Draw no symbol that some terminals make two cells wide.
        unusable: Why the program ended, where the desk could not be opened.
    """

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    * { scrollbar-size-vertical: 1; scrollbar-size-horizontal: 1; }
    Input { scrollbar-size-horizontal: 0; }
    DutyApp.-ascii .frame { border: ascii $accent; }
    Toast { width: 1fr; max-width: 100%; margin: 0; padding: 0 1; }
    """
    OFFERS: ClassVar = EVERYWHERE
    BINDINGS = bindings(EVERYWHERE)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (108, "-wide")]  # noqa: RUF012 - Textual's own

    # None of these repaints by itself: what shows one watches it. Otherwise the whole screen
    # would be put together and sent to the terminal twice a second.
    standing: var[Standing] = var(Standing, init=False)
    """How the desk stands; replaced as a whole."""

    now: var[datetime] = var(datetime.now().astimezone, init=False)
    """The time that is shown; moved on at each half of a second of the wall clock."""

    edition: var[int] = var(0, init=False)
    """Counts the changes of the registers; lists read their rows again."""

    loudness: var[Loudness | None] = var(None, init=False)
    """How loud the line is; None where no sound is heard of."""

    def __init__(
        self,
        desk: Desk,
        *,
        client: Keeper | None = None,
        starter: KeeperStarter | None = None,
        log_to: Callable[[], None] | None = None,
    ) -> None:
        """Make the program around a desk.

        Args:
            desk: The registers; not opened yet.
            client: The way to the keeper; None: there is none.
            starter: Starts the keeper where there is none.
            log_to: Sends the log of this process to its file; called in a thread once the
                first picture stands. May raise OSError.
        """
        super().__init__()
        self.desk = desk
        self.clock: Clock = desk.clock
        self.unusable = ""
        self._client = client
        self._starter = starter
        self._log_to = log_to
        self._early: list[events.Key] = []
        self._meter = LoudnessMeter()
        self.set_reactive(DutyApp.now, self.clock.now())
        self.set_reactive(DutyApp.standing, Standing(unit=desk.settings.unit.name))
        self.dress(desk.settings.interface)
        self.watcher = Watch(
            desk,
            self._publish,
            rows_changed=self._rows_changed,
            keeper_gone=self._keeper_gone,
            heard=self._heard,
            starts=starter is not None,
        )

    def get_default_screen(self) -> Screen[Any]:
        """Return the frame alone: nothing paints sooner."""
        return StartScreen()

    def on_mount(self) -> None:
        """Begin the clock; load everything heavy once the first picture stands."""
        self.title = _("Duty room")
        end_with_terminal(self.exit)
        self._tick()
        self.call_after_refresh(self._begin)

    async def _begin(self) -> None:
        """Open the call log; open the registers and listen to the keeper in the background."""
        await self.show_log()
        self.restart_workers()
        if self._log_to is not None:
            with contextlib.suppress(OSError):  # the doctor says so; calls matter more
                await asyncio.to_thread(self._log_to)

    async def show_log(self) -> None:
        """Show the call log, and hand it the keys that were pressed meanwhile."""
        await self.push_screen(doors.calls())
        early, self._early = self._early, []
        for key in early:
            await self.on_event(key)  # here, before any that waits in the queue by now

    def restart_workers(self) -> None:
        """Follow the registers and the keeper, from the beginning."""
        self._watch_registers()
        if self._client is not None:
            self._watch_keeper(self._client)

    @work(exclusive=True, group="registers")
    async def _watch_registers(self) -> None:
        """Follow the registers; end the program where they can never be opened."""
        try:
            await self.watcher.registers()
        except DeskError as error:
            self.unusable = str(error)
            self.exit(return_code=UNUSABLE)

    @work(exclusive=True, group="keeper")
    async def _watch_keeper(self, client: Keeper) -> None:
        """Follow what the keeper says."""
        await self.watcher.keeper(client)

    def _publish(self, standing: Standing) -> None:
        """Show a new picture of the desk."""
        self.standing = standing
        if (standing.ready or standing.trouble) and not gc.isenabled():
            gc.freeze()  # what was loaded stays: no collection needs to walk through it
            gc.enable()

    def _rows_changed(self) -> None:
        """Have the lists read their rows again; at the first time see to what waits."""
        self.edition += 1
        if self.edition > 1 or self.desk.read_only:
            return
        if self.lockable:
            self.call_later(self.do_lock)  # whoever starts it anew has to be the one in charge
        elif self.standing.shift is None:
            self.call_later(self.do_shift)
        self.set_timer(LATER, self._finish_import)

    @work(group="import")
    async def _finish_import(self) -> None:
        """Finish an import that was interrupted; it may take a while."""
        now = self.clock.now()
        with contextlib.suppress(DeskError):  # whoever imports next, or starts next, finishes it
            async for _done in self.desk.steps(lambda registers: registers.importing((), now)):
                pass
        gc.freeze()  # the registers that write are loaded by now, and stay too

    def _keeper_gone(self) -> None:
        """Start the keeper again."""
        if self._starter is not None:
            self.set_timer(PATIENCE, self.watcher.give_up_waiting)
            self.run_worker(self._starter.until(self._keeper_is_there), group="starter")

    def _keeper_is_there(self) -> bool:
        """Whether the keeper answers."""
        return self.standing.keeper is Presence.THERE

    async def ask_keeper(self, command: str, line: str = "", **values: str) -> Answer:
        """Have the keeper do something; without a keeper the answer says so."""
        if self._client is None:
            return Answer(0, done=False, reason="gone")
        return await self._client.ask(command, line, **values)

    def _tick(self) -> None:
        """Show the time, and come back at the next half second of the wall clock."""
        now = self.clock.now()
        past = now.microsecond / 1_000_000 % TICK
        self.set_timer(TICK - past, self._tick)  # first: whoever follows the time may fail
        self.now = now
        self.presses.beat(Message().time)  # the clock by which events go
        self.mutate_reactive(DutyApp.now)
        self.repaint_by_the_minute(now)
        self.watch_over()
        if not self._meter.known(self.clock.monotonic()):
            self.loudness = None

    def _heard(self, level: Level) -> None:
        """Move the meter, at most five times a second."""
        loudness = self._meter.take(level, self.clock.monotonic())
        if loudness is not None:
            self.loudness = loudness

    def look_again(self) -> None:
        """Read the registers again now."""
        self.watcher.look_again()

    async def catch_up(self) -> None:
        """Read the registers, and show what they say."""
        await self.watcher.catch_up()

    def tell(self, sentence: str, *, wrong: bool = False) -> None:
        """Tell the officer something that needs no answer."""
        # Broken into lines here: a notice that comes as a dialog closes would be laid out as one.
        broken = in_lines(Content(sentence), max(self.size.width - NOTICE_FRAME, 20))
        text = "\n".join(line.plain for line in broken)
        if any(notice.message == text for notice in self._notifications):
            return  # a key that is pressed again says nothing new
        severity: SeverityLevel = "error" if wrong else "information"
        self.notify(text, severity=severity, timeout=LONG if wrong else SHORT, markup=False)

    def situation(self) -> Situation:
        """Return how the desk stands."""
        standing = self.standing
        return Situation(
            ready=standing.ready,
            trouble=standing.trouble,
            read_only=standing.read_only,
            signed_on=standing.shift is not None,
            takeable=len(standing.takeable),
            talking=len(standing.calls),
            recording=standing.recording is not None,
            keeper=standing.keeper is Presence.THERE,
            alarms=sum(1 for alarm in standing.alarms if alarm.sounds),
            here=frozenset(self.holding),
        )

    async def on_event(self, event: events.Event) -> None:
        """Keep keys that come before there is anything to press them on."""
        if isinstance(event, events.Key) and isinstance(self.screen, StartScreen):
            self._early.append(event)
        else:
            await super().on_event(event)

    async def action_quit(self) -> None:
        """Leave by the command, which asks first where something is unsigned."""
        await self.action_command("quit")

    def action_help_quit(self) -> None:
        """Say how to leave; the habit of Ctrl+C is not punished."""
        self.tell(_("Ctrl+Q ends this console. Calls are still logged and recorded."))

    async def on_unmount(self) -> None:
        """Close the registers after what is being written."""
        await self.desk.close()
