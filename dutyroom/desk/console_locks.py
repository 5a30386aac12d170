"""What a console holds while it is open: that it is there, and that it is the one that writes."""

from __future__ import annotations

from dutyroom.config import Places
from dutyroom.store.errors import LockHeld
from dutyroom.store.lock import Lock, holder


class ConsoleLocks:
    """The locks of one console.

    Attributes:
        writes: No other console of this home writes.
    """

    def __init__(self, places: Places) -> None:
        """Take what is free.

        Args:
            places: Where the locks stand; the folder must exist.

        Raises:
            LockHeld: Somebody puts another database in place of the one that would be shown.
            OSError: A file cannot be made.
        """
        self._there = Lock(places.consoles_lock, "console", shared=True)
        self._writing = Lock(places.console_lock, "console")
        try:
            self._there.acquire()
        except LockHeld:
            other = holder(places.consoles_lock)
            if other is not None and other.kind != "console":
                raise
            # a system without shared locks: the first console alone is seen by others
        try:
            self._writing.acquire()
            self.writes = True
        except LockHeld:
            self.writes = False
        except OSError:
            self.release()
            raise

    def release(self) -> None:
        """Give them back."""
        self._writing.release()
        self._there.release()
