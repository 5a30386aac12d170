"""`dutyroom demo`: the console of a made-up unit whose telephone rings."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from dutyroom import config
from dutyroom.cli import console
from dutyroom.demo_home import FOLDER, made_ready


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments: those of the console."""
    console.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Set the demo's folder up, and open the console on it.

    Raises:
        PlainError: The folder belongs to a real desk, or cannot be used.
    """
    os.umask(0o077)  # whatever the demo writes is its owner's alone
    return open_demo(arguments.home, start=not arguments.no_keeper)


def open_demo(named: Path | None, *, start: bool = True) -> int:
    """Open the console of the demo.

    Args:
        named: The folder that `--home` names; by default the demo's own, beside the desk's.
        start: Start a line keeper where none is running.

    Raises:
        PlainError: There is no terminal, or the folder belongs to a real desk or cannot be used.
    """
    console.require_terminal()
    home = named or config.places().data / FOLDER
    settings = made_ready(home)
    return console.open_console(config.places(home), settings, home=home, start=start)
