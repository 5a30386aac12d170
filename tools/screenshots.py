"""Draw the pictures of the documents: `make screenshots`.

The real console is run on a made-up desk whose clock stands still, and every
screen is written as SVG. Nothing in it depends on the machine, the day or
chance: drawing again changes no file.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Final

from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from dutyroom import config, i18n
from dutyroom.app import DutyApp
from dutyroom.commands.rooms import ROOMS
from dutyroom.desk.desk import Desk
from dutyroom.store.facts import Fact
from tools.picture_scene import (
    NOW,
    PicturedKeeper,
    StillClock,
    alarm_facts,
    line_state,
    prepared,
    record,
    ringing,
    settings,
)  # fmt: skip
from tools.picture_svg import redrawn

PICTURES: Final = Path(__file__).resolve().parent.parent / "docs" / "pictures"
SIZES: Final = ((80, 24), (120, 36))
LANGUAGES: Final = ("zh", "en")

_PATIENCE: Final = 30.0


@dataclass(frozen=True, slots=True)
class Picture:
    """One screen.

    Attributes:
        name: Of the file.
        keys: What is pressed after the start, with texts to type among them.
        shows: What the screen shows when it is there, in the language of the interface.
        facts: What has happened on top of the morning.
        keeper: What the line keeper says.
    """

    name: str
    keys: tuple[str, ...]
    shows: Callable[[], str]
    facts: tuple[Fact, ...] = ()
    keeper: PicturedKeeper = field(default_factory=PicturedKeeper)


def pictures() -> list[Picture]:
    """Return every picture there is."""
    _ = i18n._
    call = tuple(ringing())
    on = PicturedKeeper(line_state("ringing", since=14))
    silent = PicturedKeeper(line_state(sound=False))
    return [
        Picture("log", (), lambda: _("Called back")),
        Picture("ringing", (), lambda: "F2/Ctrl+T", call, on),
        Picture("write-up", ("f2", _WORDS), lambda: _WORDS[:8], call, on),
        Picture("recording", ("f4",), lambda: "0:00 / "),
        Picture("alarms", ("f5",), lambda: _("What to do:"), tuple(alarm_facts()), silent),
        Picture("handover", (*_room("handover"), "f3", _WORDS, "f9"), lambda: _("To decide")),
        Picture("equipment", _room("equipment"), lambda: _("faulty")),
        Picture("roster", _room("roster"), lambda: "11-23"),
    ]


def _room(name: str) -> tuple[str, ...]:
    """Return the keys that go to a room."""
    place = [room.name for room in ROOMS].index(name)
    return ("ctrl+w", *["down"] * place, "enter")


_WORDS: Final = "镇政府报告，清河水位9时30分超过警戒水位0.2米"


def main() -> None:
    """Draw all pictures into a folder."""
    parser = argparse.ArgumentParser(description="draw the pictures of the documents")
    parser.add_argument("--to", type=Path, default=PICTURES, metavar="DIR")
    folder: Path = parser.parse_args().to
    os.environ["TZ"] = "Asia/Shanghai"
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    time.tzset()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as desk:
        prepared(Path(desk))
        for language, size in product(LANGUAGES, SIZES):
            i18n.use(language)
            for picture in pictures():
                drawn = asyncio.run(draw(picture, size, Path(desk)))
                name = f"{picture.name}-{size[0]}x{size[1]}.{language}.svg"
                (folder / name).write_text(drawn, encoding="utf-8")


async def draw(picture: Picture, size: tuple[int, int], desk: Path) -> str:
    """Return a picture as SVG.

    Args:
        picture: What to draw.
        size: Columns and rows.
        desk: The desk as it stood before; a copy of it is used.
    """
    with tempfile.TemporaryDirectory() as home:
        places = config.places(Path(shutil.copytree(desk, Path(home) / "desk")))
        record(places, *picture.facts)
        app = DutyApp(Desk(places, settings(), StillClock(NOW)), client=picture.keeper)
        async with app.run_test(size=size) as pilot:
            await _until(pilot, lambda: app.edition and app.standing.lines)
            await _settled(pilot)
            for key in picture.keys:
                await _press(pilot, app, key)
            await _until(pilot, lambda: picture.shows() in _text(app))
            for field in app.screen.query("Input, TextArea").results():
                if isinstance(field, Input | TextArea):
                    field.cursor_blink = False
            return redrawn(await _settled(pilot))


async def _press(pilot: Pilot[int], app: DutyApp, key: str) -> None:
    """Press a key, or hand a text over as an input method does."""
    app.presses.pointer()
    if key == _WORDS:
        app.post_message(events.Paste(key))
    else:
        await pilot.press(key)
    await _settled(pilot)


async def _settled(pilot: Pilot[int]) -> str:
    """Wait until two pictures with a pause between them are alike; return them."""
    last = ""
    while True:
        await pilot.pause(0.3)
        now = pilot.app.export_screenshot(title="dutyroom")
        if now == last:
            return now
        last = now


async def _until(pilot: Pilot[int], reached: Callable[[], object]) -> None:
    """Wait until something is so.

    Raises:
        TimeoutError: It never was.
    """
    limit = time.monotonic() + _PATIENCE
    while not reached():
        if time.monotonic() > limit:
            raise TimeoutError(_text(pilot.app))
        await pilot.pause(0.05)


def _text(app: App[int]) -> str:
    """Return the text on the screen."""
    svg = app.export_screenshot(title="")
    return re.sub(r"<[^>]*>", "", svg).replace("&#160;", " ")


if __name__ == "__main__":
    main()
