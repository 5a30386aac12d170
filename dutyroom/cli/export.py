"""`dutyroom export`: the call log as CSV, XLSX or JSON."""

from __future__ import annotations

import argparse
import sys
from datetime import date, datetime
from pathlib import Path

from dutyroom.config import load_settings, places
from dutyroom.documents.call_log import Format, write_calls
from dutyroom.documents.destination import destination
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.registers.calls.export import export
from dutyroom.standard.clocks import BEIJING, day_after, midnight
from dutyroom.store.engine import open_store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--format",
        choices=[form.value for form in Format],
        help=_("default: as the name of the file ends, else csv"),
    )
    parser.add_argument(
        "--since",
        metavar=_("DAY"),
        type=since,
        help=_("only calls from this day or time on: 2026-11-23 or 2026-11-23T08:00"),
    )
    parser.add_argument(
        "--until", metavar=_("DAY"), type=until, help=_("only calls up to this day or time")
    )
    parser.add_argument(
        "--output", metavar=_("FILE"), default="-", help=_("where to; -: standard output")
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the log.

    Returns:
        0.

    Raises:
        PlainError: It cannot be read or written.
    """
    path = None if arguments.output == "-" else Path(arguments.output)
    form = _format(arguments.format, path)
    where = places(arguments.home)
    if load_settings(where.config) is None and not where.database.exists():
        raise PlainError(
            _("There is no {path}: this desk has not been set up. Run: dutyroom setup").format(
                path=where.config
            )
        )
    store = open_store(where.database)
    try:
        with store.read() as session, destination(path) as stream:
            calls = export(session, start=arguments.since, end=arguments.until)
            count = write_calls(stream, form, calls)
    finally:
        store.close()
    print(_("{count} calls written.").format(count=count), file=sys.stderr)
    return 0


def since(text: str) -> datetime:
    """Return when a stretch begins: a time, or the beginning of a day, in Beijing time.

    Raises:
        argparse.ArgumentTypeError: The text is no day and no time.
    """
    moment = _parsed(text)
    return moment if isinstance(moment, datetime) else midnight(moment)


def until(text: str) -> datetime:
    """Return when a stretch ends: a time, or the end of a day, in Beijing time.

    Raises:
        argparse.ArgumentTypeError: The text is no day and no time.
    """
    moment = _parsed(text)
    return moment if isinstance(moment, datetime) else midnight(day_after(moment))


def _parsed(text: str) -> date | datetime:
    """Return a day or a time."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass  # not a day alone
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            _("“{text}” is no day; write 2026-11-23 or 2026-11-23T08:00").format(text=text)
        ) from error
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=BEIJING)


def _format(named: str | None, path: Path | None) -> Format:
    """Return the format named, or the one the file's name ends in."""
    if named is not None:
        return Format(named)
    suffix = path.suffix.lower().removeprefix(".") if path is not None else ""
    return Format(suffix) if suffix in set(Format) else Format.CSV
