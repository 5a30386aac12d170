"""`dutyroom`: open the console."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dutyroom import config
from dutyroom.cli.folder import make_folder
from dutyroom.clock import Clock, clock_from_environment
from dutyroom.config import Places, Settings
from dutyroom.errors import PlainError
from dutyroom.i18n import _

if TYPE_CHECKING:
    from dutyroom.desk.starting import KeeperStarter


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--no-keeper",
        action="store_true",
        help=_("do not start a line keeper where none is running"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Open the console of the desk, or the demo where none has been set up.

    Raises:
        PlainError: There is no terminal, or the database cannot be used.
    """
    os.umask(0o077)  # whatever the console writes is its owner's alone
    home: Path | None = arguments.home
    places = config.places(home)
    settings = config.load_settings(places.config)
    start = not arguments.no_keeper
    if settings is None:
        from dutyroom.cli.demo import open_demo  # noqa: PLC0415 - a real desk does without
        from dutyroom.demo_home import FOLDER  # noqa: PLC0415 - as above

        return open_demo(home and home / FOLDER, start=start)
    return open_console(places, settings, home=home, start=start)


def open_console(
    places: Places, settings: Settings, *, home: Path | None, start: bool = True
) -> int:
    """Open the console and stay in it until it is left.

    Args:
        places: Where everything stands.
        settings: What the unit has chosen.
        home: The folder that was named, for the keeper that is started.
        start: Start a line keeper where none is running.

    Returns:
        The exit code.

    Raises:
        PlainError: There is no terminal, or the database cannot be used.
    """
    require_terminal()
    gc.disable()  # while everything is loaded there is nothing to collect; the app enables it
    from dutyroom.app import DutyApp  # noqa: PLC0415 - only the console carries the screen
    from dutyroom.channel.client import ChannelClient  # noqa: PLC0415
    from dutyroom.desk.desk import Desk  # noqa: PLC0415
    from dutyroom.store import leanly  # noqa: PLC0415

    leanly.choose()

    make_folder(places)
    clock = clock_from_environment()
    app = DutyApp(
        Desk(places, settings, clock),
        client=ChannelClient(places.socket, clock),
        starter=_starter(places, home, clock, demo=settings.demo) if start else None,
        log_to=lambda: _log_to(places),
    )
    code = app.run()
    if app.unusable:
        raise PlainError(app.unusable)
    return code or app.return_code or 0


def require_terminal() -> None:
    """Refuse to draw where nobody can see it or press a key.

    Raises:
        PlainError: Input or screen is no terminal.
    """
    streams = (sys.__stdin__, sys.__stderr__)  # Textual reads the one and draws on the other
    if not all(stream is not None and stream.isatty() for stream in streams):
        raise PlainError(
            _(
                "The console needs a terminal with a keyboard, and there is none here. Nothing was "
                "started. Calls are logged without it too: dutyroom line"
            )
        )


def _log_to(places: Places) -> None:
    """Send this process's log to a file of its own.

    Raises:
        OSError: The file cannot be made.
    """
    from dutyroom.line.logs import log_to  # noqa: PLC0415 - after the first paint

    log_to(places.logs, "console")


def _starter(places: Places, home: Path | None, clock: Clock, *, demo: bool) -> KeeperStarter:
    """Return what starts the keeper."""
    from dutyroom.channel.launcher import start_keeper  # noqa: PLC0415
    from dutyroom.desk.starting import KeeperStarter  # noqa: PLC0415

    return KeeperStarter(lambda: start_keeper(places, home, demo=demo), clock)
