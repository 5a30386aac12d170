"""What the console and its playing process say to each other, one JSON a line."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

import msgspec


class Phase(StrEnum):
    """What the player is doing."""

    PAUSED = "paused"
    PLAYING = "playing"
    ENDED = "ended"
    FAILED = "failed"


class PlayerOrder(msgspec.Struct, frozen=True):
    """Something the player shall do.

    Attributes:
        do: What.
        value: Seconds for `seek_to` and `seek_by`, a factor for `speed` and `volume`.
    """

    do: Literal["play", "pause", "seek_to", "seek_by", "speed", "volume"]
    value: float = 0.0


class PlayerState(msgspec.Struct, frozen=True):
    """Where the player is.

    Attributes:
        phase: What it is doing.
        at: Place in the recording, in seconds.
        length: Length of the recording, in seconds; a live one grows.
        speed: Seconds of the recording in a second of time.
        volume: What the samples are multiplied by.
        message: A sentence for the user, where it failed.
    """

    phase: Phase
    at: float = 0.0
    length: float = 0.0
    speed: float = 1.0
    volume: float = 1.0
    message: str = ""
