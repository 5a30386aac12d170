"""What a recorder asks of whatever listens to its line."""

from __future__ import annotations

from typing import Protocol

from dutyroom.devices.line_sound import SoundEvent


class Ear(Protocol):
    """Makes something out of sound."""

    def feed(self, pcm: bytes) -> list[SoundEvent]:
        """Listen to a block of any length and return what became sure in it."""
        ...

    def listen_anew(self) -> None:
        """Tell a voice as one once more, though it goes on from what was heard before."""
        ...
