"""`dutyroom handover`: what there is to hand over, signed lists, the month's duty log."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from dutyroom.cli.opened import opened
from dutyroom.cli.words import typed
from dutyroom.clock import clock_from_environment
from dutyroom.config import Settings
from dutyroom.desk import duty_log
from dutyroom.desk.handover import sheet
from dutyroom.desk.papers import paper_bytes
from dutyroom.documents import duty_log as month_sheet
from dutyroom.documents import reachability
from dutyroom.documents.destination import destination
from dutyroom.documents.handover_sheet import HandoverSheet, paper
from dutyroom.documents.json_text import json_text
from dutyroom.documents.paper import Paper, as_text
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.registers.handover import reading
from dutyroom.standard.clocks import local, minute
from dutyroom.store.session import Session

FORMS = ("pdf", "xlsx", "txt")
"""What a sheet can be written as."""


@dataclass(frozen=True, slots=True)
class _Desk:
    """An open desk, for reading."""

    session: Session
    settings: Settings
    now: datetime


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the acts."""
    acts = parser.add_subparsers(dest="act", metavar=_("ACT"), required=True)
    text = _("show what there is to hand over now, or a signed list by its number")
    show = acts.add_parser("show", help=text, description=text)
    show.add_argument("number", metavar=_("NUMBER"), type=typed, nargs="?", default="")
    text = _("list the signed handovers")
    several = acts.add_parser("list", help=text, description=text)
    text = _("write a handover list, or a month's duty log, as PDF, spreadsheet or text")
    export = acts.add_parser("export", help=text, description=text)
    export.add_argument("number", metavar=_("NUMBER"), type=typed, nargs="?", default="")
    export.add_argument("--month", metavar=_("MONTH"), help=_("the duty log of a month: 2026-11"))
    export.add_argument("--output", metavar=_("FILE"), help=_("ends in .pdf, .xlsx or .txt"))
    text = _("how early reliefs came, and what is carried from shift to shift")
    figures = acts.add_parser("statistics", help=text, description=text)
    figures.add_argument("--month", metavar=_("MONTH"), help=_("as 2026-11; by default this one"))
    for one in (show, several, export, figures):
        one.add_argument("--json", action="store_true", help=_("for programs"))


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked.

    Returns:
        0; 1 where there is nothing to show.

    Raises:
        PlainError: It cannot be read, made or written.
    """
    acts = {"show": _show, "list": _list, "export": _export, "statistics": _statistics}
    with _opened(arguments.home) as desk:
        return acts[arguments.act](desk, arguments)


@contextmanager
def _opened(home: Path | None) -> Iterator[_Desk]:
    """Open the registers of a desk, to read them."""
    with opened(home) as (store, settings), store.read() as session:
        yield _Desk(session, settings, clock_from_environment().now())


def _show(desk: _Desk, arguments: argparse.Namespace) -> int:
    """Print a list, as text or as JSON."""
    found = _sheet(desk, arguments.number)
    if arguments.json:
        print(json_text(_plain(asdict(found))))
    else:
        print(as_text(paper(found)), end="")
    return 0 if found.items else 1


def _list(desk: _Desk, arguments: argparse.Namespace) -> int:
    """Print the signed handovers, one a line."""
    rows = reading.signed(desk.session)
    if arguments.json:
        print(json_text([_plain(asdict(row)) for row in rows]))
        return 0 if rows else 1
    for row in rows:
        at = minute(row.signed_at) if row.signed_at else ""
        print(f"{row.label}  {at}  {row.outgoing} > {row.incoming}  {row.items}")
    if not rows:
        print(_("No handover has been signed yet."), file=sys.stderr)
    return 0 if rows else 1


def _export(desk: _Desk, arguments: argparse.Namespace) -> int:
    """Write a sheet as what the name of the file says."""
    if arguments.month and (arguments.number or arguments.json):
        raise PlainError(
            _(
                "A month's duty log goes by itself: without a number, and not as JSON. Its file is "
                "named by --output. Nothing was written."
            )
        )
    if arguments.json:
        return _show(desk, arguments)
    made, name = _paper(desk, arguments)
    path = Path(arguments.output or f"{name}.pdf")
    form = path.suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise PlainError(_("The name of the file ends in .pdf, .xlsx or .txt."))
    content = paper_bytes(made, form)
    with destination(path) as stream:
        stream.write(content)
    print(_("{title} written to {path}.").format(title=made.title, path=path))
    return 0


def _paper(desk: _Desk, arguments: argparse.Namespace) -> tuple[Paper, str]:
    """Return the sheet that was asked for, and a name for its file."""
    if not arguments.month:
        found = _sheet(desk, arguments.number)
        return paper(found), f"handover-{found.number or 'now'}"
    of = duty_log.month(arguments.month)
    return duty_log.month_paper(desk.session, of, desk.now, desk.settings), f"duty-log-{of.name}"


def _statistics(desk: _Desk, arguments: argparse.Namespace) -> int:
    """Print the figures."""
    of = duty_log.month(arguments.month or f"{local(desk.now):%Y-%m}")
    found, lines = duty_log.figures(desk.session, of, desk.now, desk.settings)
    if arguments.json:
        whole = {
            "margins": asdict(found.margins),
            "pending_by_age": list(found.ages),
            "carried": [
                {"item": each.item.key, "number": each.item.number, "handovers": each.handovers}
                for each in found.carried
            ],
            "reachability": [{**asdict(each), "share": each.share} for each in lines],
        }
        print(json_text(whole))
        return 0
    print("\n".join([*month_sheet.told(found), *reachability.told(lines)]))
    return 0


def _sheet(desk: _Desk, number: str) -> HandoverSheet:
    """Return a list by its number; without one, what there is to hand over now.

    Raises:
        PlainError: There is none.
    """
    found = sheet(desk.session, number, desk.now, desk.settings)
    if found is None and number:
        raise PlainError(_("There is no signed handover {number}.").format(number=number))
    if found is None:
        raise PlainError(_("Nobody is on duty: there is nothing to hand over."))
    return found


def _plain(value: object) -> object:
    """Return values for JSON: times in UTC as ISO 8601."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, (list, tuple)) else value
