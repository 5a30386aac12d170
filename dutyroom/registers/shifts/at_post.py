"""Who was at the post in a shift, by what its register holds. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from dutyroom.standard.at_post import AtPost

if TYPE_CHECKING:
    from dutyroom.registers.shifts.on_duty import ShiftRow
    from dutyroom.registers.shifts.rows import AbsenceRow, AwayRow, OfficerRow


def at_post(
    shift: ShiftRow,
    absences: Iterable[AbsenceRow],
    beside: Iterable[OfficerRow],
    at: datetime | None = None,
    *,
    gone: Iterable[AwayRow] = (),
) -> tuple[AtPost, ...]:
    """Return who is at the post: the officer in charge, or whoever stands in, comes first.

    Args:
        shift: The shift.
        absences: Its times away from the post.
        beside: Who serves, or served, beside the officer in charge.
        at: When; None: as it stands, whatever the clock says.
        gone: When one of those was away from the post.
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
    out = {each.person for each in gone if lasts(each.out_at, each.in_at)}
    serve = (each for each in beside if lasts(each.joined_at, each.left_at))
    others = (each for each in serve if each.person not in out)
    more = (AtPost(each.name, each.person) for each in others)
    return (first, *(each for each in more if not each.is_also(first)))
