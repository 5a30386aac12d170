"""A box, watched while it is set up: what it sends, as bytes and as events."""

from __future__ import annotations

import queue
from collections.abc import Callable
from typing import Final

from dutyroom.cli.setting_up.event_words import seen, words
from dutyroom.clock import Clock
from dutyroom.devices.events import EventKind
from dutyroom.devices.formats.base import Decoder
from dutyroom.devices.formats.profile import Profile, SerialSettings
from dutyroom.devices.formats.recognition import SAMPLE, recognise
from dutyroom.devices.formats.registry import decoder, profile
from dutyroom.devices.serial_address import PortAddress
from dutyroom.devices.serial_errors import Reason
from dutyroom.devices.serial_events import Answered, BridgeEvent, Bytes, Lost, Opened, SetUp, Wedged
from dutyroom.devices.serial_port import SerialBridge
from dutyroom.devices.usb_identity import ListPorts, ports
from dutyroom.i18n import _

AUTO: Final = "auto"
"""Instead of a format: listen, and find out."""

SPEEDS: Final = (9600, 115_200, 4800, 1200, 19_200)
"""Tried in this order, in bit/s, where the format and so the speed is not known."""

_QUIET: Final = 0.4
"""Seconds of quiet after which what came is taken as a whole."""

_ENOUGH: Final = 8
"""Bytes that no format reads before another speed is tried; less may be a disturbance."""


class BoxWatch:
    """Listens to one box until it is closed; the `Live` of a dialogue."""

    def __init__(
        self,
        address: PortAddress,
        format_name: str,
        clock: Clock,
        *,
        busy: Callable[[], list[str]] = list,
        list_ports: ListPorts = ports,
    ) -> None:
        """Begin to listen.

        Args:
            address: Where the box is.
            format_name: Its format, or `AUTO`.
            clock: Paces the listening.
            busy: What to say besides, where another program has the port.
            list_ports: Finds the ports of the machine.

        Raises:
            FormatError: There is no such format.
        """
        self.format = "" if format_name == AUTO else format_name
        """The format; empty while it has not been recognised."""
        self.events = 0
        """How many events were understood."""
        self._address = address
        self._clock = clock
        self._busy = busy
        self._list_ports = list_ports
        self._heard: queue.SimpleQueue[BridgeEvent] = queue.SimpleQueue()
        self._sample = b""
        self._last_at = 0.0
        self._judged = 0
        self._speeds = list(SPEEDS[1:]) if not address.baud else []
        self._decoder: Decoder | None = decoder(self.format) if self.format else None
        self._bridge = self._listen(profile(self.format) if self.format else _bare(SPEEDS[0]))

    def lines(self) -> list[str]:
        """Return what the box did since the last call."""
        said: list[str] = []
        while not self._heard.empty():
            said += self._take(self._heard.get())
        if self._decoder is not None:
            said += self._told(self._decoder, b"")
        elif self._judged < len(self._sample) and self._quiet():
            said += self._judge()
        return said

    def bar(self) -> str:
        """Return what to do meanwhile."""
        return _("Call this line now from another telephone. Enter: go on")

    def close(self) -> None:
        """Let the port go."""
        self._bridge.close()

    def _listen(self, known: Profile) -> SerialBridge:
        """Open the port as a format wants it, and set the box up where that is needed."""
        self._serial = known.serial
        bridge = SerialBridge(
            self._address, known, self._clock, self._heard.put, list_ports=self._list_ports
        )
        bridge.start()
        return bridge

    def _take(self, event: BridgeEvent) -> list[str]:
        """Return what an event of the port means."""
        match event:
            case Opened():
                return [_("{port} is open.").format(port=event.port)]
            case Lost():
                return [event.text, *(self._busy() if event.reason is Reason.IN_USE else [])]
            case Wedged():
                return [_("The box does not answer. Check its power, or switch it off and on.")]
            case SetUp():
                good = _("The box answers and is set up.")
                return [good if event.done else _("The box answers, but reports no callers.")]
            case Bytes():
                return self._bytes(event)
            case Answered():
                return []  # nobody asks out of turn here

    def _bytes(self, event: Bytes) -> list[str]:
        """Return the bytes, and what they mean."""
        self._last_at = event.mono
        came = [_("received: {bytes}").format(bytes=seen(event.data))]
        if self._decoder is not None:
            return came + self._told(self._decoder, event.data)
        self._sample = (self._sample + event.data)[-SAMPLE:]
        return came

    def _told(self, reader: Decoder, data: bytes) -> list[str]:
        """Return the events in some bytes, or those that the passing time closes."""
        events = reader.feed(data) if data else reader.tick(self._clock.monotonic())
        closed = [event for event in events if not event.partial]
        self.events += sum(event.event is not EventKind.UNKNOWN for event in closed)
        return [f"-> {words(event)}" for event in closed]

    def _quiet(self) -> bool:
        return self._clock.monotonic() - self._last_at >= _QUIET

    def _judge(self) -> list[str]:
        """Recognise the format, or try another speed."""
        self._judged = len(self._sample)
        name = recognise(self._sample)
        if name is None:
            return self._another_speed() if len(self._sample) >= _ENOUGH else []
        self.format = name
        self._decoder = reader = decoder(name)
        known = profile(name)
        title = _(known.title) if known.title else name
        said = [_("Recognised: {name} ({title})").format(name=name, title=title)]
        said += self._told(reader, self._sample)
        if known.serial != self._serial or known.setup or known.candidates:
            self._bridge.close()
            self._bridge = self._listen(known)
        return said

    def _another_speed(self) -> list[str]:
        """Listen at the next speed, where there is one left."""
        self._sample, self._judged = b"", 0
        if not self._speeds:
            return [_("No format reads this. Choose one from the list.")]
        speed = self._speeds.pop(0)
        self._bridge.close()
        self._bridge = self._listen(_bare(speed))
        text = _("No format reads this. Now at {speed} bit/s: call again, please.")
        return [text.format(speed=speed)]


def _bare(speed: int) -> Profile:
    """Return a profile that only listens."""
    return Profile(AUTO, AUTO, SerialSettings(baud=speed))
