"""The one way in which a register changes: a fact is journalled and projected at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import delete

from dutyroom.clock import Clock
from dutyroom.registers.index import ALL
from dutyroom.registers.register import Register
from dutyroom.registers.staging import Staging, many
from dutyroom.store import journal
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact
from dutyroom.store.journal import Entry
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session
from dutyroom.store.survivors import Sound


class Ledger:
    """Writes facts to the journal and brings the registers up to date with them."""

    def __init__(self, store: Store, clock: Clock, registers: Sequence[Register] = ALL) -> None:
        """Write to an open database.

        Args:
            store: The database.
            clock: Gives the time at which facts are written.
            registers: The registers to keep up to date.
        """
        self._store = store
        self._clock = clock
        self._registers = tuple(registers)

    def record(
        self, *facts: Fact, provided: Callable[[Session], None] | None = None
    ) -> frozenset[str]:
        """Write facts in one transaction: all of them or none.

        A fact whose id is there already changes nothing, so that it may be
        written again whenever it is not known whether it was. A fact of a kind
        that no register knows is journalled and left for a later version.

        Args:
            facts: The facts, in order.
            provided: Looks, in the same transaction, whether what the facts rest on still
                holds, and raises where it does not: then nothing is written.

        Returns:
            Names of the registers whose rows may have changed.

        Raises:
            StoreError: The database cannot take them; nothing was written.
        """
        touched: set[str] = set()
        ready = self._made_ready(facts) if many(self._registers, facts) else None
        with self._store.write() as session:
            if provided is not None:
                provided(session)
            if ready is not None and ready.holds(session):
                ready.put(session)
                return ready.touched
            for fact in facts:
                entry = journal.append(session, fact, self._clock.now())
                if entry is not None:
                    touched |= self._project(session, entry)
        return frozenset(touched)

    def _made_ready(self, facts: Sequence[Fact]) -> Staging:
        """Make facts ready before anybody has to wait for them."""
        with self._store.read() as session:
            return Staging(session, self._registers, facts, self._clock.now())

    def take_over(self, found: Iterable[Sound]) -> int:
        """Write entries exactly as they stood in another copy of this journal, in one transaction.

        Args:
            found: The entries, which continue the chain.

        Returns:
            How many there were.

        Raises:
            StoreError: The database cannot take them; nothing was written.
        """
        count = 0
        with self._store.write() as session:
            for each in found:
                self._project(session, journal.adopt(session, each))
                count += 1
        return count

    def rebuild(self) -> None:
        """Compute every row of every register anew from the journal, in one transaction.

        Raises:
            StoreError: The database cannot be read or written; nothing was changed.
        """
        with self._store.write() as session:
            self._clear(session)
            self._replay(session, journal.entries(session))

    def _project(self, session: Session, entry: Entry) -> set[str]:
        """Bring the registers concerned up to date; return their names."""
        concerned = [register for register in self._registers if register.owns(entry.fact.kind)]
        for register in concerned:
            register.project(session, entry)
        return {register.name for register in concerned}

    def _clear(self, session: Session) -> None:
        """Empty the projected tables and their search indexes."""
        for register in self._registers:
            for index in register.indexes:
                index.clear(session)
            for table in register.tables:
                session.connection().execute(delete(table_of(table)))

    def _replay(self, session: Session, entries: Iterable[Entry]) -> None:
        """Project entries in the order of the journal."""
        for entry in entries:
            self._project(session, entry)
