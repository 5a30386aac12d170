"""The keeper's daily backup: when it is asked for, and what came of it."""

from __future__ import annotations

import asyncio
import logging
import math
import threading
from datetime import datetime
from pathlib import Path
from typing import Final

from dutyroom.clock import Clock
from dutyroom.config import Places, Settings
from dutyroom.line.keeping_files import make_daily_with_files
from dutyroom.store.engine import StoreError
from dutyroom.store.errors import SourceDamaged
from dutyroom.store.manifest import list_backups

ASK_SECONDS: Final = 600.0
"""How often it is asked whether the backup is due."""

LONGEST_SECONDS: Final = 6 * 3600.0
"""How long at most nobody tries again while the database itself is damaged: each try copies it and
reads every page and every entry, and finds no more until somebody has mended it."""

_log = logging.getLogger(__name__)


def backup_folder(places: Places, settings: Settings) -> Path:
    """Return where backups stand: where the unit wants them, or beside the database."""
    return places.backups_at(settings.backup.folder)


class DailyBackup:
    """Has the backup made when it is due, and remembers how that went.

    Attributes:
        damaged: The database was found to be damaged, and no backup has been sound since.
        newest: When the newest backup was made; None before that was looked at, or without any.
    """

    def __init__(self, places: Places, settings: Settings, clock: Clock) -> None:
        """Prepare; the first is asked for at once.

        Args:
            places: Where database and backups stand.
            settings: Where the unit wants them, and how many.
            clock: The keeper's clock.
        """
        self._places = places
        self._folder = backup_folder(places, settings)
        self._keep = settings.backup.keep
        self._clock = clock
        self._next = 0.0
        self._pause = ASK_SECONDS
        self._ended = threading.Event()
        self.damaged = False
        self.newest: datetime | None = None

    def due(self) -> bool:
        """Return whether to look now; if so, not again before `make` has come to its end."""
        if self._clock.monotonic() < self._next:
            return False
        self._next = math.inf
        return True

    async def make(self) -> None:
        """Make the backup if it is due; beside the event loop."""
        try:
            made = await asyncio.to_thread(
                make_daily_with_files,
                self._places,
                self._folder,
                self._clock.now(),
                self._keep,
                self._ended.is_set,
            )
            found = await asyncio.to_thread(list_backups, self._folder)
        except StoreError as error:
            self._failed(error)
            return
        finally:
            self._next = self._clock.monotonic() + self._pause
        if made is not None:
            self.damaged, self._pause = False, ASK_SECONDS
            _log.info("backup made: %s", made.path.name)
        if found:
            self.newest = max(backup.created_at for backup in found)

    def close(self) -> None:
        """Stop one that is being verified."""
        self._ended.set()

    def _failed(self, error: StoreError) -> None:
        """Note that there is none, and how long to wait."""
        _log.error("no backup: %s", error)
        if isinstance(error, SourceDamaged):
            self._pause = min(2 * self._pause, LONGEST_SECONDS) if self.damaged else ASK_SECONDS
            self.damaged = True
