"""`dutyroom roster`: show, propose, check, export and compare the on-duty roster.

Exit codes: 0 done; 1 there is an answer and it is no: nothing is published, no roster keeps all
rules, a hard rule is broken; 2 it cannot be asked.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date, timedelta
from pathlib import Path

from dutyroom.cli import roster_versions, roster_wishes
from dutyroom.cli.duty_room import DutyRoom, open_duty_room
from dutyroom.cli.words import typed
from dutyroom.documents.destination import destination
from dutyroom.documents.json_text import json_text
from dutyroom.documents.plain import printable
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.standard.roster.faults import FaultKind

FORMATS = ("pdf", "xlsx", "csv", "txt", "ics")
NO = 1
"""Exit code of an answer that is no."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the acts."""
    acts = parser.add_subparsers(dest="act", metavar=_("ACT"), required=True)
    text = _("print the roster in force")
    show = acts.add_parser("show", help=text, description=text)
    text = _("propose a roster, or say why none is possible")
    solve = acts.add_parser("solve", help=text, description=text)
    solve.add_argument(
        "--seconds", metavar=_("SECONDS"), type=_seconds, help=_("most time for the search")
    )
    solve.add_argument(
        "--keep", action="store_true", help=_("keep everybody who is rostered; only fill gaps")
    )
    solve.add_argument("--save", action="store_true", help=_("keep the proposal as the draft"))
    solve.add_argument(
        "--by", metavar=_("NAME"), type=typed, default="", help=_("whose draft it is")
    )
    text = _("say what is wrong with the roster in force, or with the draft")
    check = acts.add_parser("check", help=text, description=text)
    check.add_argument("--draft", action="store_true", help=_("the draft instead"))
    text = _("write the roster in force as PDF, XLSX, CSV, text or iCalendar")
    export = acts.add_parser("export", help=text, description=text)
    export.add_argument("file", metavar=_("FILE"), help=_("-: standard output"))
    export.add_argument(
        "--format", choices=FORMATS, help=_("default: as the name of the file ends")
    )
    export.add_argument(
        "--person",
        metavar=_("NAME"),
        type=typed,
        default="",
        help=_("for iCalendar: name or staff number"),
    )
    text = _("list the published versions")
    versions = acts.add_parser("versions", help=text, description=text)
    text = _("say how two published versions differ")
    compare = acts.add_parser("compare", help=text, description=text)
    for name in ("one", "other"):
        compare.add_argument(
            name, metavar=_("VERSION"), type=typed, help=_("number or id, as listed")
        )
    text = _("list the wishes for and against duty, and which are met")
    wishes = acts.add_parser("wishes", help=text, description=text)
    every = (show, solve, check, export, versions, compare, wishes)
    for one in every:
        one.add_argument(
            "--from", dest="first", metavar=_("DAY"), type=_day, help=_("default: this month")
        )
        one.add_argument("--until", dest="last", metavar=_("DAY"), type=_day, help=_("last day"))
    for one in every:
        one.add_argument("--json", action="store_true", help=_("for programs"))


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked.

    Returns:
        0; 1 where the answer is no.

    Raises:
        PlainError: It cannot be asked.
    """
    acts = {
        "show": _show,
        "solve": _solve,
        "check": _check,
        "export": _export,
        "versions": roster_versions.listed,
        "compare": roster_versions.compare,
        "wishes": roster_wishes.listed,
    }
    with open_duty_room(arguments.home) as room:
        span = _span(arguments, room.today)
        return acts[arguments.act](room, span, arguments)


def _show(room: DutyRoom, span: tuple[date, date], arguments: argparse.Namespace) -> int:
    """Print what is in force."""
    if arguments.json:
        slots = room.slots(*span)
        print(json_text(slots))
        return 0 if slots else NO
    from dutyroom.documents.roster_sheet import as_text  # noqa: PLC0415 - when it is wanted
    from dutyroom.documents.roster_table import RosterMissing  # noqa: PLC0415

    try:
        print(as_text(room.wall(*span)), end="")
    except RosterMissing as error:
        print(error, file=sys.stderr)
        return NO
    return 0


def _solve(room: DutyRoom, span: tuple[date, date], arguments: argparse.Namespace) -> int:
    """Propose a roster, or say why there is none."""
    since = span[0]
    if arguments.first is None:  # what has begun cannot be proposed: from tomorrow on
        since = room.today + timedelta(days=1)
        if arguments.last is None and since.day == 1:
            arguments.first = since
            span = _span(arguments, room.today)
        if since > span[1]:
            raise PlainError(_("The last day is before the first one."))
    _warn_of_calendar(room, span)
    found = room.solve(*span, since, seconds=arguments.seconds, keep=arguments.keep)
    saved = bool(arguments.save and found.roster.assignments)
    if saved:
        room.keep(found, arguments.by)
    if arguments.json:
        print(json_text({**found.plain(), "saved": saved}))
        return 0 if found.roster.assignments else NO
    for line in found.lines():
        print(printable(line, lines=False))
    if saved:
        print(_("Kept as the draft of {first} - {last}.").format(first=span[0], last=span[1]))
    return 0 if found.roster.assignments else NO


def _check(room: DutyRoom, span: tuple[date, date], arguments: argparse.Namespace) -> int:
    """Say what is wrong."""
    _warn_of_calendar(room, span)
    faults = room.faults(*span, draft=arguments.draft)
    if arguments.json:
        listed = [{**_object(fault), "accepted": why} for fault, why in faults]
        print(json_text(listed))
    for fault, why in [] if arguments.json else faults:
        sign = "x" if fault.blocking and not why else "!"
        sign = "+" if fault.kind is FaultKind.ADMITTED else sign
        accepted = _("{fault} (accepted: {reason})").format(fault=fault.words, reason=why)
        print(printable(f"{sign} {accepted if why else fault.words}", lines=False))
    if not faults and not arguments.json:
        print(_("Nothing is wrong."))
    return NO if any(fault.blocking and not why for fault, why in faults) else 0


def _warn_of_calendar(room: DutyRoom, span: tuple[date, date]) -> None:
    """Say beside the answer that it may be wrong where holidays of these years are not entered."""
    if lacks := room.not_entered(*span):
        print(lacks, file=sys.stderr)


def _export(room: DutyRoom, span: tuple[date, date], arguments: argparse.Namespace) -> int:
    """Write a file."""
    path = None if arguments.file == "-" else Path(arguments.file)
    suffix = path.suffix.lower().removeprefix(".") if path is not None else ""
    form = arguments.format or suffix
    if form not in FORMATS:
        known = ", ".join(f".{name}" for name in FORMATS)
        raise PlainError(
            _("The name of the file ends in one of {known}. Nothing was written.").format(
                known=known
            )
        )
    content = room.document(*span, form, arguments.person)
    with destination(path) as stream:
        stream.write(content)
    if arguments.json and path is not None:  # without a file, standard output is the roster
        said = {"file": str(path), "format": form, "bytes": len(content)}
        print(json_text(said))
    elif path is not None:
        print(_("Roster written to {path}.").format(path=path))
    return 0


def _object(fault: object) -> dict[str, object]:
    """Return a fault for programs."""
    names = ("kind", "blocking", "refusal", "words", "start", "end", "people", "slots")
    found = {name: getattr(fault, name) for name in names if hasattr(fault, name)}
    return {name: _plain(value) for name, value in found.items()}


def _plain(value: object) -> object:
    """Return a value as JSON takes it."""
    if value is None or isinstance(value, (bool, int, float, list)):
        return value
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _span(arguments: argparse.Namespace, today: date) -> tuple[date, date]:
    """Return the days that are meant: this month, or what was named.

    Raises:
        PlainError: The last is before the first.
    """
    first = arguments.first or today.replace(day=1)
    month_end = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    last = arguments.last or month_end
    if last < first:
        raise PlainError(_("The last day is before the first one."))
    return first, last


def _day(text: str) -> date:
    """Return a day.

    Raises:
        argparse.ArgumentTypeError: The text is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            _("“{text}” is no day; write 2026-11-23").format(text=text)
        ) from error


def _seconds(text: str) -> int:
    """Return seconds from 1 to 600.

    Raises:
        argparse.ArgumentTypeError: The text is no such number.
    """
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 600:
        raise argparse.ArgumentTypeError(_("“{text}” is no number from 1 to 600").format(text=text))
    return int(text)
