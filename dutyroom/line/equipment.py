"""The devices that the settings name: real ones, or those of the simulated line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from dutyroom.clock import Clock
from dutyroom.config import Line, Settings
from dutyroom.devices.audio_input import Capture, SoundDeviceSource
from dutyroom.devices.audio_simulated import SimulatedSource
from dutyroom.devices.audio_source import AudioSource
from dutyroom.devices.formats.registry import decoder, profile
from dutyroom.devices.line_ear import LineEar
from dutyroom.devices.serial_address import PortAddress
from dutyroom.devices.serial_events import BridgeEvent
from dutyroom.devices.serial_port import SerialBridge
from dutyroom.devices.sound_system import SoundSystem, device_of
from dutyroom.line.box import Box
from dutyroom.line.kept_line import KeptLine

if TYPE_CHECKING:
    from dutyroom.devices.simulated_line import SimulatedLine

SIMULATED: Final = "simulated"
"""The port and the sound device of a line that the program plays itself."""


class Equipment:
    """Makes the devices of the lines, sharing what several lines share."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        """Prepare; nothing is opened.

        Args:
            settings: Which devices there are.
            clock: The keeper's clock.
        """
        self._clock = clock
        self._system = SoundSystem()
        self._captures: dict[str, Capture] = {}
        simulated = any(SIMULATED in (line.port, line.audio) for line in settings.lines)
        self._simulated = _simulated_line(clock) if simulated else None

    def close(self) -> None:
        """End the simulated line, if there is one."""
        if self._simulated is not None:
            self._simulated.close()

    def tells_hooks(self, line: Line) -> bool:
        """Say whether a line's box tells when the handset is lifted."""
        return profile(line.format).hooks

    def has_sound(self, line: Line) -> bool:
        """Say whether a line's sound is heard."""
        return bool(line.audio)

    def ear(self, line: Line) -> LineEar:
        """Return what listens for tones, voices and caller ID on a line."""
        return LineEar(line.rate)

    def source(self, line: Line) -> AudioSource | None:
        """Return where a line's sound comes from; None where it has no sound."""
        if not line.audio:
            return None
        if line.audio == SIMULATED and self._simulated is not None:
            return SimulatedSource(self._clock, self._simulated.sound, line.rate)
        capture = self._captures.get(line.audio)
        if capture is None:
            capture = Capture(self._system, device_of(line.audio), line.rate)
            self._captures[line.audio] = capture
        return SoundDeviceSource(capture, self._clock, line.channel, line.rate)

    def lift(self, line: Line) -> None:
        """Lift the handset of a simulated line, which nobody can reach; a real one is a person's.

        Args:
            line: The line whose dial tone is waited for.
        """
        if line.audio == SIMULATED and self._simulated is not None:
            self._simulated.lift()

    def box(self, line: Line, lines: Mapping[str, KeptLine]) -> Box:
        """Return the box of a line.

        Args:
            line: The line that says how to reach it.
            lines: All lines it feeds, by its own names for them.

        Raises:
            FormatError: Its format does not exist or is not usable.
        """
        known = profile(line.format)
        address = PortAddress(line.port, line.usb, line.baud)
        if line.port == SIMULATED and self._simulated is not None:
            address = PortAddress(self._simulated.url)

        def bridge(say: Callable[[BridgeEvent], None]) -> SerialBridge:
            return SerialBridge(address, known, self._clock, say)

        return Box(
            lines,
            lambda: decoder(line.format),
            bridge,
            needs_set_up=bool(known.setup or known.candidates),
        )


def _simulated_line(clock: Clock) -> SimulatedLine:
    """Return the line that the program plays itself."""
    from dutyroom.devices.simulated_line import SimulatedLine  # noqa: PLC0415 - the demo's alone

    return SimulatedLine(clock)
