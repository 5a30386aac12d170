"""The write-up form of what did not come over the line: in the log once something is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.content import Content

from dutyroom.commands.host import host_of
from dutyroom.desk.desk import DeskError
from dutyroom.documents.call_words import word
from dutyroom.screens.write_up import WriteUpScreen
from dutyroom.widgets.moments import minute
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.shown import shown
from dutyroom.widgets.write_up_fields import WriteUpFields

if TYPE_CHECKING:
    from dutyroom.store.facts import Fact


class HandEntryScreen(WriteUpScreen):
    """The form of something new; left empty, it leaves nothing in the log."""

    def __init__(self, entered: Fact) -> None:
        """Write up something new.

        Args:
            entered: That it was entered; recorded with the first draft or the signature.
        """
        super().__init__(entered.subject)
        self._entered: Fact | None = entered

    @work(exclusive=True)
    async def _load(self) -> None:
        """Fill in what was asked for before."""
        self.arriving = False
        if self._entered is None:
            return
        fact, number = self._entered, self._entered.texts.get("number", "")
        medium = word("medium", str(fact.body.get("medium")))
        head = Content.assemble((medium, "bold"), "  ", minute(fact.occurred_at))
        self.query_one("#head", Prose).update(Content.assemble(head, "  ", shown(number, limit=40)))
        self.query_one(WriteUpFields).name_for(outgoing=fact.body.get("direction") == "out")
        known = {"called_at": minute(fact.occurred_at), "caller_number": number}
        self._fill({name: text for name, text in known.items() if text})
        self.dirty = bool(number)  # somebody has typed that: it is kept, whatever follows

    async def keep(self) -> bool:
        """Record the entry with the first draft, then save the draft."""
        if self.dirty and not host_of(self).desk.read_only:
            await self._enter()
        return await super().keep()

    async def _enter(self) -> None:
        """Put the entry into the log, once."""
        fact, self._entered = self._entered, None
        if fact is None:
            return
        host = host_of(self)
        if not await host.recorded(fact):
            self._entered = fact
            return
        try:
            self._detail = await host.desk.ask(lambda registers: registers.call(fact.subject))
        except DeskError as error:
            host.tell(str(error), wrong=True)
