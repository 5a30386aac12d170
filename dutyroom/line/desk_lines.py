"""The lines of one desk with their boxes and recorders, as the settings name them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TypeVar

from dutyroom.channel.messages import Answer, Ask, LineState, Message
from dutyroom.clock import Clock, boot_id
from dutyroom.config import Line, Places, Settings
from dutyroom.devices.alarm_sound import beep
from dutyroom.devices.recorder import Recorder
from dutyroom.devices.recorder_events import RecorderEvent
from dutyroom.line.box import Box
from dutyroom.line.comparing import Comparing
from dutyroom.line.equipment import Equipment
from dutyroom.line.heartbeat import BEAT_SECONDS, LastLife, beat, last_life
from dutyroom.line.kept_line import KeptLine
from dutyroom.line.line_watch import Devices
from dutyroom.line.probing import LineProbes
from dutyroom.line.receivers import Receivers
from dutyroom.line.reconciling import Comparison
from dutyroom.line.resuming import Leftover, leftovers, over, resumed
from dutyroom.line.tracking.rules import TrackingRules
from dutyroom.line.tracking.tracker import Tracker
from dutyroom.line.writer import REFUSALS, RegisterWriter
from dutyroom.registers.lines import facts as line_facts
from dutyroom.registers.lines.facts import Part
from dutyroom.store.engine import StoreError
from dutyroom.store.facts import Fact, Place
from dutyroom.store.session import Session

_log = logging.getLogger(__name__)


Answered = TypeVar("Answered")


class DeskLines:
    """Everything that stands between the telephone lines and the facts."""

    def __init__(
        self,
        places: Places,
        settings: Settings,
        clock: Clock,
        writer: RegisterWriter,
        *,
        record: Callable[[list[Fact]], None],
        tell: Callable[[Message], None],
    ) -> None:
        """Build the lines; nothing is opened before `start`.

        Args:
            places: Where recordings stand.
            settings: Which lines there are.
            clock: The keeper's clock.
            writer: Reads from the registers.
            record: Takes facts.
            tell: Tells the consoles.

        Raises:
            FormatError: A format does not exist or is not usable.
        """
        self._clock = clock
        self._writer = writer
        self._receivers = Receivers(writer, clock, record)
        self._record = record
        self._told = tell
        self._recordings = places.recordings
        self._settings = settings
        self._heartbeat = places.data / "keeper.alive"
        self._last_life: LastLife | None = last_life(self._heartbeat)
        self._next_beat = 0.0
        self._started_at = clock.now()
        self._loop = asyncio.get_running_loop()
        self._equipment = Equipment(settings, clock)
        proofs, lift = places.data / "proofs", self._equipment.lift
        self._probes = LineProbes(clock, settings.probes, proofs, lift)
        self._lines = {line.name: self._line(line) for line in settings.lines}
        boxes = self._make_boxes()
        self._boxes = [box for box, _lines in boxes]
        recorders = {line.name: self._make_recorder(line) for line in settings.lines}
        self._recorders = [each for each in recorders.values() if each is not None]
        for line in settings.lines:
            box = next((box for box, fed in boxes if line.name in fed), None)
            kept = self._lines[line.name]
            self._probes.add(Devices(line, kept, box, recorders[line.name]))

    def start(self) -> None:
        """Open the ports and the sound devices, and keep them open."""
        self._note_absence()
        self._beat()  # a call of the first second is taken up, too
        for box in self._boxes:
            box.start()
        for recorder in self._recorders:
            recorder.start()

    def close(self) -> None:
        """Let the ports go and finish what is being recorded."""
        self._probes.close()
        for box in self._boxes:
            box.close()
        for recorder in self._recorders:
            recorder.close()
        self._equipment.close()
        beat(self._heartbeat, self._clock.now(), boot_id(), ended=True)

    def states(self) -> list[LineState]:
        """Return how every line stands."""
        return [line.state for line in self._lines.values()]

    def mark(self, line: str, actor: str) -> bool:
        """Have a place in a running recording marked; False where nothing is recorded."""
        kept = self._lines.get(line)
        return kept is not None and kept.mark(actor)

    async def probe(self, ask: Ask) -> Answer:
        """Carry out a command of the equipment check."""
        return await self._probes.answer(ask)

    def _tell(self, message: Message) -> None:
        """Tell the consoles; what is being probed gives way to a call."""
        if isinstance(message, LineState):
            self._probes.told(message)
        self._told(message)

    def disk(self, hours: float) -> None:
        """Tell every line how many hours of recording the disk still holds."""
        for line in self._lines.values():
            line.disk(hours)

    def tick(self) -> None:
        """Let time pass."""
        now = self._clock.monotonic()
        for box in self._boxes:
            box.tick(now)
        for line in self._lines.values():
            line.tick()
        self._probes.tick()
        if now >= self._next_beat:
            self._next_beat = now + BEAT_SECONDS
            self._beat()
            self._revive()

    def _beat(self) -> None:
        """Give a sign of life."""
        beat(self._heartbeat, self._clock.now(), boot_id())

    def _revive(self) -> None:
        """Start again what died of the unforeseen: a line is never left unheard."""
        for box in self._boxes:
            box.revive()
        for recorder in self._recorders:
            if not recorder.alive:
                _log.critical("a recorder died; it is started again")
                recorder.start()

    async def resume(self) -> None:
        """Take up the calls that the register says are open, as soon as it can be read."""
        for leftover in await self._answer(leftovers):
            self._take_up(leftover)

    async def _answer(self, question: Callable[[Session], Answered]) -> Answered:
        """Return what the registers answer, as soon as they can be read."""
        while True:
            try:
                return await asyncio.wrap_future(self._writer.ask(question))
            except (StoreError, *REFUSALS) as error:
                _log.warning("the registers do not answer yet: %s", error.__class__.__name__)
            await self._clock.sleep(1.0)

    def _note_absence(self) -> None:
        """Write down from when to when no keeper was there: the lines were not kept (article 6)."""
        life, now = self._last_life, self._clock.now()
        since = life.absent_since(now) if life is not None else None
        if since is None:
            return
        unit = self._settings.unit.code
        for name in self._lines:
            place = Place(unit, name)
            self._record(
                [
                    line_facts.lost(since, place, what=Part.KEEPER),
                    line_facts.found(now, place, what=Part.KEEPER),
                ]
            )

    async def reconcile(self) -> None:
        """Bring rows and files of recordings together, beside everything else."""
        unit = self._settings.unit.code
        how = Comparison(self._recordings, unit, self._clock.now(), self._started_at)
        await Comparing(self._answer, self._record, self._clock, how).run()

    def _take_up(self, leftover: Leftover) -> None:
        """Go on with an open call, or write down that it is over.

        One that rang after this keeper started is nobody's leftover, however
        late the registers could be read.
        """
        if leftover.began >= self._started_at:
            return
        line = self._lines.get(leftover.line)
        life, now = self._last_life, self._clock.now()
        fresh = life is not None and life.may_go_on(now, boot_id())
        if line is not None and fresh:
            call = resumed(leftover, line.moment())
            if line.resume(call, leftover.segments, leftover.captured):
                _log.warning("call %s goes on", leftover.id)
                return
        _log.warning("call %s was open and is over", leftover.id)
        unit = self._settings.unit.code
        end = life.at if life is not None else now
        self._record([over(leftover, end, Place(unit, leftover.line))])

    # --- building ---------------------------------------------------------

    def _line(self, line: Line) -> KeptLine:
        place = Place(self._settings.unit.code, line.name)
        has_box = bool(line.port or line.usb)
        rules = TrackingRules(
            hooks=has_box and self._equipment.tells_hooks(line),
            sound=self._equipment.has_sound(line),
            box=has_box,
            silence=float(self._settings.recording.silence),
            hold=float(self._settings.recording.hold),
        )
        return KeptLine(
            place,
            Tracker(place, rules),
            self._clock,
            self._recordings,
            record=self._record,
            tell=self._tell,
            answered=self._answered,
            box=has_box,
        )

    def _answered(self, fact: Fact, place: Place) -> None:
        """Note who receives an answered call, and let both sides hear that it is recorded."""
        self._receivers.note(fact, place)
        chosen = self._settings.recording
        if chosen.notice == "beep" and self._recorders:
            self._loop.run_in_executor(None, _beep, chosen.notice_output)

    def _make_boxes(self) -> list[tuple[Box, frozenset[str]]]:
        """Return a box for each port with the lines it feeds; those that name one port share it."""
        shared: dict[tuple[str, str], list[Line]] = {}
        for line in self._settings.lines:
            if line.port or line.usb:
                shared.setdefault((line.port, line.usb), []).append(line)
        return [
            (
                self._equipment.box(
                    lines[0], {each.box_line: self._lines[each.name] for each in lines}
                ),
                frozenset(each.name for each in lines),
            )
            for lines in shared.values()
        ]

    def _make_recorder(self, line: Line) -> Recorder | None:
        kept = self._lines[line.name]
        source = self._equipment.source(line)
        if source is None:
            return None

        def take(event: RecorderEvent) -> None:
            self._probes.heard(line.name, event)
            kept.recorder_says(event)

        def say(event: RecorderEvent) -> None:
            try:
                self._loop.call_soon_threadsafe(take, event)
            except RuntimeError:
                _log.info("the recorder spoke after the keeper had ended")

        recorder = Recorder(
            source,
            self._recordings,
            self._clock,
            say,
            preroll_seconds=float(self._settings.recording.preroll),
            ear=self._equipment.ear(line),
        )
        kept.attach(recorder)
        return recorder


def _beep(output: str) -> None:
    """Play the beep, and log where it could not be heard."""
    if complaint := beep(output):
        _log.error("the caller did not hear of the recording: %s", complaint)
