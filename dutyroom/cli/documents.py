"""`dutyroom documents`: list the documents by number, or write them to a file."""

from __future__ import annotations

import argparse
import sys

from dutyroom.cli import rows as small
from dutyroom.cli.opened import opened
from dutyroom.documents.custody_log import custody_log, document_line
from dutyroom.i18n import _
from dutyroom.registers.custody import reading
from dutyroom.registers.custody.kinds import CustodyFilter

_MOST = 1_000_000
"""Documents that are listed or written at once: more than any unit has in a lifetime."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the two acts."""
    small.declare(
        parser,
        tuple(CustodyFilter),
        default=CustodyFilter.HELD,
        listed=_("list the documents; by default those that the unit has"),
        exported=_("write the documents to a file; by default all"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked.

    Returns:
        0; 1 where a list has none.

    Raises:
        PlainError: It cannot be read or written.
    """
    with opened(arguments.home) as (store, _settings), store.read() as session:
        which, query = CustodyFilter(arguments.filter), arguments.search
        found = reading.listed(session, which, query=query, limit=_MOST)
        log = custody_log(found, reading.steps(session, [row.id for row in found]))
    if arguments.act == "list":
        return small.show(log, map(document_line, found), arguments, _("No documents here."))
    count = small.export(log, arguments)
    print(_("{count} documents written.").format(count=count), file=sys.stderr)
    return 0
