"""Two published versions side by side: which shifts differ, who went out and who came in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dutyroom.registers.roster import reading
from dutyroom.registers.roster.rows import VersionRow
from dutyroom.standard.roster.comparing import Change, differences
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class Comparison:
    """How one version differs from another, each as it was published.

    Attributes:
        before: The one that was published earlier.
        after: The one that was published later.
        changes: The shifts that differ, earliest first.
        labels: What each kind of shift is called.
        names: Everybody's name as it stands on one of them, by id.
    """

    before: VersionRow
    after: VersionRow
    changes: tuple[Change, ...]
    labels: Mapping[str, str]
    names: Mapping[str, str]

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day that both speak of; None: there is none."""
        first = max(self.before.first, self.after.first)
        last = min(self.before.last, self.after.last)
        return (first, last) if first <= last else None

    @property
    def partial(self) -> bool:
        """Whether one of them has days of which the other does not speak."""
        periods = {(each.first, each.last) for each in (self.before, self.after)}
        return len(periods) > 1


def compared(session: Session, one: str, other: str) -> Comparison | None:
    """Return how two versions differ, whichever is named first; None: one of them is unknown.

    Args:
        session: A transaction that reads.
        one: Id of a version.
        other: Id of another one.
    """
    found = [reading.version(session, identity) for identity in (one, other)]
    known = sorted((each for each in found if each is not None), key=lambda each: each.seq)
    rosters = [reading.roster_of(session, each.id) for each in known]
    kept = [each for each in rosters if each is not None]
    if len(kept) != 2:
        return None
    before, after = kept
    rows = (*before.rows, *after.rows)
    return Comparison(
        known[0],
        known[1],
        differences(before.roster, after.roster),
        {row.slot.shift: row.label for row in rows},
        {**before.names, **after.names},
    )
