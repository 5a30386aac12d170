"""Bring in what a spreadsheet holds: show it, ask, carry it out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from dutyroom.cli.words import typed
from dutyroom.documents import import_report
from dutyroom.documents.json_text import json_text
from dutyroom.i18n import _
from dutyroom.registers.sheets.outcome import Preview
from dutyroom.store.facts import Fact

TOLD: Final = 20
"""Changes and errors that are told one by one; `--json` tells all."""


def add_arguments_of_import(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of an import, but for `--json`."""
    parser.add_argument("file", metavar=_("FILE"), type=Path)
    answer = parser.add_mutually_exclusive_group()
    answer.add_argument("--dry-run", action="store_true", help=_("only show what would change"))
    answer.add_argument("--yes", action="store_true", help=_("do not ask"))
    parser.add_argument("--by", metavar=_("NAME"), type=typed, default="", help=_("who imports"))


def bring_in(
    preview: Preview,
    facts: Sequence[Fact],
    carry_out: Callable[[Sequence[Fact]], None],
    arguments: argparse.Namespace,
) -> int:
    """Show what a file would change, and change it where that is wanted.

    Args:
        preview: What it would change.
        facts: The facts of that.
        carry_out: Brings facts into the register.
        arguments: What was asked for, by `add_arguments_of_import`.

    Returns:
        0; 2 where nothing usable was found.
    """
    if not arguments.json:
        for line in import_report.lines(preview, limit=TOLD):
            print(line)
        print(import_report.summary(preview))
    wanted = bool(facts) and not arguments.dry_run and (arguments.yes or _agreed(arguments.json))
    if wanted:
        carry_out(facts)
    if arguments.json:
        print(json_text(import_report.as_json(preview, imported=wanted)))
    elif facts:
        print(_("Imported.") if wanted else _("Nothing was changed."))
    return 2 if preview.errors and not preview.changes else 0


def _agreed(for_programs: bool) -> bool:
    """Ask whether to import; without a terminal the answer is no."""
    if for_programs or not sys.stdin.isatty():
        return False
    return input(_("Import this? [y/N] ")).strip().lower() in {"y", "yes", "是"}
