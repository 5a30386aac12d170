"""The address book as a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from dutyroom.i18n import _
from dutyroom.registers.contacts import facts
from dutyroom.registers.contacts.book import LABELS
from dutyroom.widgets.fitted import in_columns
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.moments import minute
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.registers.contacts.book import Contact
    from dutyroom.registers.contacts.history import ContactChange

_WIDTHS = (24, 20, 14, 18)


class ContactList(LineList["Contact"]):
    """Units and people, one a line."""

    def draw_header(self) -> Content:
        """Return the titles."""
        return in_columns(
            [Content(title) for title in (_("Name"), _("Unit"), _("Post"), _("Number"))], _WIDTHS
        )

    def draw_row(self, row: Contact) -> Content:
        """Return one contact."""
        number = row.numbers[0].written if row.numbers else ""
        texts = (row.name, row.unit, row.post, _("taken out") if row.retired else number)
        return in_columns([shown(text, limit=60) for text in texts], _WIDTHS)


def explained(contact: Contact, changes: Sequence[ContactChange] = ()) -> Content:
    """Return everything about a contact, and what was changed of it.

    Args:
        contact: The contact.
        changes: The newest first.
    """
    lines = [Content.assemble(shown(contact.name).stylize("bold"), "  ", shown(contact.unit))]
    for name, text in contact.fields.items():
        label = _(LABELS[name]) if name in LABELS else name
        lines.append(Content.assemble((label, "$foreground 60%"), "  ", shown(text, limit=300)))
    lines += [_change(each) for each in changes]
    return Content("\n").join(lines)


def _change(change: ContactChange) -> Content:
    """Return one change in a line."""
    words = {
        facts.ADDED: _("added"),
        facts.CHANGED: _("changed"),
        facts.RETIRED: _("taken out"),
        facts.RESTORED: _("brought back"),
    }
    nothing = _("(empty)")
    parts = []
    for name, old, new in change.fields:
        before, after = (shown(text or nothing, limit=40) for text in (old, new))
        told = after if name == "unit" else Content.assemble(before, " > ", after)
        parts.append(Content.assemble(_(LABELS[name]), " ", told))
    said = Content(_("; ")).join(parts)
    return Content.assemble(
        (f"{minute(change.at)} {words[change.kind]} ", "$foreground 60%"),
        shown(change.by, limit=12), "  ", said, "  ", shown(change.why, limit=60),
    )  # fmt: skip
