"""`dutyroom leave`: list who is away, where and until when, or write it to a file."""

from __future__ import annotations

import argparse
import sys
from datetime import timedelta

from dutyroom.cli import rows as small
from dutyroom.cli.opened import opened
from dutyroom.clock import clock_from_environment
from dutyroom.documents.leave_log import leave_line, leave_log
from dutyroom.i18n import _
from dutyroom.registers.leave import reading
from dutyroom.registers.leave.kinds import LeaveFilter


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the two acts."""
    small.declare(
        parser,
        tuple(LeaveFilter),
        default=LeaveFilter.OPEN,
        listed=_("list the leaves; by default those with something left to do"),
        exported=_("write the leaves to a file; by default all"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked.

    Returns:
        0; 1 where a list has nobody.

    Raises:
        PlainError: It cannot be read or written.
    """
    now, which = clock_from_environment().now(), LeaveFilter(arguments.filter)
    with opened(arguments.home) as (store, settings), store.read() as session:
        grace = timedelta(seconds=settings.leave.return_grace)
        found = reading.listed(session, which, now, grace, query=arguments.search)
        corrected = {row.id: reading.corrections(session, row.id) for row in found}
    log = leave_log(found, corrected, now, grace)
    if arguments.act == "list":
        lines = (leave_line(row, now, grace) for row in found)
        return small.show(log, lines, arguments, _("Nobody is away, and no leave waits."))
    count = small.export(log, arguments)
    print(_("{count} leaves written.").format(count=count), file=sys.stderr)
    return 0
