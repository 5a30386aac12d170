"""What there is in stock, by what was brought in and taken out: pure rules (article 22).

A quantity is never written over: it is the sum of its movements, batch by batch of one expiry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from dutyroom.errors import PlainError
from dutyroom.i18n import N_, _


class Move(StrEnum):
    """Why a quantity changed."""

    IN = "in"
    OUT = "out"
    EXPIRED = "expired"
    COUNTED = "counted"

    @property
    def label(self) -> str:
        """Why, in words."""
        return _(_MOVES[self])


_MOVES: Final = {
    Move.IN: N_("in"),
    Move.OUT: N_("out"),
    Move.EXPIRED: N_("expired, disposed of"),
    Move.COUNTED: N_("counted"),
}


class Trouble(StrEnum):
    """What is to be said of a stock; several may be true at once."""

    LOW = "low"
    EXPIRED = "expired"
    SOON = "soon"
    UNDATED = "undated"

    @property
    def label(self) -> str:
        """What, in words."""
        return _(_TROUBLES[self])


_TROUBLES: Final = {
    Trouble.LOW: N_("below the minimum"),
    Trouble.EXPIRED: N_("some has expired"),
    Trouble.SOON: N_("expires soon"),
    Trouble.UNDATED: N_("expiry unknown"),
}


class StockRefused(PlainError):  # noqa: N818 - it says what happened
    """A movement cannot be; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What is there of one expiry.

    Attributes:
        expires: The day after which it is not to be used; None: it does not expire.
        quantity: How many; below 0 where more was taken than anybody noted as brought in.
    """

    expires: date | None
    quantity: int

    def expired(self, today: date) -> bool:
        """Whether there is something of it that is not to be used any more."""
        return self.quantity > 0 and self.expires is not None and self.expires < today


@dataclass(frozen=True, slots=True)
class Change:
    """What a movement does to one batch; `by` is above 0 where something comes in."""

    expires: date | None
    by: int


def total(batches: Iterable[Batch]) -> int:
    """Return how many there are of all batches."""
    return sum(batch.quantity for batch in batches)


def usable(batches: Iterable[Batch], today: date) -> int:
    """Return how many may still be used."""
    return total(batch for batch in batches if batch.expires is None or batch.expires >= today)


def fresh(batches: Iterable[Batch], today: date) -> int:
    """Return how many can be taken that have not expired; a batch below 0 takes from no other."""
    return sum(max(batch.quantity, 0) for batch in batches if not batch.expired(today))


def taken(batches: Sequence[Batch], quantity: int, today: date | None = None) -> tuple[Change, ...]:
    """Return from which batches a quantity is taken: what expires first goes first.

    Args:
        batches: What there is.
        quantity: How many.
        today: The day; what has expired by then goes last. None: an expiry is only a date.

    Raises:
        StockRefused: There is not so much.
    """
    if quantity <= 0:
        raise StockRefused(_("A quantity is a number above 0. Nothing was changed."))
    there = sum(max(batch.quantity, 0) for batch in batches)
    if quantity > there:
        words = _("There are only {there}. Nothing was changed.")
        raise StockRefused(words.format(there=there))
    changes: list[Change] = []
    left = quantity
    gone = {batch for batch in batches if today is not None and batch.expired(today)}
    for batch in sorted(batches, key=lambda b: (b in gone, b.expires or date.max)):
        part = min(left, max(batch.quantity, 0))
        if part:
            changes.append(Change(batch.expires, -part))
            left -= part
    return tuple(changes)


def disposed(batches: Iterable[Batch], today: date) -> tuple[Change, ...]:
    """Return what becomes of all that has expired.

    Raises:
        StockRefused: Nothing has.
    """
    gone = tuple(
        Change(batch.expires, -batch.quantity) for batch in batches if batch.expired(today)
    )
    if not gone:
        raise StockRefused(_("Nothing of it has expired. Nothing was changed."))
    return gone


def counted(
    batches: Sequence[Batch], found: int, expires: date | None = None
) -> tuple[Change, ...]:
    """Return the difference that a count makes: what lacks is taken, what is over comes in.

    Args:
        batches: What the book has.
        found: What was counted.
        expires: When what is over expires; None: it does not, or nobody knows.

    Raises:
        StockRefused: The count is below 0, or as the book has it.
    """
    if found < 0:
        raise StockRefused(_("A quantity is a number above 0. Nothing was changed."))
    over = [Change(batch.expires, -batch.quantity) for batch in batches if batch.quantity < 0]
    held = sum(max(batch.quantity, 0) for batch in batches)
    if found == held and not over:
        raise StockRefused(_("That is as the book has it. Nothing was changed."))
    if found < held:
        return (*over, *taken(batches, held - found))
    return (*over, Change(expires, found - held)) if found > held else tuple(over)


def expiring(batches: Iterable[Batch], today: date, days: int) -> date | None:
    """Return the earliest expiry within some days from today, or passed; None: there is none."""
    limit = today + timedelta(days=days)
    return min((day for day in _days(batches) if day <= limit), default=None)


def near(batches: Iterable[Batch], today: date, days: int) -> date | None:
    """Return the earliest expiry within some days that has not passed; None: there is none."""
    return expiring((batch for batch in batches if not batch.expired(today)), today, days)


def _days(batches: Iterable[Batch]) -> Iterator[date]:
    """Yield the expiries of what is there."""
    for batch in batches:
        if batch.quantity > 0 and batch.expires is not None:
            yield batch.expires
