"""Carry out an act of a register from a screen, and say so where it failed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from dutyroom.commands.host import Host
from dutyroom.desk.desk import DeskError
from dutyroom.registers.accounts.access import Access

Made = TypeVar("Made")


async def done(host: Host, act: Callable[[Access], Made]) -> bool:
    """Do something in the writing thread, and show the result at once.

    Args:
        host: The program.
        act: Checks, and records; what it raises as a `PlainError` is told.

    Returns:
        Whether it was done.
    """
    try:
        await host.desk.write(lambda registers: act(registers.access()))
    except DeskError as error:
        host.tell(str(error), wrong=True)
        return False
    host.look_again()
    return True
