"""`dutyroom line`: run the line keeper, ask how it stands, or install it as a service."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
from pathlib import Path

import msgspec

from dutyroom import config
from dutyroom.channel.client import ChannelClient, Gone
from dutyroom.channel.messages import Answer, Greeting, KeeperState, LineState
from dutyroom.cli.folder import usable
from dutyroom.cli.keeper_view import look
from dutyroom.cli.keeper_words import state_word
from dutyroom.clock import clock_from_environment
from dutyroom.config import Places, Settings
from dutyroom.errors import PlainError
from dutyroom.i18n import _

STATUS_SECONDS = 3.0
"""How long `status` waits for the keeper."""

STOP_SECONDS = 15.0
"""How long `stop` waits for the keeper to end."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "action",
        nargs="?",
        choices=("run", "status", "stop", "install", "uninstall"),
        default="run",
        help=_("what to do; without it the keeper runs here until it is stopped"),
    )
    parser.add_argument(
        "--linger",
        type=float,
        metavar=_("SECONDS"),
        help=_("end so many seconds after the last console has gone"),
    )
    parser.add_argument("--json", action="store_true", help=_("print the status as JSON"))


def run(arguments: argparse.Namespace) -> int:
    """Do it.

    Raises:
        PlainError: The desk is not set up, or another keeper runs.
    """
    home: Path | None = arguments.home
    places = config.places(home)
    match arguments.action:
        case "status":
            return asyncio.run(_status(places, as_json=arguments.json))
        case "stop":
            return asyncio.run(_stop(places))
        case "install" | "uninstall":
            return _service(home, install=arguments.action == "install")
        case _:
            return _keep(places, arguments.linger)


def _keep(places: Places, linger: float | None) -> int:
    """Run the keeper here until it is told to stop."""
    settings = config.load_settings(places.config)
    if settings is None:
        raise PlainError(
            _(
                "This desk has not been set up: there is no {path}. "
                "Run `dutyroom setup`, or `dutyroom demo` to try the program."
            ).format(path=places.config)
        )
    from dutyroom.line.logs import log_to  # noqa: PLC0415 - only a running keeper needs these
    from dutyroom.store import leanly  # noqa: PLC0415
    from dutyroom.store.arriving import tidy_up  # noqa: PLC0415
    from dutyroom.store.lock import Lock  # noqa: PLC0415

    leanly.choose()
    os.umask(0o077)  # whatever the keeper writes is its owner's alone
    with usable(places):
        places.create()
        log_to(places.logs, "keeper")
    with Lock(places.keeper_lock, "keeper"):
        tidy_up(places.database)
        asyncio.run(_run(places, settings, linger))
    return 0


async def _run(places: Places, settings: Settings, linger: float | None) -> None:
    from dutyroom.line.keeper import Keeper  # noqa: PLC0415 - as above

    await Keeper(places, settings, clock_from_environment(), linger).run()


async def _status(places: Places, *, as_json: bool) -> int:
    """Print how the keeper and its lines stand; 1 where no keeper runs."""
    lines = _lines_set_up(places)
    found = await look(places, clock_from_environment(), lines=lines, seconds=STATUS_SECONDS)
    pid, told = 0, list[KeeperState | LineState]()
    if found is not None:
        pid = found.pid
        told = [*([found.state] if found.state else []), *found.lines.values()]
    if as_json:
        print(json.dumps({"pid": pid, "states": [msgspec.to_builtins(each) for each in told]}))
    elif pid:
        print(_("The line keeper runs, process {pid}.").format(pid=pid))
        for each in told:
            print(" ", _state(each))
    else:
        print(_("No line keeper runs."))
    return 0 if pid else 1


def _lines_set_up(places: Places) -> frozenset[str]:
    """Return the lines that the keeper should speak of; none where the settings say nothing."""
    try:
        settings = config.load_settings(places.config)
    except PlainError:
        return frozenset()
    return frozenset(line.name for line in settings.lines) if settings else frozenset()


def _state(state: KeeperState | LineState) -> str:
    """Return one state as a line of text."""
    if isinstance(state, KeeperState):
        return _("database: {database}, waiting: {count}").format(
            database=state_word(state.database), count=state.spooled
        )
    return _("line {line}: box {box}, sound {sound}, recorder {recorder}").format(
        line=state.line,
        box=state_word(state.box),
        sound=state_word(state.sound),
        recorder=state_word(_recorder(state)),
    )


def _recorder(state: LineState) -> str:
    """Return what the recorder does; one without sound is not ready for a call."""
    deaf = state.awaits_sound or state.sound == "lost"
    return "deaf" if deaf and state.recorder == "idle" else state.recorder


async def _stop(places: Places) -> int:
    """Ask the keeper to end and wait until it has; 1 where no keeper runs."""
    client = ChannelClient(places.socket, clock_from_environment(), "tool")
    asked: asyncio.Task[Answer] | None = None
    try:
        async with asyncio.timeout(STOP_SECONDS):
            async for news in client.messages():
                if isinstance(news, Greeting):
                    asked = asyncio.create_task(client.ask("stop"))
                elif isinstance(news, Gone):
                    break
    except TimeoutError:
        print(_("The line keeper has not ended yet. Calls are still logged."))
        return 1
    if asked is None:
        print(_("No line keeper runs."))
        return 1
    print(_ended(places))
    return 0


def _ended(places: Places) -> str:
    """Say that the keeper has ended, and whether it stays so: an open console starts it again."""
    from dutyroom.store.lock import holder  # noqa: PLC0415 - only whoever stops needs it

    if holder(places.consoles_lock) is None:
        return _("The line keeper has ended. Calls are not logged any more.")
    return _(
        "The line keeper has ended. A console is open and starts it again in a moment. To keep "
        "it stopped, close every console first, then: dutyroom line stop"
    )


def _service(home: Path | None, *, install: bool) -> int:
    """Install or remove the service of this user."""
    from dutyroom.line import service  # noqa: PLC0415 - asked for once in a desk's life

    for sentence in service.install(home) if install else service.uninstall():
        print(sentence)
    return 0
