"""A form of any register; what is typed is kept at every pause, and is there again later."""

from __future__ import annotations

from contextlib import suppress
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content

from dutyroom.commands.command import bindings
from dutyroom.commands.forms import FILLING
from dutyroom.commands.host import host_of
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.people import reading as people
from dutyroom.screens.drafting import DraftScreen
from dutyroom.screens.filling import Filling
from dutyroom.screens.prefilling import harmless
from dutyroom.widgets.entries import Entries
from dutyroom.widgets.moments import minute
from dutyroom.widgets.name_field import NameField
from dutyroom.widgets.prose import Prose


class FormScreen(DraftScreen[str | None]):
    """One form; left with what its act returns, or with None."""

    OFFERS: ClassVar = FILLING
    BINDINGS: ClassVar = bindings(FILLING)

    DEFAULT_CSS = """
    FormScreen #head { height: auto; max-height: 3; padding: 0 1; background: $surface; }
    FormScreen #said { height: auto; max-height: 2; padding: 0 1; color: $text-muted; }
    FormScreen #said.-wrong { color: $error; text-style: bold; }
    """

    def __init__(self, filling: Filling) -> None:
        """Fill in a form.

        Args:
            filling: What it holds.
        """
        super().__init__()
        self._filling = filling
        self._busy = False
        self.arriving = True

    def compose_body(self) -> ComposeResult:
        """Lay out title, entries and what is said below."""
        title = Content.styled(self._filling.title, "bold $accent")
        head = self._filling.head
        yield Prose(Content.assemble(title, "  ", head) if head.plain else title, id="head")
        yield Entries(self._filling.entries)
        yield Prose("", id="said")

    def on_mount(self) -> None:
        """Fill in what is known, or the draft."""
        self._load()

    @work(exclusive=True)
    async def _load(self) -> None:
        """Read the draft, and whom a name may mean; what is typed meanwhile stays."""
        if self.is_open_below():
            return
        key, empty = self._filling.key, self.texts()
        try:
            draft = await host_of(self).desk.ask(lambda registers: registers.draft(key))
        except DeskError as error:
            self.say(str(error), wrong=True)
            draft = None
        typed = draft.fields if draft is not None else {}
        entries = self.query_one(Entries)
        if any(entry.named for entry in self._filling.entries):
            with suppress(DeskError):  # without a register everything is typed
                entries.offer(await host_of(self).desk.read(people.everybody))
        now = self.texts()
        meanwhile = {name: value for name, value in now.items() if value != empty[name]}
        entries.fill(harmless({**self._filling.start, **typed, **meanwhile}))
        self.dirty = draft is not None or bool(meanwhile)
        if draft is not None:
            self.say(_("This is the draft of {time}.").format(time=minute(draft.saved_at)))
        if self.is_current and not meanwhile:
            first = self._filling.first or self._filling.entries[0].name
            entries.query_one(f"#{first}").focus()
        self.arriving = False

    @on(NameField.Meant)
    def _say_who(self, event: NameField.Meant) -> None:
        """Say below the form who is meant by the name that is being typed."""
        if event.field.has_focus and not self._wrong:
            self.query_one("#said", Prose).update(event.words)

    @on(Entries.Edited)
    def edited(self) -> None:
        """Save the draft at the next pause."""
        self.typed()

    def texts(self) -> dict[str, str]:
        """Return what stands in the form."""
        return self.query_one(Entries).values()

    def draft_key(self) -> str:
        """Return the key of the draft."""
        return self._filling.key

    @property
    def title_words(self) -> str:
        """What the form is called."""
        return self._filling.title

    async def keep(self) -> bool:
        """Save the draft now; return whether nothing that is typed would be lost."""
        self.rest()
        host = host_of(self)
        if not self.dirty or self._busy or host.desk.read_only:
            return not self.dirty
        if await self.drop_marked(host):
            return False
        values, key = self.texts(), self.draft_key()
        author, now = host.officer, host.clock.now()
        try:
            await host.desk.write(lambda r: r.keep_draft(key, author, values, now))
        except DeskError as error:
            self.say(str(error), wrong=True)
            return False
        if not self._wrong:  # what stops the form stands until something is typed
            self.say(_("Draft saved."))
        return True

    @work(exclusive=True, group="save")
    async def do_save_form(self) -> None:
        """Check, do what the form is for, forget the draft."""
        values = self.texts()
        if self._busy or not self._complete(values):
            return
        await self.keep()
        host, filling = host_of(self), self._filling
        self._busy = True
        try:
            made = await host.desk.write(lambda r: filling.act(r.access(), values))
            await self.forget()
        except DeskError as error:
            await self._grow()
            self.say(str(error), wrong=True)
            return
        finally:
            self._busy = False
        host.look_again()
        self.dismiss(made)

    async def _grow(self) -> None:
        """Ask for what has come since the form was opened, and begin there; the rest stays."""
        anew = self._filling.anew
        if anew is None:
            return
        try:
            filling = await host_of(self).desk.read(anew)
        except DeskError:
            return  # what is said next is why the form was refused
        if filling is not None:
            self._filling = filling
            await self.query_one(Entries).grow(filling.entries)

    def _complete(self, values: dict[str, str]) -> bool:
        """Say what is missing or wrong; return whether nothing is."""
        if self.warned():
            return False
        for entry in self._filling.entries:
            if entry.missing(values):
                self.say(_("{field} is missing.").format(field=entry.label), wrong=True)
                self.query_one(f"#{entry.name}").focus()
                return False
        wrong = self._filling.check(values)
        if wrong:
            self.say(wrong, wrong=True)
        return not wrong
