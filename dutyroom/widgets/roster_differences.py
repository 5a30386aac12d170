"""Which shifts differ between two rosters: the day, the shift, who went out and who came in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.content import Content

from dutyroom.i18n import _
from dutyroom.standard.roster.comparing import Change
from dutyroom.widgets.fitted import cell
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.roster_words import NOBODY, weekday
from dutyroom.widgets.shown import shown

_DAY, _SHIFT, _OUT = 12, 10, 24
"""Cells of the columns before those who come in."""


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One line: a shift that differs, or a sentence that belongs to the later version.

    Attributes:
        id: What tells it from the others.
        line: The line as it is drawn.
    """

    id: str
    line: Content


class DifferenceList(LineList[DifferenceRow]):
    """The shifts that differ, one a line, as many as there are."""

    def draw_header(self) -> Content:
        """Return the titles."""
        titles = (_("Day"), _("Shift"), _("Goes out"))
        cells = [
            cell(Content(title), width)
            for title, width in zip(titles, (_DAY, _SHIFT, _OUT), strict=True)
        ]
        return Content.assemble(*cells, _("Comes in"))

    def draw_row(self, row: DifferenceRow) -> Content:
        """Return one line."""
        return row.line


def difference_row(
    change: Change, labels: Mapping[str, str], names: Mapping[str, str]
) -> DifferenceRow:
    """Return a changed shift as a row.

    Args:
        change: The change.
        labels: What each kind of shift is called.
        names: Everybody's name, by id.
    """
    slot = change.slot
    out = _("no such shift") if change.added else _named(change.gone, names)
    come = _("no such shift") if change.dropped else _named(change.come, names)
    line = Content.assemble(
        cell(Content(f"{slot.day:%m-%d} {weekday(slot.day)}"), _DAY),
        cell(shown(labels.get(slot.shift, slot.shift), limit=_SHIFT), _SHIFT),
        cell(Content(out), _OUT),
        (come, "bold"),
    )
    return DifferenceRow(f"{slot.id}", line)


def _named(people: Sequence[str], names: Mapping[str, str]) -> str:
    """Return some people in words."""
    return " ".join(shown(names.get(one, one), limit=12).plain for one in people) or NOBODY
