"""The checks there are, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from dutyroom.cli.checks import (
    attachments,
    backup,
    clock,
    database,
    disk,
    fonts,
    keeper,
    printer,
    serial,
    set_aside,
    settings,
    sound,
    spool,
    sqlite,
    terminal,
)
from dutyroom.cli.checks.desk import Desk
from dutyroom.cli.checks.result import Job

Check: TypeAlias = Callable[[Desk], list[Job]]

CHECKS: Final[tuple[Check, ...]] = (
    settings.jobs,
    keeper.jobs,
    serial.jobs,
    sound.jobs,
    database.jobs,
    attachments.jobs,
    spool.jobs,
    backup.jobs,
    set_aside.jobs,
    sqlite.jobs,
    disk.jobs,
    clock.jobs,
    fonts.jobs,
    printer.jobs,
    terminal.jobs,
)


def jobs(desk: Desk) -> list[Job]:
    """Return every question to a desk."""
    return [job for check in CHECKS for job in check(desk)]
