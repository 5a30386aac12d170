"""What the commands of small registers share: list and export, the same way."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from dutyroom.cli.words import typed
from dutyroom.documents.call_log import Format
from dutyroom.documents.destination import destination
from dutyroom.documents.json_text import json_text
from dutyroom.documents.plain import printable
from dutyroom.documents.row_log import RowLog, write_rows
from dutyroom.i18n import _


def declare(
    parser: argparse.ArgumentParser,
    filters: Sequence[str],
    *,
    default: str,
    listed: str,
    exported: str,
) -> None:
    """Declare the arguments of both acts.

    Args:
        parser: The command's.
        filters: What can be chosen; the last one is everything, which an export takes.
        default: What a list takes.
        listed: What the list does, translated.
        exported: What the export does, translated.
    """
    acts = parser.add_subparsers(dest="act", metavar=_("ACT"), required=True)
    several = acts.add_parser("list", help=listed, description=listed)
    several.add_argument("--json", action="store_true", help=_("for programs"))
    whole = acts.add_parser("export", help=exported, description=exported)
    whole.add_argument("file", metavar=_("FILE"), nargs="?", default="-", help=_("-: CSV"))
    whole.add_argument("--json", action="store_true", help=_("write JSON"))
    for one, first in ((several, default), (whole, filters[-1])):
        one.add_argument("--filter", choices=[str(each) for each in filters], default=first)
        one.add_argument(
            "--search", metavar=_("QUERY"), type=typed, default="", help=_("what they hold")
        )


def show(log: RowLog, lines: Iterable[str], arguments: argparse.Namespace, empty: str) -> int:
    """Print one row a line, or all of them as JSON.

    Returns:
        0; 1 where there is none.
    """
    if arguments.json:
        print(json_text(list(log.objects)))
    else:
        for line in lines:
            print(printable(line, lines=False))
        if not log.objects:
            print(empty, file=sys.stderr)
    return 0 if log.objects else 1


def export(log: RowLog, arguments: argparse.Namespace) -> int:
    """Write all rows where they are wanted, as the file's name ends; return the number.

    Raises:
        PlainError: It cannot be written; a file that stood there is as it was.
    """
    path = None if arguments.file == "-" else Path(arguments.file)
    suffix = path.suffix.lower().removeprefix(".") if path is not None else ""
    form = Format(suffix) if suffix in set(Format) else Format.CSV
    with destination(path) as stream:
        return write_rows(stream, Format.JSON if arguments.json else form, log)
