"""What stands against signing on: each with its article, and a field for the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from textual.containers import VerticalScroll

from dutyroom.registers.shifts.blockers import Blocker
from dutyroom.widgets.blocker_line import BlockerLine
from dutyroom.widgets.consent_line import ConsentLine

NOTHING_SAID: Final[Mapping[str, str]] = MappingProxyType({})


class BlockerList(VerticalScroll, can_focus=False):
    """All that stands against it; a reason that was typed stays while its blocker does."""

    DEFAULT_CSS = """
    BlockerList { height: 1fr; padding: 0 1; }
    """

    def __init__(self, said: Mapping[str, str] = NOTHING_SAID) -> None:
        """Show nothing yet.

        Args:
            said: Reasons that were given before, by code: they stand in their fields.
        """
        super().__init__()
        self._said = said

    async def show(self, blockers: Sequence[Blocker]) -> bool:
        """Show what stands against it now.

        Args:
            blockers: All of it.

        Returns:
            Whether something new or in other words stands there now.
        """
        wanted = {blocker.code: blocker for blocker in blockers}
        typed = {**self._said, **self.reasons}
        standing = {line.blocker.code: line for line in self.query(BlockerLine)}
        for code, line in standing.items():
            if wanted.get(code) != line.blocker:
                await line.remove()
        kept = {line.blocker.code for line in self.query(BlockerLine)}
        new = [
            _line(blocker, typed.get(code, ""))
            for code, blocker in wanted.items()
            if code not in kept
        ]
        if new:
            await self.mount_all(new)
        return bool(new)

    @property
    def reasons(self) -> dict[str, str]:
        """The reasons that were given, by code."""
        return {line.blocker.code: line.reason for line in self.query(BlockerLine) if line.reason}

    def first_without_reason(self) -> BlockerLine | None:
        """Return the first blocker that still stands; None: none does."""
        return next((line for line in self.query(BlockerLine) if not line.reason), None)


def _line(blocker: Blocker, reason: str) -> BlockerLine:
    """Return the line of a blocker; where a leader has to agree it asks who, how and when."""
    return ConsentLine(blocker) if blocker.leader is not None else BlockerLine(blocker, reason)
