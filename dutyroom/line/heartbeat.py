"""When the keeper was last alive, for the one that comes after it.

A call that was open when a keeper died seconds ago goes on; one that was open
when the machine was switched off yesterday is over.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

BEAT_SECONDS: Final = 5.0
"""How often the sign of life is written."""

ABSENT_SECONDS: Final = 2 * BEAT_SECONDS
"""A keeper that ended by itself and is back sooner was not away: it was started anew."""

STILL_ON: Final = 90.0
"""Seconds without a keeper after which a call that was open counts as over."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LastLife:
    """The last sign of life of the keeper before.

    Attributes:
        at: Wall-clock time, aware.
        boot: Id of the machine's boot; empty where it cannot be told.
        ended: Whether that keeper ended by itself; one that was killed could not say so.
    """

    at: datetime
    boot: str
    ended: bool = False

    def absent_since(self, now: datetime) -> datetime | None:
        """Return since when no keeper was there, as far as is known; None: that is no absence.

        A killed keeper may have lived for a moment after its last sign: the time
        that is told is never too short. The clock may have been set back since.
        """
        if self.ended and (now - self.at).total_seconds() < ABSENT_SECONDS:
            return None
        return min(self.at, now)

    def may_go_on(self, now: datetime, boot: str) -> bool:
        """Say whether a call that was open then may still be on now."""
        return self.boot == boot and 0 <= (now - self.at).total_seconds() <= STILL_ON


def beat(path: Path, now: datetime, boot: str, *, ended: bool = False) -> None:
    """Write a sign of life; a disk that refuses is none of the keeper's worries here.

    Args:
        path: Where it stands.
        now: Wall-clock time, aware.
        boot: Id of the machine's boot.
        ended: It is the last one of a keeper that ends by itself.
    """
    said = {"at": now.isoformat(), "boot": boot, "ended": ended}
    try:
        growing = path.with_suffix(".new")
        growing.write_text(json.dumps(said), encoding="ascii")
        growing.replace(path)  # a full disk leaves the sign before
    except OSError as error:
        _log.warning("no sign of life could be written: %s", error)


def last_life(path: Path) -> LastLife | None:
    """Read the last sign of life; None where there is none that can be read."""
    try:
        raw = json.loads(path.read_text(encoding="ascii"))
        at = datetime.fromisoformat(raw["at"])
        return LastLife(at, str(raw["boot"]), ended=raw.get("ended") is True)
    except (OSError, ValueError, KeyError, TypeError):
        return None
