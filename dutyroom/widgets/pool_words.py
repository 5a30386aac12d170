"""How stable the pool of officers is, in words (article 13)."""

from __future__ import annotations

from textual.content import Content

from dutyroom.i18n import _
from dutyroom.registers.shifts.newcomers import Turnover


def pool_told(pool: Turnover) -> list[Content]:
    """Return how many serve, came and left, and how many shifts somebody else had; two lines."""
    people = _("Officers: {officers}, in the fixed pool: {fixed}; came: {came}, left: {left}.")
    shifts = _("Shifts: {shifts}; in charge of {outside} was somebody outside the fixed pool.")
    return [
        Content(
            people.format(officers=pool.officers, fixed=pool.fixed, came=pool.came, left=pool.left)
        ),
        Content(shifts.format(shifts=pool.shifts, outside=pool.outside)),
    ]
