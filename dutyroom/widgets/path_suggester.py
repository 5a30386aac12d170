"""Offer the files there are while somebody types the name of one."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual.suggester import Suggester

_MOST = 2000
"""Entries of a folder that are looked at."""


class PathSuggester(Suggester):
    """Completes a path as a shell does; the right arrow takes the offer."""

    def __init__(self) -> None:
        """Remember nothing: files come and go."""
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """Return the first entry of the folder that goes on as typed."""
        return await asyncio.to_thread(offered, value)


def offered(typed: str) -> str | None:
    """Return a typed path completed by what is on the disk; None where nothing fits.

    Args:
        typed: What was typed so far; `~` is the home folder.
    """
    folder, _slash, beginning = typed.rpartition("/")
    if not typed or not beginning or not typed.isprintable():
        return None
    try:
        place = Path(f"{folder}/").expanduser() if _slash else Path.home()
        found = [entry for entry, _ in zip(place.iterdir(), range(_MOST), strict=False)]
        names = sorted(
            entry.name + ("/" if entry.is_dir() else "")
            for entry in found
            if entry.name.startswith(beginning) and entry.name.isprintable()
        )
    except (OSError, RuntimeError):  # no such folder, or no such home
        return None
    return typed + names[0][len(beginning) :] if names else None


def chosen(typed: str) -> Path | None:
    """Return the file that is meant; None where that is no name of a file.

    Args:
        typed: What was typed; without a folder it is in the home folder.
    """
    text = typed.strip()
    if not text or not text.isprintable():
        return None
    try:
        return Path.home() / Path(text).expanduser()
    except RuntimeError:  # `~somebody` who is not known here
        return None
