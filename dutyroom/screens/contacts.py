"""The address book: search as you type, and one contact in full."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from dutyroom.commands.calls import CONTACTS
from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.screens import doors
from dutyroom.screens.base import DutyScreen
from dutyroom.widgets.contact_list import ContactList, explained
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.prose import Prose

_MOST = 200
"""Contacts shown at once; a search narrows them."""


class ContactsScreen(DutyScreen[None]):
    """Who is behind which number."""

    OFFERS: ClassVar = CONTACTS
    BINDINGS: ClassVar = bindings(CONTACTS)

    DEFAULT_CSS = """
    ContactsScreen #search { height: 1; margin: 0 1; background: $surface; }
    ContactsScreen #about { height: auto; max-height: 9; padding: 0 1; background: $surface; }
    """

    def compose_body(self) -> ComposeResult:
        """Lay out search, list and detail."""
        hint = _("/ name, unit, initials, end of the number")
        yield Input(id="search", compact=True, placeholder=hint)
        yield ContactList()
        yield Prose("", id="about")

    def on_mount(self) -> None:
        """Begin in the search."""
        self.query_one(Input).focus()
        self._read()

    @on(Input.Changed)
    def typed(self) -> None:
        """Search as somebody types."""
        self._read()

    @on(Input.Submitted)
    def searched(self) -> None:
        """Go to what was found."""
        self.query_one(ContactList).focus()

    @work(exclusive=True)
    async def _read(self) -> None:
        """Find the contacts."""
        query, listed = self.query_one(Input).value, self.query_one(ContactList)
        try:
            found = await host_of(self).desk.ask(lambda r: r.contacts(query, limit=_MOST))
        except DeskError as error:
            self.query_one("#about", Prose).update(Content(str(error)))
            listed.show_unread(query, str(error))
            return
        listed.answered = query
        empty = Content(_("  Nobody found.")) if query else Content(_("  The book is empty."))
        listed.show_rows(found, more=False, empty=empty)

    @on(LineList.Chosen)
    def explain(self) -> None:
        """Show the chosen contact in full."""
        contact = self.query_one(ContactList).chosen
        self.query_one("#about", Prose).update(explained(contact) if contact else Content(""))

    @work(exclusive=True, group="import")
    async def do_import_book(self) -> None:
        """Import a spreadsheet, then show the book as it is."""
        if await doors.book_import(self.app):
            self._read()

    def do_search(self) -> None:
        """Go to the search field."""
        self.query_one(Input).focus()
