"""The address book as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from dutyroom.i18n import _
from dutyroom.registers.contacts.book import LABELS
from dutyroom.widgets.fitted import in_columns
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.registers.contacts.book import Contact

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
        texts = (row.name, row.unit, row.post, number)
        return in_columns([shown(text, limit=60) for text in texts], _WIDTHS)


def explained(contact: Contact) -> Content:
    """Return everything about a contact."""
    lines = [Content.assemble(shown(contact.name).stylize("bold"), "  ", shown(contact.unit))]
    for name, text in contact.fields.items():
        label = _(LABELS[name]) if name in LABELS else name
        lines.append(Content.assemble((label, "$foreground 60%"), "  ", shown(text, limit=300)))
    return Content("\n").join(lines)
