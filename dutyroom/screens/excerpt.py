"""Save a part of a recording as a file of its own; the recording stays as it is."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from textual.app import App
from textual.content import Content

from dutyroom.commands.host import Host
from dutyroom.devices.excerpt import ExcerptError, export_excerpt
from dutyroom.i18n import _
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.progress import Progress
from dutyroom.screens.saving import path_wrong, with_suffix
from dutyroom.standard.playing_time import Part, seconds_of
from dutyroom.widgets.moments import span


class Source(NamedTuple):
    """What a part is taken of.

    Attributes:
        path: The recording.
        name: Under which name the part is offered, without a suffix.
        length: Seconds that are recorded by now.
        offered: The part that stands there at first.
    """

    path: Path
    name: str
    length: float
    offered: Part


async def ask_excerpt(app: App[Any], source: Source) -> None:
    """Ask which part is saved, as what and where to; then save it.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
        source: The recording.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    answer = await app.push_screen_wait(doors.question(_question(source)))
    if answer is None:
        return
    path = with_suffix(answer["path"], answer["form"])
    part = _part(answer)

    async def task(_progress: Progress) -> str:
        try:
            await asyncio.to_thread(export_excerpt, source.path, path, part.start, part.end)
        except ExcerptError as error:
            host.tell(str(error), wrong=True)
            return ""
        return _("Saved as {path}.").format(path=path)

    words = _("{start} to {end} of the recording").format(
        start=span(part.start), end=span(part.end)
    )
    dialog = doors.progress(_("Saving a part"), lambda _done: words, task, stops=False)
    if said := await app.push_screen_wait(dialog):
        host.tell(said)


def _question(source: Source) -> Question:
    """Return what is asked; the part between the marks stands there."""
    forms = (("WAV", "wav"), ("MP3", "mp3"), ("OGG", "ogg"))
    words = _("The file holds what was said: keep it where it is safe. The recording stays.")
    return Question(
        _("Save a part"),
        Content(words),
        _("Save"),
        (
            Blank("start", _("From"), span(source.offered.start), True, longest=12),
            Blank("end", _("Up to"), _end(source), True, longest=12),
            Blank("form", _("As what"), "wav", required=True, choices=forms, line=True),
            Blank("path", _("File"), "~/" + source.name, True, longest=1000, path=True),
        ),
        check=lambda answer: _wrong(answer, source),
    )


def _end(source: Source) -> str:
    """Return where the offered part ends; the second that has begun belongs to it."""
    end = source.offered.end
    return span(end if end == int(end) else int(end) + 1)


def _part(answer: Mapping[str, str]) -> Part:
    """Return the part that is meant; what is no place never gets here."""
    return Part(seconds_of(answer["start"]) or 0.0, seconds_of(answer["end"]) or 0.0)


def _wrong(answer: Mapping[str, str], source: Source) -> str:
    """Return why nothing can be saved."""
    start, end = seconds_of(answer["start"]), seconds_of(answer["end"])
    if start is None or end is None:
        return _("A place is written as minutes and seconds: 1:15.")
    if start >= source.length:
        return _("The recording is {length} long.").format(length=span(source.length))
    if end <= start:
        return _("The end is not behind the beginning.")
    if wrong := path_wrong(answer["path"]):
        return wrong
    path = with_suffix(answer["path"], answer["form"])
    if path.exists():
        return _("{path} exists already; choose another name.").format(path=path)
    return ""
