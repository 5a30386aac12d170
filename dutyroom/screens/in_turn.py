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

_LOOK: Final = 0.01
"""Seconds after which is looked again whether what keys wait for has come."""

PATIENCE: Final = 100
"""Looks after which keys wait no longer for one whose widget never lets it go, or for a form.

A second while the program runs. A program that stands still does not look: counted by the
clock, all that was typed meanwhile would go where nobody meant it.
"""


class InTurn(App[int]):
    """An app in which input waits for the key before it."""

    def __init__(self) -> None:
        """Begin with no key on its way."""
        super().__init__()
        self._turns: deque[Callable[[], Awaitable[None]]] = deque()
        self._on_its_way: object | None = None
        self._awaited: Framed | None = None
        self._looks = 0

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
        key = self._on_its_way = object()
        self._follow(key, (*target.ancestors_with_self, self))
        self._look_out(key, PATIENCE)

    def _look_out(self, key: object, looks: int) -> None:
        """Look again and again whether a key has arrived; in the end let the next one pass."""
        if key is not self._on_its_way:
            return
        if looks:
            asyncio.get_running_loop().call_later(_LOOK, self._look_out, key, looks - 1)
        else:
            self.call_later(self._done, key)

    def _follow(self, key: object, path: Sequence[DOMNode]) -> None:
        """Go through the queues behind a key; twice through the app's, where the focus moves."""
        for at, node in enumerate(path):
            if node.call_later(self._follow, key, path[at + 1 :]):
                return
        self.call_next(partial(self._done, key))

    async def _done(self, key: object) -> None:
        """Let the next key have its turn."""
        if key is self._on_its_way:
            self._on_its_way = None
            await self._take_turns()

    async def _take_turns(self) -> None:
        """Do what waits, up to the next key that is on its way."""
        while self._turns and self._on_its_way is None and not self._waits():
            await self._turns.popleft()()

    def _waits(self) -> bool:
        """Say whether the screen on top is a form that is being filled in; look again soon."""
        screen: object = self.screen
        if not (isinstance(screen, Framed) and screen.arriving):
            return False
        if screen is not self._awaited:
            self._awaited, self._looks = screen, PATIENCE
            self._look_in(screen)
        return self._looks > 0

    def _look_in(self, form: Framed) -> None:
        """Look again and again whether a form can be typed in, or has gone."""
        if form is not self._awaited:
            return
        self._looks -= 1
        top: object = self.screen
        if self._looks > 0 and form.arriving and form is top:
            asyncio.get_running_loop().call_later(_LOOK, self._look_in, form)
        else:
            self.call_later(self._take_turns)
