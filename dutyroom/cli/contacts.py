"""`dutyroom contacts`: bring the address book in and out, and look into it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dutyroom.cli import importing
from dutyroom.cli.book import Book, open_book
from dutyroom.cli.opened import user
from dutyroom.cli.words import typed
from dutyroom.documents import contact_sheet
from dutyroom.documents.destination import destination
from dutyroom.documents.json_text import json_text
from dutyroom.documents.plain import printable
from dutyroom.documents.sheet_reading import read_sheet
from dutyroom.documents.table import write_csv_bytes, write_xlsx
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.registers.contacts.book import Contact


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the three acts."""
    acts = parser.add_subparsers(dest="act", metavar=_("ACT"), required=True)
    text = _("read an XLSX or CSV file, show what would change, then ask")
    bring = acts.add_parser("import", help=text, description=text)
    importing.add_arguments_of_import(bring)
    text = _("write the address book as CSV or XLSX; it can be imported again")
    take = acts.add_parser("export", help=text, description=text)
    take.add_argument("file", metavar=_("FILE"), help=_("ends in .csv or .xlsx; -: CSV"))
    text = _("find people and units by name, initials, post or number")
    look = acts.add_parser("search", help=text, description=text)
    look.add_argument("query", metavar=_("QUERY"), type=typed, nargs="+")
    for one in (bring, look):
        one.add_argument("--json", action="store_true", help=_("for programs"))


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked.

    Returns:
        0; 1 where a search found nobody; 2 where an import was wanted and nothing usable found.

    Raises:
        PlainError: It cannot be done; nothing was changed.
    """
    acts = {"import": _import, "export": _export, "search": _search}
    with open_book(arguments.home, create=arguments.act == "import") as book:
        return acts[arguments.act](book, arguments)


def _import(book: Book, arguments: argparse.Namespace) -> int:
    """Show what a file would change, and change it where that is wanted."""
    book.finish_earlier()
    sheet = read_sheet(arguments.file)
    if sheet.more:
        raise PlainError(_("The file has more rows than an address book. Split it."))
    preview = book.preview(sheet)
    facts = preview.facts(
        book.clock.now(), book.place, actor=arguments.by or user(), source=arguments.file.stem
    )
    return importing.bring_in(preview, facts, book.carry_out, arguments)


def _export(book: Book, arguments: argparse.Namespace) -> int:
    """Write the whole book."""
    path = None if arguments.file == "-" else Path(arguments.file)
    suffix = path.suffix.lower() if path is not None else ".csv"
    if suffix not in {".csv", ".xlsx"}:
        raise PlainError(_("The name of the file ends in .csv or .xlsx. Nothing was written."))
    columns, rows = contact_sheet.columns(), contact_sheet.rows(book.everything())
    with destination(path) as stream:
        if suffix == ".csv":
            count = write_csv_bytes(stream, columns, rows)
        else:
            count = write_xlsx(stream, columns, rows, title=_("Address book"))
    if path is not None:
        print(_("{count} contacts written to {path}.").format(count=count, path=path))
    return 0


def _search(book: Book, arguments: argparse.Namespace) -> int:
    """Print who is found, and where an unknown number comes from."""
    query = " ".join(arguments.query)
    found = book.search(query)
    if arguments.json:
        print(json_text([_object(contact) for contact in found]))
        return 0 if found else 1
    for contact in found:
        numbers = " ".join(number.written for number in contact.numbers)
        print(printable(f"{contact.label()}  {numbers}", lines=False))
    if not found:
        print(_("Nobody found. {origin}").format(origin=book.origin(query)), file=sys.stderr)
    return 0 if found else 1


def _object(contact: Contact) -> dict[str, object]:
    """Return a contact for programs."""
    numbers = [{"label": n.label, "written": n.written} for n in contact.numbers]
    return {
        "id": contact.id,
        "kind": contact.kind.value,
        **contact_sheet.as_values(contact),
        "numbers": numbers,
    }
