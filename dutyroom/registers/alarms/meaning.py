"""What an alarm means: how pressing it is, what it says and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from dutyroom.i18n import N_


class Priority(IntEnum):
    """How pressing an alarm is; the lowest number comes first."""

    URGENT = 1
    HIGH = 2
    NORMAL = 3


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an alarm means.

    Attributes:
        priority: How pressing it is.
        says: What happened and what is safe.
        advice: What to do next.
    """

    priority: Priority
    says: str
    advice: str


UNKNOWN: Final = Meaning(
    Priority.HIGH,
    N_("An alarm that this version does not know."),
    N_("Bring the console to the version of the line keeper."),
)
"""What an alarm means that a newer version has raised."""
