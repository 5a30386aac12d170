"""`dutyroom matters`: list the matters, or write them to a file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from dutyroom.cli.opened import opened
from dutyroom.cli.words import typed
from dutyroom.clock import clock_from_environment
from dutyroom.documents.call_log import Format
from dutyroom.documents.destination import destination
from dutyroom.documents.json_text import json_text
from dutyroom.documents.matter_log import as_object, write_matters
from dutyroom.documents.matter_words import due, word
from dutyroom.documents.plain import printable
from dutyroom.i18n import _
from dutyroom.registers.matters.deadlines import horizon
from dutyroom.registers.matters.detail import MatterDetail, detail
from dutyroom.registers.matters.fields import Officer
from dutyroom.registers.matters.line import MatterRow
from dutyroom.registers.matters.reading import Horizon, MatterFilter, page
from dutyroom.store.session import Session

_PAGE = 500
_MOST_OPEN = 100_000
"""Open matters are few; this many are listed at once."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the two acts."""
    acts = parser.add_subparsers(dest="act", metavar=_("ACT"), required=True)
    text = _("list the matters; by default those that are open")
    several = acts.add_parser("list", help=text, description=text)
    several.add_argument("--json", action="store_true", help=_("for programs"))
    text = _("write the matters with their course to a file; by default all")
    whole = acts.add_parser("export", help=text, description=text)
    whole.add_argument("file", metavar=_("FILE"), nargs="?", default="-", help=_("-: CSV"))
    whole.add_argument("--json", action="store_true", help=_("write JSON"))
    for one, first in ((several, MatterFilter.OPEN), (whole, MatterFilter.ALL)):
        one.add_argument("--filter", choices=[each.value for each in MatterFilter], default=first)
        one.add_argument(
            "--officer", metavar=_("NAME"), type=typed, default="", help=_("whose, for “mine”")
        )
        one.add_argument(
            "--search", metavar=_("QUERY"), type=typed, default="", help=_("what they hold")
        )


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked.

    Returns:
        0; 1 where a list has no matter.

    Raises:
        PlainError: It cannot be read or written.
    """
    acts = {"list": _list, "export": _export}
    with opened(arguments.home) as (store, settings), store.read() as session:
        limits = horizon(clock_from_environment().now(), settings)
        return acts[arguments.act](session, arguments, limits)


def _list(session: Session, arguments: argparse.Namespace, limits: Horizon) -> int:
    """Print one matter a line, or all of them as JSON."""
    found = list(_rows(session, arguments, limits))
    if arguments.json:
        whole = [as_object(each) for each in _details(session, found)]
        print(json_text(whole))
    for row in [] if arguments.json else found:
        print(_line(row, limits.now))
    if not found and not arguments.json:
        print(_("No matters here."), file=sys.stderr)
    return 0 if found else 1


def _line(row: MatterRow, now: datetime) -> str:
    """Return a matter in one line."""
    when = due(row.deadline_at, now) if row.open else _("Closed")
    parts = (row.label, word("urgency", row.urgency), when, row.handler, row.content)
    return printable("  ".join(part for part in parts if part), lines=False)


def _export(session: Session, arguments: argparse.Namespace, limits: Horizon) -> int:
    """Write the matters with all that belongs to them."""
    path = None if arguments.file == "-" else Path(arguments.file)
    suffix = path.suffix.lower().removeprefix(".") if path is not None else ""
    form = Format(suffix) if suffix in set(Format) else Format.CSV
    if arguments.json:
        form = Format.JSON
    with destination(path) as stream:
        matters = _details(session, _rows(session, arguments, limits))
        count = write_matters(stream, form, matters)
    print(_("{count} matters written.").format(count=count), file=sys.stderr)
    return 0


def _rows(session: Session, arguments: argparse.Namespace, limits: Horizon) -> Iterator[MatterRow]:
    """Yield the matters that were asked for."""
    which = MatterFilter(arguments.filter)
    who = Officer(arguments.officer) if arguments.officer else None
    by_pages = bool(arguments.search) or which in {MatterFilter.ALL, MatterFilter.CLOSED}
    limit, before = (_PAGE if by_pages else _MOST_OPEN), None
    while True:
        found = page(
            session,
            which,
            limits,
            officer=who,
            query=arguments.search,
            before=before,
            limit=limit,
        )
        yield from found
        if not by_pages or len(found) < limit:
            return
        before = found[-1].ordinal


def _details(
    session: Session, rows: Iterator[MatterRow] | list[MatterRow]
) -> Iterator[MatterDetail]:
    """Yield everything about some matters."""
    for row in rows:
        found = detail(session, row.id)
        if found is not None:
            yield found
