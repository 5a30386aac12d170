"""Is the terminal large enough, does it speak UTF-8, and how wide are its lines?"""

from __future__ import annotations

import os
import sys
from typing import Final

from dutyroom.cli.checks.desk import Desk
from dutyroom.cli.checks.result import Fact, Job, Result, State
from dutyroom.cli.checks.width_probe import widths
from dutyroom.i18n import _

LEAST: Final = (80, 24)
AMBIGUOUS: Final = "│─●…"
"""Characters of the interface that some Chinese terminals draw two cells wide."""


def jobs(desk: Desk) -> list[Job]:
    """Return the one question."""
    return [Job("terminal", _("Terminal"), lambda: _look(desk))]


def _look(desk: Desk) -> Result:
    """Measure the terminal, where there is one."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        text = _("This is not run in a terminal.")
        return Result(State.UNKNOWN, text, facts={"terminal": False})
    size = os.get_terminal_size(sys.stdout.fileno())
    encoding = (sys.stdout.encoding or "").lower()
    measured = widths(AMBIGUOUS, sys.stdin.fileno(), sys.stdout.fileno())
    wide = [character for character, cells in measured.items() if cells > 1]
    return judge(
        (size.columns, size.lines),
        encoding,
        wide if measured else None,
        ascii_borders=desk.chosen.interface.borders == "ascii",
    )


def judge(
    size: tuple[int, int], encoding: str, wide: list[str] | None, *, ascii_borders: bool
) -> Result:
    """Judge a terminal.

    Args:
        size: Columns and lines.
        encoding: Of the standard output, in lower case.
        wide: The ambiguous characters that it draws two cells wide; None where
            it does not tell.
        ascii_borders: The console already draws with ASCII.
    """
    facts: dict[str, Fact] = {
        "terminal": True,
        "columns": size[0],
        "lines": size[1],
        "encoding": encoding,
        "wide": wide,
    }
    text = f"{size[0]}×{size[1]}, {encoding}. "
    if encoding.replace("-", "") not in {"utf8", "utf_8"}:
        text += _("It does not speak UTF-8, so Chinese cannot be shown.")
        action = _("Set the language: export LANG=C.UTF-8")
        return Result(State.FAIL, text, action, facts)
    if wide and not ascii_borders:
        text += _("It draws {characters} two cells wide, which tears frames.").format(
            characters=" ".join(wide)
        )
        action = _('Under [interface] in the settings write: borders = "ascii"')
        return Result(State.WARN, text, action, facts)
    if size[0] < LEAST[0] or size[1] < LEAST[1]:
        action = _("Make it at least {columns}×{lines}, or the letters smaller.").format(
            columns=LEAST[0], lines=LEAST[1]
        )
        return Result(State.WARN, text + _("That is small."), action, facts)
    if wide is None:
        text += _("It does not tell how wide it draws frames.")
        action = _('If frames look torn, write under [interface]: borders = "ascii"')
        return Result(State.UNKNOWN, text, action, facts)
    return Result(State.OK, text + _("Frames are drawn as they should be."), facts=facts)
