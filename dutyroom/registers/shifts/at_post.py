"""Who is at the post: in their name is recorded what is done there, and nobody else's.

Pure, and light: the picture of the desk holds its values before anything heavy is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dutyroom.registers.shifts.on_duty import ShiftRow
    from dutyroom.registers.shifts.reading import AbsenceRow, OfficerRow


@dataclass(frozen=True, slots=True)
class AtPost:
    """Somebody at the post.

    Attributes:
        name: Their name.
        person: Their id; empty: a desk without accounts, or somebody outside the register.
        stands_in: The officer in charge has left the post to them (article 15).
    """

    name: str
    person: str = ""
    stands_in: bool = False

    @property
    def key(self) -> str:
        """What tells them from the others at the post."""
        return self.person or self.name


def at_post(
    shift: ShiftRow,
    absences: Iterable[AbsenceRow],
    beside: Iterable[OfficerRow],
    at: datetime | None = None,
) -> tuple[AtPost, ...]:
    """Return who is at the post: the officer in charge, or whoever stands in, comes first.

    Args:
        shift: The shift.
        absences: Its times away from the post.
        beside: Who serves, or served, beside the officer in charge.
        at: When; None: as it stands, whatever the clock says.
    """

    def lasts(begin: datetime | None, end: datetime | None) -> bool:
        if begin is None:
            return False
        return end is None if at is None else begin <= at and (end is None or at < end)

    away = next((each for each in absences if lasts(each.out_at, each.in_at)), None)
    if away is None:
        first = AtPost(shift.officer, shift.officer_id)
    else:
        first = AtPost(away.substitute, away.substitute_id, stands_in=True)
    others = (each for each in beside if lasts(each.joined_at, each.left_at))
    more = (AtPost(each.name, each.person) for each in others)
    return (first, *(each for each in more if not _same(each, first)))


def sits(present: Iterable[AtPost], key: str) -> AtPost | None:
    """Return who sits at the keyboard; None: nobody is on duty.

    Args:
        present: Who is at the post.
        key: Of whoever was there last; nobody else while they are at the post.
    """
    known = tuple(present)
    return next((each for each in known if each.key == key), known[0] if known else None)


def _same(one: AtPost, other: AtPost) -> bool:
    """Tell whether two are one and the same; of a name without an id the name decides."""
    if one.person and other.person:
        return one.person == other.person
    return one.name == other.name
