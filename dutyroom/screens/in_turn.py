"""Keys take their turn: one has done what it does before the next one is looked at.

A key is handed to the widget with the focus and rises through its screen to the program, from
queue to queue; only there its command is found. Keys that come in one reading of the terminal
would all be handed to the widget that had the focus before the first of them: `/12`, typed
quickly or over a slow line, would open the search and choose filters 1 and 2.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Final

from textual.app import App
from textual.dom import DOMNode

from dutyroom.screens.base import Framed

PATIENCE: Final = 1.0
"""Seconds that keys wait for one whose widget never lets it go, or for a form."""

_LOOK: Final = 0.01
"""Seconds after which is looked again whether a form can be typed in."""


class InTurn(App[int]):
    """An app in which input waits for the key before it."""

    def __init__(self) -> None:
        """Begin with no key on its way."""
        super().__init__()
        self._turns: deque[Callable[[], Awaitable[None]]] = deque()
        self._on_its_way: asyncio.TimerHandle | None = None
        self._waits_since: float | None = None

    async def in_turn(self, act: Callable[[], Awaitable[None]]) -> None:
        """Do something once every key before it has done what it does.

        Args:
            act: What is done, in the app's own queue.
        """
        self._turns.append(act)
        await self._take_turns()

    def hand_on(self, target: DOMNode) -> None:
        """Take in that a key was handed to a widget: what follows it waits for its effect.

        Args:
            target: The widget or screen it was handed to.
        """
        self._arrived()
        limit = asyncio.get_running_loop().call_later(PATIENCE, self._give_up)
        self._on_its_way = limit
        self._follow(limit, (*target.ancestors_with_self, self))

    def _follow(self, key: asyncio.TimerHandle, path: Sequence[DOMNode]) -> None:
        """Go through the queues behind a key; twice through the app's, where the focus moves."""
        for at, node in enumerate(path):
            if node.call_later(self._follow, key, path[at + 1 :]):
                return
        self.call_next(partial(self._done, key))

    async def _done(self, key: asyncio.TimerHandle) -> None:
        """Let the next key have its turn."""
        if key is self._on_its_way:
            self._arrived()
            await self._take_turns()

    def _give_up(self) -> None:
        """Let the next key have its turn, wherever the one before it is."""
        if (key := self._on_its_way) is not None:
            self.call_later(self._done, key)

    def _arrived(self) -> None:
        """Wait for no key any longer."""
        if self._on_its_way is not None:
            self._on_its_way.cancel()
            self._on_its_way = None

    async def _take_turns(self) -> None:
        """Do what waits, up to the next key that is on its way."""
        while self._turns and self._on_its_way is None and not self._waits():
            await self._turns.popleft()()

    def _waits(self) -> bool:
        """Say whether the screen on top is a form that is being filled in; look again soon."""
        screen: object = self.screen
        loop = asyncio.get_running_loop()
        if not (isinstance(screen, Framed) and screen.arriving):
            self._waits_since = None
            return False
        if self._waits_since is None:
            self._waits_since = loop.time()
        if loop.time() - self._waits_since > PATIENCE:
            return False
        loop.call_later(_LOOK, self.call_later, self._take_turns)
        return True
