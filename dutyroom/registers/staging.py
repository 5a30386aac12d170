"""Many facts and their rows made ready before the write lock is taken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from dutyroom.registers.register import Register, Write
from dutyroom.store import staging
from dutyroom.store.facts import Fact
from dutyroom.store.journal import Entry
from dutyroom.store.session import Session

MANY: Final = 20
"""Facts of registers that make many ready, from which on it is worth the trouble."""


def many(registers: Sequence[Register], facts: Sequence[Fact]) -> bool:
    """Return whether facts are so many that they are made ready first."""
    staged = [register for register in registers if register.stage is not None]
    owned = sum(any(register.owns(fact.kind) for register in staged) for fact in facts)
    return owned >= MANY


class Staging:
    """Facts with what they change, ready to be written if nothing else is before."""

    def __init__(
        self,
        session: Session,
        registers: Sequence[Register],
        facts: Sequence[Fact],
        entered_at: datetime,
    ) -> None:
        """Make facts ready.

        Args:
            session: A transaction that reads.
            registers: The registers to keep up to date.
            facts: The facts, in order.
            entered_at: The time they are written, aware.
        """
        self._facts = staging.stage(session, facts, entered_at)
        self._each: list[tuple[Register, Entry]] = []
        self._writes: list[Write] = []
        for entry in self._facts.entries:
            owners = [each for each in registers if each.owns(entry.fact.kind)]
            self._each += [(each, entry) for each in owners if each.stage is None]
        for register in registers:
            own = [each for each in self._facts.entries if register.owns(each.fact.kind)]
            if own and register.stage is not None:
                self._writes.append(register.stage(session, own))
        kinds = [entry.fact.kind for entry in self._facts.entries]
        self.touched = frozenset(
            register.name for register in registers if any(map(register.owns, kinds))
        )

    def holds(self, session: Session) -> bool:
        """Return whether nothing was written since."""
        return staging.holds(session, self._facts)

    def put(self, session: Session) -> None:
        """Write everything.

        Args:
            session: A transaction of `Store.write`.
        """
        staging.put(session, self._facts)
        for register, entry in self._each:
            register.project(session, entry)
        for write in self._writes:
            write(session)
