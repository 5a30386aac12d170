"""The address book: search as you type, and one contact in full."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from dutyroom.commands.command import bindings
from dutyroom.commands.contacts import CHOSEN, CONTACTS
from dutyroom.commands.host import host_of
from dutyroom.commands.situation import Situation
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.contacts import changing
from dutyroom.registers.contacts.history import ContactChange, history
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.asking_again import ask_and_do
from dutyroom.screens.base import DutyScreen
from dutyroom.screens.contact_forms import adding, changing_of
from dutyroom.screens.contact_keeping import say_kept, typist, units
from dutyroom.widgets.contact_list import ContactList, explained
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.registers.contacts.book import Contact
    from dutyroom.screens.filling import Filling

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

    def __init__(self) -> None:
        """Begin with nothing to go to."""
        super().__init__()
        self._goal = ""

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
        self.watch(self.app, "edition", self._again, init=False)

    def _again(self) -> None:
        """Search again when the registers change."""
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
        places = [place for place, row in enumerate(listed.rows) if row.id == self._goal]
        if places:
            listed.cursor, self._goal = places[0], ""

    @on(LineList.Chosen)
    def explain(self) -> None:
        """Show the chosen contact in full."""
        self._tell_of(self._chosen)
        self.query_one(KeyBar).refresh()

    @work(exclusive=True, group="explain")
    async def _tell_of(self, contact: Contact | None) -> None:
        """Read what was changed of a contact, and show it with them."""
        about = self.query_one("#about", Prose)
        if contact is None:
            about.update(Content(""))
            return
        about.update(explained(contact))
        about.update(explained(contact, await self._changes(contact)))

    async def _changes(self, contact: Contact) -> list[ContactChange]:
        """Return what was changed of a contact; nothing where that cannot be read."""
        try:
            return await host_of(self).desk.read(lambda session: history(session, contact.id))
        except DeskError:
            return []  # the strip says so already

    @property
    def _chosen(self) -> Contact | None:
        """The contact under the cursor."""
        return self.query_one(ContactList).chosen

    def situation(self) -> Situation:
        """Return what can be done to the chosen contact."""
        base, contact = super().situation(), self._chosen
        return replace(base, here=base.here | ({CHOSEN} if contact is not None else set()))

    @work(exclusive=True, group="question")
    async def do_open_contact(self) -> None:
        """Show the chosen contact in full."""
        if (contact := self._chosen) is not None:
            text = explained(contact, await self._changes(contact))
            await self.app.push_screen_wait(doors.whole(text))

    @work(exclusive=True, group="question")
    async def do_add_contact(self) -> None:
        """Fill in a new contact, and show it."""
        await self._filled(adding(typist(self), await units(self), {}))

    @work(exclusive=True, group="question")
    async def do_change_contact(self) -> None:
        """Change the chosen contact, and show it."""
        if (contact := self._chosen) is None:
            return
        if contact.retired:
            host_of(self).tell(_("It was taken out: bring it back first."))
        else:
            await self._filled(changing_of(contact, typist(self), await units(self)))

    async def _filled(self, form: Filling) -> None:
        """Have a form filled in, and find what it was about."""
        made = await self.app.push_screen_wait(doors.form(form))
        if (held := await say_kept(self, made)) is not None:
            self._goal = held.id
            self.query_one(Input).value = held.name
            self._read()

    @work(exclusive=True, group="question")
    async def do_retire_contact(self) -> None:
        """Ask why the chosen contact is taken out, or brought back."""
        if (contact := self._chosen) is None:
            return
        by, act = typist(self), changing.restore if contact.retired else changing.retire
        await ask_and_do(
            self.app,
            _retiring(contact),
            lambda r, said: act(r.access(), contact, said["why"], by),
        )
        self._read()

    @work(exclusive=True, group="import")
    async def do_import_book(self) -> None:
        """Import a spreadsheet, then show the book as it is."""
        if await doors.book_import(self.app):
            self._read()

    def do_search(self) -> None:
        """Go to the search field."""
        self.query_one(Input).focus()


def _retiring(contact: Contact) -> Question:
    """Return the question why a contact is taken out, or brought back."""
    words = Content(_("No number leads to it then; it is found last, and can be brought back."))
    body = Content.assemble(shown(contact.label(), limit=100).stylize("bold"), "\n", words)
    blanks = (Blank("why", _("Reason"), required=True, longest=100),)
    if contact.retired:
        title = _("Bring {name} back?").format(name=shown(contact.name, limit=20).plain)
        return Question(title, Content(""), _("Bring back"), blanks)
    return Question(_("Take out of the address book?"), body, _("Remove from book"), blanks)
