"""What every import of a spreadsheet does on the screen: ask which file, read it, write it in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import App
from textual.content import Content

from dutyroom.commands.host import Host
from dutyroom.i18n import _
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.progress import Progress
from dutyroom.widgets.path_suggester import chosen

if TYPE_CHECKING:
    from dutyroom.store.facts import Fact

Found = TypeVar("Found")


def which_file(title: str, words: str) -> Question:
    """Return the question which file is imported; its answer names the file as `path`.

    Args:
        title: What is imported, translated.
        words: What the file holds and what becomes of it, translated.
    """
    return Question(
        title,
        Content(words),
        _("Go on"),
        (Blank("path", _("File"), "~/", required=True, longest=1000, path=True),),
        check=_wrong,
    )


async def compared(app: App[Any], words: str, look: Callable[[], Awaitable[Found]]) -> Found | None:
    """Return what a file would change; None where it cannot be used, which is then said.

    Args:
        app: The app; must run in a worker.
        words: What goes on, translated.
        look: Reads the file and compares it.
    """
    found: list[Found] = []

    async def task(_progress: Progress) -> str:
        found.append(await look())
        return ""

    await app.push_screen_wait(
        doors.progress(_("Reading the file"), lambda _done: words, task, stops=False)
    )
    return found[0] if found else None


async def carried_out(app: App[Any], facts: Sequence[Fact]) -> bool:
    """Bring facts into their register, with progress; return whether that was done.

    Args:
        app: The app, which is a `Host`; must run in a worker.
        facts: The facts.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    now = host.clock.now()

    async def task(progress: Progress) -> str:
        async for done in host.desk.steps(lambda registers: registers.importing(facts, now)):
            progress.done = done
        return _("{count} entries imported.").format(count=len(facts))

    dialog = doors.progress(
        _("Importing"),
        lambda done: _("{count} of {all} entries").format(count=done, all=len(facts)),
        task,
        stops=False,
    )
    said = await app.push_screen_wait(dialog)
    if said:
        host.tell(said)
    return bool(said)


def _wrong(answer: Mapping[str, str]) -> str:
    """Return why nothing can be read."""
    path = chosen(answer["path"])
    return "" if path is not None and path.is_file() else _("There is no such file.")
