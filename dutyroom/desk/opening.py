"""The registers behind the desk; importing this loads the database and what reads the calls."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dutyroom.clock import Clock
from dutyroom.config import Places, Settings
from dutyroom.desk.console_locks import ConsoleLocks
from dutyroom.desk.errors import DeskError
from dutyroom.documents import call_words
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason
from dutyroom.registers.calls import reading
from dutyroom.registers.shifts.on_duty import in_charge
from dutyroom.store.arriving import tidy_up
from dutyroom.store.engine import Store, open_store
from dutyroom.store.errors import DatabaseBusy, StoreError
from dutyroom.store.facts import Fact, Place
from dutyroom.store.known import note_made, refuse_new

if TYPE_CHECKING:
    from dutyroom.desk.answers import Answers
    from dutyroom.desk.questions import Picture
    from dutyroom.documents.slip import CallSlip
    from dutyroom.registers.accounts.access import Access
    from dutyroom.registers.calls.detail import CallDetail
    from dutyroom.registers.calls.reading import CallRow
    from dutyroom.registers.contacts.book import Contact
    from dutyroom.registers.contacts.changes import Preview
    from dutyroom.registers.drafts import Draft
    from dutyroom.registers.ledger import Ledger
    from dutyroom.store.session import Session

Answered = TypeVar("Answered")


def opened(places: Places, settings: Settings, clock: Clock) -> StoreRegisters:
    """Open the database, and take the console's lock where it is free.

    Raises:
        DeskError: The database cannot be used.
    """
    locks: ConsoleLocks | None = None
    try:
        places.create()
        locks = ConsoleLocks(places)
        if locks.writes:
            tidy_up(places.database)
        kept = places.backups_at(settings.backup.folder)
        refuse_new(places.database, kept)
        store = open_store(places.database, migrate=True, backups=places.backups)
        note_made(places.database)
    except StoreError as error:
        if locks is not None:
            locks.release()
        raise _told(error) from error
    except OSError as error:
        if locks is not None:
            locks.release()
        reason = os_reason(error)
        raise DeskError(
            _("The folder {path} cannot be used: {reason}.").format(
                path=places.data, reason=reason
            ),
            fatal=True,
        ) from error
    return StoreRegisters(store, settings, clock, locks)


def _told(error: PlainError) -> DeskError:
    """Return an error of the store or of a document for the screens."""
    fatal = isinstance(error, StoreError) and not isinstance(error, DatabaseBusy)
    return DeskError(str(error), fatal=fatal)


class StoreRegisters:
    """The registers in SQLite, as `questions.Registers` describes them.

    Attributes:
        read_only: Another console of this home writes.
    """

    def __init__(
        self, store: Store, settings: Settings, clock: Clock, locks: ConsoleLocks | None
    ) -> None:
        """Answer from an open database.

        Args:
            store: The database.
            settings: What the unit has chosen.
            clock: The one clock.
            locks: What the console holds; None: nothing, and it only reads.
        """
        self.read_only = locks is None or not locks.writes
        self._store = store
        self._unit = settings.unit
        self._duty = settings.duty
        self._equipment = settings.equipment
        self._planning = settings.roster
        self._clock = clock
        self._locks = locks

    def guarded(self, act: Callable[[StoreRegisters], Answered]) -> Answered:
        """Do something with the registers.

        Raises:
            DeskError: It could not be done.
        """
        try:
            return act(self)
        except PlainError as error:
            raise _told(error) from error

    def read(self, question: Callable[[Session], Answered]) -> Answered:
        """Return the answer to a question that a register's own module asks."""
        with self._store.read() as session:
            return question(session)

    def access(self, seat: str = "") -> Access:
        """Return what checking passwords and signing on need."""
        from dutyroom.registers.accounts.access import Access  # noqa: PLC0415 - seldom wanted
        from dutyroom.registers.accounts.hashing import Hasher  # noqa: PLC0415 - seldom wanted

        place = Place(self._unit.code, seat=seat)
        return Access(
            self._store, self._ledger, self._clock, place, Hasher(), self._equipment, self._planning
        )

    def version(self) -> int:
        """Return a number that changes when anybody wrote."""
        return self._store.data_version()

    @cached_property
    def _answers(self) -> Answers:
        """What is asked once the first rows stand."""
        from dutyroom.desk.answers import Answers  # noqa: PLC0415 - after the first rows

        return Answers(self._store, self._unit, self._duty)

    def first(self, which: str, *, limit: int, now: datetime) -> list[CallRow] | None:
        """Return the newest calls without the names behind their numbers: nothing is sooner.

        None where somebody signed on by password: they unlock the console before it shows them.
        """
        with self._store.read() as session:
            shift = in_charge(session)
            if shift is not None and shift.officer_id:
                return None
            return reading.page(session, which, limit=limit, now=now)

    def page(
        self, which: str, *, query: str, before: int | None, limit: int, now: datetime
    ) -> list[CallRow]:
        """Return calls, newest first."""
        with self._store.read() as session:
            return reading.page(
                session,
                which,
                query=query,
                before=before,
                limit=limit,
                now=now,
                names=self._answers.names,
                numbers=self._answers.numbers,
                states=call_words.meant,
            )

    def picture(self) -> Picture:
        """Return what strip and card show, of one moment."""
        return self._answers.picture()

    def call(self, call: str) -> CallDetail | None:
        """Return everything about a call."""
        return self._answers.call(call)

    def declined_calls(self, seat: str) -> dict[str, str]:
        """Return why calls were declined at the last handover of a seat, by their id."""
        return self._answers.declined_calls(seat)

    def previous(self, number: str, *, limit: int) -> list[CallRow]:
        """Return the last calls from or to a number."""
        return self._answers.previous(number, limit=limit)

    def who(self, number: str) -> Contact | None:
        """Return who is behind a number."""
        return self._answers.who(number)

    def origin(self, number: str) -> str:
        """Return where a number comes from; empty if it does not say."""
        return self._answers.origin(number)

    def contacts(self, query: str, *, limit: int) -> list[Contact]:
        """Find contacts as somebody types; without a query all of them."""
        return self._answers.contacts(query, limit=limit)

    @cached_property
    def _ledger(self) -> Ledger:
        """The ledger; all registers are loaded with it, and only the writing thread needs them."""
        from dutyroom.registers.ledger import Ledger  # noqa: PLC0415 - after the first rows

        return Ledger(self._store, self._clock)

    def record(self, *facts: Fact) -> None:
        """Record facts, all or none."""
        self._ledger.record(*facts)

    def importing(self, facts: Sequence[Fact], now: datetime) -> Iterator[int]:
        """Return the steps of an import; first those of one that was interrupted."""
        from dutyroom.registers.sheets import staging  # noqa: PLC0415 - after the first rows

        return staging.carry_out(self._store, self._ledger, facts, now)

    def preview(self, path: Path) -> Preview:
        """Return what a spreadsheet would change in the address book."""
        from dutyroom.desk.book_import import compare  # noqa: PLC0415 - seldom wanted

        return compare(self._store, path, self._unit.area_code)

    def slip(self, call: str, now: datetime) -> CallSlip | None:
        """Return the slip of a call."""
        from dutyroom.documents.call_slip import read_slip  # noqa: PLC0415 - when it is wanted

        unit = self._unit
        name, code = unit.name or unit.code, unit.area_code
        with self._store.read() as session:
            return read_slip(session, call, unit=name, area_code=code, printed_at=now)

    def export(
        self, path: Path, start: datetime | None, end: datetime | None, told: Callable[[int], None]
    ) -> int:
        """Write the log of a stretch into a file."""
        from dutyroom.desk.papers import export_calls  # noqa: PLC0415 - seldom wanted

        return export_calls(self._store, path, start=start, end=end, told=told)

    def draft(self, key: str) -> Draft | None:
        """Return what was typed and not signed."""
        from dutyroom.registers import drafts  # noqa: PLC0415 - after the first rows

        with self._store.read() as session:
            return drafts.load(session, key)

    def keep_draft(self, key: str, author: str, fields: Mapping[str, str], at: datetime) -> None:
        """Keep what was typed."""
        from dutyroom.registers import drafts  # noqa: PLC0415 - after the first rows

        with self._store.write() as session:
            drafts.save(session, key, author, fields, at)

    def drop_draft(self, key: str) -> None:
        """Forget what was typed."""
        from dutyroom.registers import drafts  # noqa: PLC0415 - after the first rows

        with self._store.write() as session:
            drafts.discard(session, key)

    def close(self) -> None:
        """Close the database and give the locks back."""
        self._store.close()
        if self._locks is not None:
            self._locks.release()
