"""One call in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from dutyroom.commands.calls import CALL
from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.matters.reading import by_call
from dutyroom.screens.on_call import OnCall
from dutyroom.widgets.call_detail import described
from dutyroom.widgets.declined import declined_told
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.matter_list import of_call
from dutyroom.widgets.prose import Prose

if TYPE_CHECKING:
    from dutyroom.registers.calls.reading import CallRow


class CallScreen(OnCall[None]):
    """Everything that is known of one call, and what can be done to it."""

    OFFERS: ClassVar = CALL
    BINDINGS: ClassVar = bindings(CALL)

    DEFAULT_CSS = "CallScreen VerticalScroll { padding: 0 1; height: 1fr; }"

    def __init__(self, row: CallRow) -> None:
        """Show a call.

        Args:
            row: Its line of the log.
        """
        super().__init__()
        self._row = row

    @property
    def call_row(self) -> CallRow | None:
        """The call."""
        return self._row

    def compose_body(self) -> ComposeResult:
        """Lay out the text."""
        with VerticalScroll():
            yield Prose("", id="all")

    def on_mount(self) -> None:
        """Read the call, and again whenever the registers change."""
        self.query_one(VerticalScroll).focus()
        self.watch(self.app, "edition", self._again)

    def _again(self) -> None:
        """Read the call when the registers change."""
        self._load()

    @work(exclusive=True)
    async def _load(self) -> None:
        """Read everything about the call."""
        host = host_of(self)
        number, call, seat = self._row.number, self._row.id, host.desk.place().seat
        try:
            detail = await host.desk.ask(lambda r: r.call(call))
            others = await host.desk.ask(lambda r: r.previous(number, limit=6)) if number else []
            origin = await host.desk.ask(lambda r: r.origin(number)) if number else ""
            matters = await host.desk.read(lambda session: by_call(session, call))
            why = (await host.desk.ask(lambda r: r.declined_calls(seat))).get(call, "")
        except DeskError as error:
            self._show(Content(str(error)))
            return
        if detail is None:
            self._show(Content(_("This call is not in the log.")))
            return
        self._row = detail.row
        text = described(detail, others, origin, host.now, full=True)
        kept = declined_told(why) if why and detail.row.owed else Content("")
        parts = (text, kept, of_call(matters, host.now))
        self._show(Content("\n\n").join([part for part in parts if part.plain]))
        self.query_one(KeyBar).refresh()

    def _show(self, text: Content) -> None:
        """Show the text."""
        self.query_one("#all", Prose).update(text)
