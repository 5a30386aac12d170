"""`dutyroom captured`: what the box sent during a call, byte by byte, to be decoded again."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dutyroom.cli.words import typed
from dutyroom.clock import clock_from_environment
from dutyroom.config import places
from dutyroom.devices.formats import names
from dutyroom.documents.capture_words import told
from dutyroom.documents.destination import destination
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.registers.calls.by_number import meant
from dutyroom.registers.calls.captures import Capture, captures
from dutyroom.registers.calls.detail import detail
from dutyroom.store.engine import open_store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "call",
        metavar=_("CALL"),
        type=typed,
        help=_("number of the call: 2026-00012, or of this year 12"),
    )
    parser.add_argument(
        "--part", metavar=_("NUMBER"), type=int, help=_("which of several parts, from 1")
    )
    parser.add_argument(
        "--output",
        metavar=_("FILE"),
        help=_("write the bytes there, for dutyroom decode; -: standard output"),
    )


def run(arguments: argparse.Namespace) -> int:
    """List what is kept of a call's bytes, or write a part of it.

    Returns:
        0.

    Raises:
        PlainError: There is no such call or part, or it cannot be read or written.
    """
    kept = find(arguments.home, arguments.call)
    if arguments.output is None:
        _list(arguments.call, kept)
        return 0
    part = _part(kept, arguments.part)
    path = None if arguments.output == "-" else Path(arguments.output)
    if path is None and sys.stdout.isatty():
        raise PlainError(_("A terminal might obey these bytes: name a file, or pass them on."))
    with destination(path) as stream:
        stream.write(part.data)
    print(told(part), file=sys.stderr)
    return 0


def find(home: Path | None, call: str) -> tuple[Capture, ...]:
    """Return what is kept of the bytes of a call.

    Args:
        home: The folder that `--home` names.
        call: The number that is printed, the running number of this year, or the id.

    Raises:
        PlainError: There is no such call, nothing is kept of it, or the database cannot be used.
    """
    store, now = open_store(places(home).database), clock_from_environment().now()
    try:
        with store.read() as session:
            known = detail(session, meant(session, call, now))
    finally:
        store.close()
    if known is None:
        raise PlainError(_("There is no call {call} in the log.").format(call=call))
    kept = captures(entry.fact for entry in known.facts)
    if not kept:
        raise PlainError(_("No box sent anything during call {call}.").format(call=call))
    return kept


def _part(kept: tuple[Capture, ...], number: int | None) -> Capture:
    """Return one part; the only one needs no number.

    Raises:
        PlainError: There is no such part, or it is not clear which is meant.
    """
    if number is None and len(kept) > 1:
        raise PlainError(
            _("There are {count} parts: say which with --part.").format(count=len(kept))
        )
    if not 1 <= (number or 1) <= len(kept):
        raise PlainError(_("There is no part {number}.").format(number=number))
    return kept[(number or 1) - 1]


def _list(call: str, kept: tuple[Capture, ...]) -> None:
    """Print what there is, and how each part is read."""
    for number, part in enumerate(kept, 1):
        print(f"{number}  {told(part)}")
    for number, part in enumerate(kept, 1):
        chosen = f" --part {number}" if len(kept) > 1 else ""
        # The log holds the name of a format, and not where the file is that declares it.
        name = part.format if part.format in names() else _("FILE.toml")
        command = f"dutyroom captured {call}{chosen} --output - | dutyroom decode --format {name} -"
        print(_("To read them: {command}").format(command=command))
