"""What every check knows of the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dutyroom.cli.keeper_view import KeeperView
from dutyroom.clock import Clock
from dutyroom.config import Places, Settings
from dutyroom.devices.sound_system import SoundSystem
from dutyroom.devices.usb_identity import ListPorts, ports

SIMULATED = "simulated"
"""The port and the sound device of a line that the program plays itself."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk that is looked at.

    Attributes:
        places: Where it stands.
        settings: What the unit has chosen; None where it has not been set up,
            or where the settings cannot be used.
        unusable: Why the settings cannot be used; empty where they can.
        keeper: What the line keeper says of itself; None where none answers.
        clock: The clock.
        sound: The process's way to PortAudio.
        list_ports: Finds the serial ports of the machine.
        thorough: Read every page and every hash of the database.
        seconds: How long one answer may take.
    """

    places: Places
    settings: Settings | None
    unusable: str
    keeper: KeeperView | None
    clock: Clock
    sound: SoundSystem
    list_ports: ListPorts = ports
    thorough: bool = False
    seconds: float = 5.0

    @property
    def chosen(self) -> Settings:
        """What the unit has chosen, or the defaults."""
        return self.settings or Settings()

    @property
    def backups(self) -> Path:
        """The folder of the backups."""
        return self.places.backups_at(self.chosen.backup.folder)

    @property
    def left_to_read(self) -> Callable[[], bool]:
        """Return what says, from now on, whether a long reading must stop."""
        end = self.clock.monotonic() + self.seconds * 0.8
        clock, thorough = self.clock, self.thorough
        return lambda: not thorough and clock.monotonic() >= end
