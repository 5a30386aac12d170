"""Several consoles that act at once, each on a connection of its own, for the tests."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

from dutyroom.clock import Clock
from dutyroom.errors import PlainError
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import Store, open_store
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session

_LONGEST_WAIT = 10
"""Seconds: one that never comes to write is a mistake in the test."""


class _Waiting(Ledger):
    """Writes once all the others have read, too."""

    def __init__(self, store: Store, clock: Clock, meeting: Barrier) -> None:
        super().__init__(store, clock)
        self._meeting = meeting

    def record(
        self, *facts: Fact, provided: Callable[[Session], None] | None = None
    ) -> frozenset[str]:
        """Wait for the others, then write."""
        self._meeting.wait(_LONGEST_WAIT)
        return super().record(*facts, provided=provided)


def at_once(access: Access, *doing: Callable[[Access], object]) -> list[PlainError]:
    """Have several consoles read, and then all write; return what was refused.

    Args:
        access: A door of the desk.
        doing: What each console does.
    """
    meeting = Barrier(len(doing))

    def console(act: Callable[[Access], object]) -> PlainError | None:
        store = open_store(access.store.path)
        try:
            act(replace(access, store=store, ledger=_Waiting(store, access.clock, meeting)))
        except PlainError as error:
            return error
        finally:
            store.close()
        return None

    with ThreadPoolExecutor(len(doing)) as pool:
        return [each for each in pool.map(console, doing) if each is not None]
