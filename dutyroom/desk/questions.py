"""What the registers answer to the console.

Only the shape stands here, so that the screens can be drawn before the
registers are loaded; `desk.opening` has the substance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from pathlib import Path

    from dutyroom.documents.slip import CallSlip
    from dutyroom.registers.accounts.access import Access
    from dutyroom.registers.alarms.reading import AlarmRow
    from dutyroom.registers.calls.detail import CallDetail
    from dutyroom.registers.calls.reading import CallRow
    from dutyroom.registers.contacts.book import Contact
    from dutyroom.registers.contacts.changes import Preview
    from dutyroom.registers.drafts import Draft
    from dutyroom.registers.shifts.on_duty import ShiftRow
    from dutyroom.standard.at_post import AtPost
    from dutyroom.store.facts import Fact
    from dutyroom.store.session import Session

Answered = TypeVar("Answered")


@dataclass(frozen=True, slots=True)
class Picture:
    """What strip and card show of the registers, read in one transaction.

    Attributes:
        calls: Calls that ring or are talked on, the oldest first.
        taken: Ids of those that an officer has taken.
        history: The last calls from the same number, by call id.
        origins: Where an unknown number comes from, by call id.
        alarms: Alarms that are not over, the worst first.
        shift: Who is on duty.
        at_post: Who is at the post; the officer in charge, or whoever stands in, comes first.
        stepped_out: Other officers who are away from the post for a while.
        pending: Calls that are over and not written up.
        missed: Missed calls that nobody called back.
        accounts: The desk has accounts: whoever takes charge signs on by password.
        presence_due: When the officer confirms next to be at the post; None: never.
    """

    calls: tuple[CallRow, ...] = ()
    taken: frozenset[str] = frozenset()
    history: Mapping[str, tuple[CallRow, ...]] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    alarms: tuple[AlarmRow, ...] = ()
    shift: ShiftRow | None = None
    at_post: tuple[AtPost, ...] = ()
    stepped_out: tuple[AtPost, ...] = ()
    pending: int = 0
    missed: int = 0
    accounts: bool = False
    presence_due: datetime | None = None


class Registers(Protocol):
    """The registers, open; every method may wait for the disk."""

    read_only: bool

    def guarded(self, act: Callable[[Registers], Answered]) -> Answered:
        """Do something with the registers.

        Raises:
            DeskError: It could not be done; the message says why.
        """
        ...

    def read(self, question: Callable[[Session], Answered]) -> Answered:
        """Return the answer to a question that a register's own module asks.

        Args:
            question: Called with a transaction that reads; what it returns holds no row of it.
        """
        ...

    def access(self, seat: str = "") -> Access:
        """Return what checking passwords and signing on need; use it in the writing thread."""
        ...

    def version(self) -> int:
        """Return a number that changes when anybody wrote."""
        ...

    def picture(self) -> Picture:
        """Return what strip and card show."""
        ...

    def first(self, which: str, *, limit: int, now: datetime) -> list[CallRow] | None:
        """Return the newest calls without the names behind their numbers: nothing is sooner.

        Args:
            which: As for `page`.
            limit: Most calls returned.
            now: The present.

        Returns:
            The calls; None where whoever is in charge has to unlock the console first.
        """
        ...

    def page(
        self, which: str, *, query: str, before: int | None, limit: int, now: datetime
    ) -> list[CallRow]:
        """Return calls, newest first.

        Args:
            which: `shift`, `today`, `pending`, `missed` or `all`.
            query: What to search for; empty: nothing.
            before: Only calls with a smaller `ordinal`.
            limit: Most calls returned.
            now: The present.
        """
        ...

    def call(self, call: str) -> CallDetail | None:
        """Return everything about a call."""
        ...

    def declined_calls(self, seat: str) -> dict[str, str]:
        """Return why calls were declined at the last handover of a seat, by their id."""
        ...

    def previous(self, number: str, *, limit: int) -> list[CallRow]:
        """Return the last calls from or to a number."""
        ...

    def who(self, number: str) -> Contact | None:
        """Return who is behind a number."""
        ...

    def origin(self, number: str) -> str:
        """Return where a number comes from, in a few words; empty if it does not say."""
        ...

    def contacts(self, query: str, *, limit: int) -> list[Contact]:
        """Find contacts as somebody types; those that were taken out come last."""
        ...

    def record(self, *facts: Fact) -> None:
        """Record facts, all or none."""
        ...

    def importing(self, facts: Sequence[Fact], now: datetime) -> Iterator[int]:
        """Return the steps of an import; first those of one that was interrupted.

        Each step holds the write lock for a moment and yields how much is done.
        """
        ...

    def preview(self, path: Path) -> Preview:
        """Return what a spreadsheet would change in the address book; may take long."""
        ...

    def slip(self, call: str, now: datetime) -> CallSlip | None:
        """Return the slip of a call."""
        ...

    def export(
        self, path: Path, start: datetime | None, end: datetime | None, told: Callable[[int], None]
    ) -> int:
        """Write the log of a stretch into a file; may take long.

        Args:
            path: Its name ends in what it is to be.
            start: Only calls from this time on.
            end: Only calls before it.
            told: Told the number of calls written; may raise to stop.
        """
        ...

    def draft(self, key: str) -> Draft | None:
        """Return what was typed and not signed."""
        ...

    def keep_draft(self, key: str, author: str, fields: Mapping[str, str], at: datetime) -> None:
        """Keep what was typed."""
        ...

    def drop_draft(self, key: str) -> None:
        """Forget what was typed."""
        ...

    def close(self) -> None:
        """Close the database and give the console's lock back."""
        ...
