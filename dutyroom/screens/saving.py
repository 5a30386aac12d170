"""Where a file is saved: as the officer names it, never silently over another."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from textual.app import App
from textual.content import Content

from dutyroom.i18n import _
from dutyroom.screens import doors
from dutyroom.screens.asking import Question
from dutyroom.widgets.path_suggester import chosen
from dutyroom.widgets.shown import shown


def path_wrong(typed: str) -> str:
    """Return why a file cannot be saved under a name, for the user; empty if it can."""
    path = chosen(typed)
    if path is None:
        return _("That is no name of a file.")
    return "" if path.parent.is_dir() else _("There is no such folder.")


def with_suffix(typed: str, suffix: str) -> Path:
    """Return the file that is meant, ending as its kind does.

    Args:
        typed: A name that `path_wrong` found nothing wrong with.
        suffix: Without a dot.
    """
    path = chosen(typed) or Path.home()
    return path if path.suffix.lower() == f".{suffix}" else path.with_name(f"{path.name}.{suffix}")


async def may_write(app: App[Any], path: Path) -> bool:
    """Ask before a file is replaced.

    Args:
        app: The app; must run in a worker.
        path: The file.
    """
    if not await asyncio.to_thread(path.exists):
        return True
    words = Content.assemble(
        shown(str(path), limit=300), "\n", _("What stands there now will be gone.")
    )
    question = Question(_("Replace this file?"), words, _("Replace"))
    return await app.push_screen_wait(doors.question(question)) is not None
