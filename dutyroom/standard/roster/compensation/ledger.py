"""Where somebody stands with their compensatory leave.

Credits are lots with an end each. An application sets minutes of the lots
aside, those that end first before the others, so that what is applied for
does not expire meanwhile. What no lot covers is owed, and never more is owed
than advances have been granted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from dutyroom.standard.roster.compensation.entries import Entry, EntryKind


@dataclass(frozen=True, slots=True)
class Lot:
    """What is left of one credit.

    Attributes:
        credit: Id of the credit.
        left: Minutes.
        expires_on: Last day on which it can be taken; None: it does not end.
    """

    credit: str
    left: int
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class Application:
    """Leave applied for.

    Attributes:
        minutes: How much.
        aside: Minutes set aside by credit; what is missing to `minutes` is owed.
        state: The last line about it: `APPLY`, `APPROVE`, `REJECT` or `TAKE`.
    """

    minutes: int
    aside: Mapping[str, int]
    state: EntryKind

    @property
    def owed(self) -> int:
        """The minutes that no credit covered."""
        return self.minutes - sum(self.aside.values())


@dataclass(frozen=True, slots=True)
class Ledger:
    """Where somebody stands.

    Attributes:
        entries: The lines by id, in the order they were added.
        lots: Credits by id, with what is left of them.
        applications: Leave applied for, by the id of the application.
        owed: Minutes taken or applied for beyond the credits.
        advanced: Minutes that may be owed.
        reversed_: Ids of the lines that have been reversed.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    lots: Mapping[str, Lot] = field(default_factory=dict)
    applications: Mapping[str, Application] = field(default_factory=dict)
    owed: int = 0
    advanced: int = 0
    reversed_: frozenset[str] = frozenset()

    @property
    def available(self) -> int:
        """Minutes neither applied for nor noted as ended; below 0 when owed."""
        return sum(lot.left for lot in self.lots.values()) - self.owed

    def available_on(self, day: date) -> int:
        """Return minutes that can be applied for on a day; what has ended is no more among them.

        That it has ended is noted by somebody, and mostly later.
        """
        return sum(lot.left for lot in self.usable(day)) - self.owed

    @property
    def pending(self) -> int:
        """Minutes applied for and not yet taken."""
        waiting = {EntryKind.APPLY, EntryKind.APPROVE}
        return sum(each.minutes for each in self.applications.values() if each.state in waiting)

    @property
    def balance(self) -> int:
        """Minutes earned and neither taken, expired nor reversed."""
        return self.available + self.pending

    def expiring(self, today: date, days: int) -> tuple[Lot, ...]:
        """Return what ends within some days, the first to end first."""
        until = today + timedelta(days=days)
        return tuple(lot for lot in self.usable(today) if (lot.expires_on or date.max) <= until)

    def usable(self, on: date) -> list[Lot]:
        """Return the lots that can be taken from on a day, the first to end first."""
        left = [
            lot
            for lot in self.lots.values()
            if lot.left and (lot.expires_on is None or lot.expires_on >= on)
        ]
        return sorted(left, key=lambda lot: (lot.expires_on or date.max, lot.credit))

    def expired(self, on: date) -> tuple[Lot, ...]:
        """Return the lots that have ended before a day with something left: each is to expire."""
        return tuple(
            lot for lot in self.lots.values() if lot.left and lot.expires_on and lot.expires_on < on
        )

    def with_lot(self, credit: str, minutes: int, expires_on: date | None = None) -> Ledger:
        """Return the ledger with minutes put into a lot, or taken out where they are below 0."""
        lot = self.lots.get(credit, Lot(credit, 0, expires_on))
        return replace(self, lots={**self.lots, credit: replace(lot, left=lot.left + minutes)})

    def with_application(self, key: str, application: Application) -> Ledger:
        """Return the ledger with an application as it now stands."""
        return replace(self, applications={**self.applications, key: application})
