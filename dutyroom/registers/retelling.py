"""Do the registers say what the journal says?

A register is nothing but what follows from the journal, so it can be computed anew
on a copy and compared. The hashes of the journal show what was changed there; this
shows what was changed, or damaged by the disk, in what is read every day.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from dutyroom.clock import Clock
from dutyroom.i18n import ngettext
from dutyroom.registers.index import ALL
from dutyroom.registers.ledger import Ledger
from dutyroom.registers.register import Register
from dutyroom.store.comparing import differences
from dutyroom.store.engine import open_store
from dutyroom.store.errors import translated
from dutyroom.store.rows import table_of
from dutyroom.store.scratch import scratch


def strayed(
    database: Path, folder: Path, clock: Clock, registers: Sequence[Register] = ALL
) -> dict[str, int]:
    """Compute all registers anew from the journal, on a copy, and compare.

    Takes about as long as all that was ever entered takes to be written once more.

    Args:
        database: The database, which is not changed; it may be in use.
        folder: Where two copies of it stand meanwhile.
        clock: Tells which copies others have left behind.
        registers: The registers to look at.

    Returns:
        By table or search index, how many rows are not as the journal has them; empty
        where all are.

    Raises:
        StoreError: It cannot be read, or the copies cannot be made.
    """
    tables = [table_of(table).name for register in registers for table in register.tables]
    indexes = [index.name for register in registers for index in register.indexes]
    now = clock.now().timestamp()
    with translated(database), ExitStack() as copies:
        was = copies.enter_context(scratch(database, folder, now, "was"))
        anew = copies.enter_context(scratch(was, folder, now, "anew"))
        store = open_store(anew)
        try:
            Ledger(store, clock, registers).rebuild()
        finally:
            store.close()
        return differences(was, anew, tables, indexes)


def in_words(found: dict[str, int]) -> str:
    """Return a sentence on rows that are not as the journal has them.

    Args:
        found: What `strayed` found; not empty.
    """
    count = sum(found.values())
    detail = ", ".join(f"{name} {rows}" for name, rows in sorted(found.items()))
    return ngettext(
        "{count} row of the registers is not as the journal has it ({detail}).",
        "{count} rows of the registers are not as the journal has them ({detail}).",
        count,
    ).format(count=count, detail=detail)
