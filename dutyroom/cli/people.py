"""`dutyroom people`: bring the officers and leaders in and out, and look them up."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dutyroom.cli import importing
from dutyroom.cli.opened import user
from dutyroom.cli.staff import Staff, open_staff
from dutyroom.cli.words import typed
from dutyroom.documents import people_sheet
from dutyroom.documents.destination import destination
from dutyroom.documents.json_text import json_text
from dutyroom.documents.plain import printable
from dutyroom.documents.sheet_reading import read_sheet
from dutyroom.documents.table import write_csv_bytes, write_xlsx
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.registers.people.person import Person, in_words


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the four acts."""
    acts = parser.add_subparsers(dest="act", metavar=_("ACT"), required=True)
    text = _("read an XLSX or CSV file, show what would change, then ask")
    bring = acts.add_parser("import", help=text, description=text)
    importing.add_arguments_of_import(bring)
    text = _("write the officers and leaders as CSV or XLSX; it can be imported again")
    take = acts.add_parser("export", help=text, description=text)
    take.add_argument("file", metavar=_("FILE"), help=_("ends in .csv or .xlsx; -: CSV"))
    text = _("list the officers and leaders")
    everybody = acts.add_parser("list", help=text, description=text)
    text = _("find officers and leaders by name, initials, post or number")
    look = acts.add_parser("search", help=text, description=text)
    look.add_argument("query", metavar=_("QUERY"), type=typed, nargs="+")
    for one in (bring, take, everybody, look):
        one.add_argument("--json", action="store_true", help=_("for programs"))


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked.

    Returns:
        0; 1 where nobody was found; 2 where an import was wanted and nothing usable found.

    Raises:
        PlainError: It cannot be done; nothing was changed.
    """
    acts = {"import": _import, "export": _export, "list": _list, "search": _search}
    with open_staff(arguments.home, create=arguments.act == "import") as staff:
        return acts[arguments.act](staff, arguments)


def _import(staff: Staff, arguments: argparse.Namespace) -> int:
    """Show what a file would change, and change it where that is wanted."""
    staff.finish_earlier()
    sheet = read_sheet(arguments.file)
    if sheet.more:
        raise PlainError(_("The file has more rows than a list of officers. Split it."))
    preview = staff.preview(sheet)
    facts = preview.facts(staff.clock.now(), staff.place, actor=arguments.by or user())
    return importing.bring_in(preview, facts, staff.carry_out, arguments)


def _export(staff: Staff, arguments: argparse.Namespace) -> int:
    """Write everybody who is not retired."""
    path = None if arguments.file == "-" else Path(arguments.file)
    suffix = path.suffix.lower() if path is not None else ".csv"
    if suffix not in {".csv", ".xlsx"}:
        raise PlainError(_("The name of the file ends in .csv or .xlsx. Nothing was written."))
    columns, rows = people_sheet.columns(), people_sheet.rows(staff.everybody())
    with destination(path) as stream:
        if suffix == ".csv":
            count = write_csv_bytes(stream, columns, rows)
        else:
            count = write_xlsx(stream, columns, rows, title=_("Officers and leaders"))
    if arguments.json and path is not None:  # without a file, standard output is the list
        print(json_text({"file": str(path), "people": count}))
    elif path is not None:
        print(_("{count} people written to {path}.").format(count=count, path=path))
    return 0


def _list(staff: Staff, arguments: argparse.Namespace) -> int:
    """Print everybody."""
    return _told(staff.everybody(), for_programs=arguments.json)


def _search(staff: Staff, arguments: argparse.Namespace) -> int:
    """Print who is found."""
    return _told(staff.search(" ".join(arguments.query)), for_programs=arguments.json)


def _told(people: list[Person], *, for_programs: bool) -> int:
    """Print people; say so where there is nobody."""
    if for_programs:
        print(json_text([_object(person) for person in people]))
    for person in [] if for_programs else people:
        words = in_words(person)
        parts = (person.name, person.position, words.get("roles", ""), person.phone)
        print(printable("  ".join(part for part in parts if part), lines=False))
    if not people and not for_programs:
        print(_("Nobody found."), file=sys.stderr)
    return 0 if people else 1


def _object(person: Person) -> dict[str, object]:
    """Return somebody for programs: codes and ISO dates, no words."""
    return {
        "id": person.id,
        **person.fields,
        "roles": sorted(person.roles),
        "holiday_trained": [day.isoformat() for day in person.holiday_trained],
    }
