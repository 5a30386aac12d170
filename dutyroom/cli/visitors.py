"""`dutyroom visitors`: list the visitors, or write them to a file."""

from __future__ import annotations

import argparse
import sys

from dutyroom.cli import rows as small
from dutyroom.cli.opened import opened
from dutyroom.clock import clock_from_environment
from dutyroom.documents.visitor_log import visitor_line, visitor_log
from dutyroom.i18n import _
from dutyroom.registers.visitors import reading
from dutyroom.registers.visitors.kinds import VisitFilter
from dutyroom.standard.clocks import local_date

_MOST = 1_000_000
"""Visits that are listed or written at once: more than any unit has in a lifetime."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the two acts."""
    small.declare(
        parser,
        tuple(VisitFilter),
        default=VisitFilter.TODAY,
        listed=_("list the visitors; by default those of today"),
        exported=_("write the visitors to a file; by default all"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked.

    Returns:
        0; 1 where a list has nobody.

    Raises:
        PlainError: It cannot be read or written.
    """
    today = local_date(clock_from_environment().now())
    with opened(arguments.home) as (store, _settings), store.read() as session:
        which, query = VisitFilter(arguments.filter), arguments.search
        found = reading.listed(session, which, today, query=query, limit=_MOST)
        log = visitor_log(found, reading.changes(session, [row.id for row in found]))
    if arguments.act == "list":
        return small.show(log, map(visitor_line, found), arguments, _("No visitors here."))
    count = small.export(log, arguments)
    print(_("{count} visitors written.").format(count=count), file=sys.stderr)
    return 0
