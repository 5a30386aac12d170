"""What the line keeper says of itself, asked over its channel."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from dutyroom.channel.client import ChannelClient, Mismatch, News
from dutyroom.channel.messages import Greeting, KeeperState, Level, LineState
from dutyroom.clock import Clock
from dutyroom.config import Places

LISTEN_SECONDS = 1.5
"""How long a keeper is listened to, where it does not say all at once."""


@dataclass(slots=True)
class KeeperView:
    """How the keeper and its lines stand.

    Attributes:
        pid: Its process.
        version: The version of its program.
        other: It speaks another protocol, so that nothing more is known.
        state: How it stands itself; None where it has not said so.
        lines: How its lines stand, by name.
        levels: How loud they are, by name, in dBFS; only those with sound.
    """

    pid: int = 0
    version: str = ""
    other: bool = False
    state: KeeperState | None = None
    lines: dict[str, LineState] = field(default_factory=dict)
    levels: dict[str, Level] = field(default_factory=dict)

    def take(self, news: News) -> None:
        """Take in what the keeper said."""
        match news:
            case Greeting():
                self.pid, self.version = news.pid, news.version
            case KeeperState():
                self.state = news
            case LineState():
                self.lines[news.line] = news
            case Level():
                self.levels[news.line] = news
            case Mismatch():
                self.other = True

    def complete(self, lines: frozenset[str], heard: frozenset[str]) -> bool:
        """Say whether all was said.

        Args:
            lines: The lines that are set up.
            heard: Those of them that have sound.
        """
        sounding = {name for name in heard & self.lines.keys() if self.lines[name].sound == "ok"}
        told = self.state is not None and lines <= self.lines.keys()
        return told and sounding <= self.levels.keys()


async def look(
    places: Places,
    clock: Clock,
    *,
    lines: frozenset[str] = frozenset(),
    heard: frozenset[str] = frozenset(),
    patient: bool = False,
    seconds: float = LISTEN_SECONDS,
) -> KeeperView | None:
    """Ask the keeper how it stands.

    Args:
        places: Where the desk stands.
        clock: Times the tries.
        lines: The lines it should speak of.
        heard: Those of them whose loudness it should tell.
        patient: Try again while nobody answers: it is being started.
        seconds: How long to listen.

    Returns:
        What it said; None where no keeper answers.
    """
    view = KeeperView()
    client = ChannelClient(places.socket, clock, "tool")
    try:
        async with asyncio.timeout(seconds):
            async for news in client.messages():
                view.take(news)
                unanswered = not view.pid and not patient
                if view.other or view.complete(lines, heard) or unanswered:
                    break
    except TimeoutError:
        pass  # what it said until now is what is known
    return view if view.pid or view.other else None
