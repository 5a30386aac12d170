"""One serial box: its bytes decoded, and its events brought to the lines it feeds."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import TypeAlias

from dutyroom.channel.messages import DeviceState
from dutyroom.config.box_lines import box_name
from dutyroom.devices.events import EventKind, LineEvent
from dutyroom.devices.formats.base import Decoder
from dutyroom.devices.serial_events import BridgeEvent, Bytes, Lost, Opened, SetUp, Wedged
from dutyroom.devices.serial_port import SerialBridge
from dutyroom.line.box_record import BoxRecord
from dutyroom.line.box_stream import BoxStream
from dutyroom.line.kept_line import KeptLine

MakeBridge: TypeAlias = Callable[[Callable[[BridgeEvent], None]], SerialBridge]

_log = logging.getLogger(__name__)


class Box:
    """Decodes the bytes of one box on the keeper's event loop.

    Attributes:
        record: What the box has shown of itself.
    """

    def __init__(
        self,
        lines: Mapping[str, KeptLine],
        make_decoder: Callable[[], Decoder],
        make_bridge: MakeBridge,
        *,
        needs_set_up: bool,
    ) -> None:
        """Feed lines from a box.

        Args:
            lines: The lines by the box's own name for each; one box with a
                single line may leave the name empty.
            make_decoder: Makes a decoder; a new one after each reconnection,
                because what was half read before is lost.
            make_bridge: Makes the bridge, told whom to tell.
            needs_set_up: The box answers only after its set-up lines.
        """
        self._lines = {box_name(name): line for name, line in lines.items()}
        self._make_decoder = make_decoder
        self._decoder = make_decoder()
        self._needs_set_up = needs_set_up
        self._wedged = False
        self._loop = asyncio.get_running_loop()
        self._stream = BoxStream(self._decoder.name, whole=len(lines) == 1 and "" in self._lines)
        self._captures = [line.fed_by(self._stream) for line in self._lines.values()]
        self._make_bridge = make_bridge
        self._bridge = make_bridge(self._from_thread)
        self.record = BoxRecord(needs_set_up)

    def start(self) -> None:
        """Open the port and keep it open."""
        self._bridge.start()

    def close(self) -> None:
        """Let the port go; waits up to a second."""
        self._bridge.close()

    def ask_soon(self) -> None:
        """Have the box asked for a sign of life, where it is one that answers."""
        self._bridge.ask_soon()

    def revive(self) -> None:
        """Put a new bridge in place of one whose thread died of the unforeseen."""
        if not self._bridge.running:
            _log.critical("a serial bridge died; another takes its place")
            self._all("lost", "bridge")
            self._bridge = self._make_bridge(self._from_thread)
            self._bridge.start()

    def tick(self, now: float) -> None:
        """Let time pass for the decoder, and tell the bridge whether the line is idle.

        Args:
            now: Monotonic seconds.
        """
        self._deal(self._decoder.tick(now))
        idle = not any(line.state.call for line in self._lines.values())
        self._bridge.set_idle(idle)

    def _from_thread(self, event: BridgeEvent) -> None:
        """Bring an event from the bridge's thread to the loop."""
        try:
            self._loop.call_soon_threadsafe(self._take, event)
        except RuntimeError:
            _log.info("the box spoke after the keeper had ended")

    def _take(self, event: BridgeEvent) -> None:
        self.record.take(event)
        match event:
            case Bytes():
                if self._wedged:
                    self._wedged = False
                    self._all("ok")
                self._stream.arrived(event.data)
                self._deal(self._decoder.feed(event.data))
                self._make_room()
            case Opened():
                self._decoder = self._make_decoder()
                self._begin_anew()
                self._all("opening" if self._needs_set_up else "ok")
            case SetUp():
                self._all("ok" if event.done else "silent", event.detail)
            case Wedged():
                self._wedged = True
                self._all("lost", "wedged")
            case Lost():
                self._deal(self._decoder.close())
                self._all("lost", event.text)

    def _begin_anew(self) -> None:
        """Have the bytes of the calls begin anew, as the decoder does."""
        for capture in self._captures:
            capture.gather()
        self._stream.restart()
        for capture in self._captures:
            capture.restart()

    def _make_room(self) -> None:
        """Let bytes go that are long past, when the calls have taken what is theirs."""
        if self._stream.crowded:
            for capture in self._captures:
                capture.gather()
            self._stream.trim()

    def _all(self, state: DeviceState, reason: str = "") -> None:
        for line in self._lines.values():
            line.box(state, reason)

    def _deal(self, events: list[LineEvent]) -> None:
        """Give each event to the line it happened on."""
        self.record.dealt(events)
        for event in events:
            if event.event is EventKind.UNKNOWN:
                self._stream.was_read(event)
                _log.info("unknown bytes from the box: %d", len(event.raw))
                continue
            line = self._line_of(event)
            if line is None:
                self._is_not_ours(event)
            else:
                self._stream.was_told(event, line.place.line)
                line.events([event])

    def _is_not_ours(self, event: LineEvent) -> None:
        """Pass over an event of another line, or of none."""
        _log.warning("an event of a line that is not configured: %r", event.line)
        if event.line:
            self._stream.was_told(event, None)
        else:
            self._stream.was_read(event)

    def _line_of(self, event: LineEvent) -> KeptLine | None:
        """Return the line an event belongs to; a box with one line needs no name for it.

        Where the unit has named its line, what the box says of others is none of ours.
        """
        if len(self._lines) == 1 and (not event.line or "" in self._lines):
            return next(iter(self._lines.values()))
        return self._lines.get(box_name(event.line))
