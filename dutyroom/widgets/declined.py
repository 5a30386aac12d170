"""What the relief declined at the last handover, marked in the list in which it lives."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from textual.content import Content

from dutyroom.i18n import _
from dutyroom.phrases import lead
from dutyroom.widgets.line_list import LineList, Row
from dutyroom.widgets.shown import shown


def declined_mark() -> Content:
    """Return the word that stands before what was declined and nobody has taken since."""
    return Content.styled(_("Declined") + " ", "bold $error")


def declined_told(why: str) -> Content:
    """Return why it was declined, for the pane below a list."""
    told = Content.assemble(lead(_("Declined at the last handover:")), shown(why, limit=200))
    return told.stylize("bold $error")


class MarkedList(LineList[Row]):
    """A list of a register whose rows may be items of a handover."""

    declined: Mapping[str, str] = MappingProxyType({})
    """Why each item was declined that nobody has taken on since, by its id."""

    def pending(self, row: Row) -> bool:
        """Tell whether something is left to do about a row: what is over bears no mark."""
        raise NotImplementedError

    def why_declined(self, row: Row) -> str:
        """Return why a row was declined; empty: it was not, or it is over."""
        return self.declined.get(row.id, "") if self.pending(row) else ""

    def mark(self, row: Row) -> Content:
        """Return the mark of a row; nothing where it was not declined."""
        return declined_mark() if self.why_declined(row) else Content("")

    def told(self, row: Row, about: Content) -> Content:
        """Return everything about a row, and why it was declined."""
        why = self.why_declined(row)
        return Content("\n").join([about, declined_told(why)]) if why else about
