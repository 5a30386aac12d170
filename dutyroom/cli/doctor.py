"""`dutyroom doctor`: look at everything this desk needs, and say what to do. Changes nothing."""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

from dutyroom import config
from dutyroom.cli.checks import report
from dutyroom.cli.checks.desk import Desk
from dutyroom.cli.checks.running import run_all
from dutyroom.cli.checks.table import jobs
from dutyroom.cli.keeper_view import look
from dutyroom.clock import clock_from_environment
from dutyroom.config import ConfigurationError, Settings
from dutyroom.devices.sound_system import SoundSystem
from dutyroom.i18n import _

LIMIT_SECONDS = 5.0
"""How long one check may take."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--json", action="store_true", help=_("print the answers as JSON"))
    parser.add_argument(
        "--thorough",
        action="store_true",
        help=_("read the whole database and verify the whole journal, however long it takes"),
    )
    parser.epilog = _("Nothing is changed. The exit code is 1 if a check failed, otherwise 0.")


def run(arguments: argparse.Namespace) -> int:
    """Look at everything.

    Returns:
        0, or 1 if a check failed.
    """
    desk = desk_of(arguments.home, thorough=arguments.thorough)
    checked = run_all(jobs(desk), desk.seconds)
    if arguments.json:
        print(report.as_json(desk, checked))
    else:
        report.show(checked, sys.stdout)
    return 1 if report.failed(checked) else 0


def desk_of(home: Path | None, *, thorough: bool = False) -> Desk:
    """Return what the checks are told of a desk: its settings, and what its keeper says.

    Args:
        home: The folder that `--home` names.
        thorough: Read the whole database.
    """
    places = config.places(home)
    settings: Settings | None = None
    unusable = ""
    try:
        settings = config.load_settings(places.config)
    except ConfigurationError as error:
        unusable = str(error)
    clock = clock_from_environment()
    lines = settings.lines if settings else ()
    keeper = asyncio.run(
        look(
            places,
            clock,
            lines=frozenset(line.name for line in lines),
            heard=frozenset(line.name for line in lines if line.audio),
        )
    )
    return Desk(
        places,
        settings,
        unusable,
        keeper,
        clock,
        SoundSystem(),
        thorough=thorough,
        seconds=LIMIT_SECONDS,
    )
