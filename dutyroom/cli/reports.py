"""`dutyroom reports`: list the daily reports, or write them to a file."""

from __future__ import annotations

import argparse
import sys

from dutyroom.cli import rows as small
from dutyroom.cli.opened import opened
from dutyroom.clock import clock_from_environment
from dutyroom.documents.report_log import report_line, report_log
from dutyroom.i18n import _
from dutyroom.registers.reports import reading
from dutyroom.registers.reports.kinds import ReportFilter
from dutyroom.standard.clocks import local_date

_MOST = 100_000
"""Reports that are listed or written at once: more than any unit has in a lifetime."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the two acts."""
    small.declare(
        parser,
        tuple(ReportFilter),
        default=ReportFilter.OPEN,
        listed=_("list the daily reports; by default what is not sent yet"),
        exported=_("write the daily reports to a file; by default all"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked.

    Returns:
        0; 1 where a list has nothing.

    Raises:
        PlainError: It cannot be read or written.
    """
    today = local_date(clock_from_environment().now())
    with opened(arguments.home) as (store, _settings), store.read() as session:
        which = ReportFilter(arguments.filter)
        found = reading.listed(session, which, today, query=arguments.search, limit=_MOST)
    log = report_log(found)
    if arguments.act == "list":
        return small.show(log, map(report_line, found), arguments, _("No daily report is owed."))
    count = small.export(log, arguments)
    print(_("{count} reports written.").format(count=count), file=sys.stderr)
    return 0
