"""What is known of a call before anybody types, and the line that says which call it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.content import Content

from dutyroom.documents.call_words import word
from dutyroom.registers.calls.write_up import PAGE
from dutyroom.widgets.call_card import caller
from dutyroom.widgets.moments import minute, span
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.registers.calls.detail import CallDetail
    from dutyroom.registers.contacts.book import Contact


def harmless(values: Mapping[str, str]) -> dict[str, str]:
    """Return texts as they may stand in a form."""
    return {name: shown(text, limit=PAGE, lines=True).plain for name, text in values.items()}


def prefilled(detail: CallDetail, contact: Contact | None) -> dict[str, str]:
    """Return what is known of a call before anybody types."""
    known = {
        "called_at": minute(detail.row.started_at),
        "caller_number": detail.row.number or "",
        "caller_name": detail.row.name or "",
    }
    if contact is not None and contact.sure:
        person = contact.kind == "person"
        known["caller_unit"] = contact.unit if person else contact.name
        known["caller_name"] = contact.name if person else ""
        known["caller_post"] = contact.fields.get("post", "") if person else ""
    return {name: text for name, text in known.items() if text}


def head(detail: CallDetail) -> Content:
    """Return which call it is, in a line."""
    row = detail.row
    return Content.assemble(
        shown(row.label, limit=12).stylize("bold"),
        "  ",
        minute(row.started_at),
        "  ",
        word("outcome", row.outcome),
        " ",
        span(row.talk_seconds),
        "  ",
        caller(row),
    )
