"""The subcommands there are: a name, and what it does.

The module of a subcommand is `dutyroom.cli.<name>`; it offers
`add_arguments(parser)` and `run(arguments) -> int` and is imported only when
the command is named, so that `--help` costs nothing and the keeper does not
carry the screen.
"""

from __future__ import annotations

import argparse
import importlib
from dataclasses import dataclass
from typing import Final, Protocol, cast

from dutyroom.i18n import N_


class CommandModule(Protocol):
    """What the module of a subcommand offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the arguments of this command."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it.

        `arguments.home` is the folder named by `--home`, or None.

        Returns:
            The exit code.

        Raises:
            PlainError: Something that only a person can put right.
        """


@dataclass(frozen=True, slots=True)
class Command:
    """A subcommand.

    Attributes:
        name: As it is typed; the module has the same name.
        help: What it does, in a few words, to be translated.
    """

    name: str
    help: str

    def load(self) -> CommandModule:
        """Import the module of this command."""
        return cast("CommandModule", importlib.import_module(f"dutyroom.cli.{self.name}"))


COMMANDS: Final = (
    Command("console", N_("open the console (what happens when no command is named)")),
    Command("line", N_("keep the line: log and record every call, without a screen")),
    Command("setup", N_("choose the line's devices and see whether they answer")),
    Command("doctor", N_("check this desk, and say what to do about each fault")),
    Command("check", N_("probe the equipment without a screen; list open faults and stock")),
    Command("demo", N_("open the console of a made-up unit whose telephone rings")),
    Command("decode", N_("print captured bytes of a caller-ID box as events")),
    Command("contacts", N_("import and list the address book")),
    Command("people", N_("import and list the officers and leaders")),
    Command("matters", N_("list the matters, or write them to a file")),
    Command("handover", N_("show, list and write handovers and the month's duty log")),
    Command("leave", N_("list leave and whereabouts, or write them to a file")),
    Command("visitors", N_("list the visitors, or write them to a file")),
    Command("documents", N_("list the documents by number, or write them to a file")),
    Command("reports", N_("list the daily reports, or write them to a file")),
    Command("roster", N_("show, propose, check, export and compare the on-duty roster")),
    Command("captured", N_("show or write what the box sent during a call, byte by byte")),
    Command("slip", N_("print the slip of a call")),
    Command("export", N_("write the call log to a file")),
    Command("backup", N_("make a verified backup of the database now")),
    Command("restore", N_("put a verified backup in the database's place")),
    Command("rebuild", N_("compute the registers anew from the journal, after a backup")),
    Command("migrate", N_("bring the database to this version, after a backup")),
)
DEFAULT: Final = COMMANDS[0]


def named(name: str) -> Command | None:
    """Return the command of a name, if there is one."""
    return next((command for command in COMMANDS if command.name == name), None)
