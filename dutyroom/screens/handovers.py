"""The handovers that were signed, and the list of one of them."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content

from dutyroom.commands import handover as words
from dutyroom.commands.command import bindings
from dutyroom.commands.handovers import HANDOVERS, LEFT, MATTER, SIGNED_LIST
from dutyroom.commands.host import host_of
from dutyroom.commands.situation import Situation
from dutyroom.desk.desk import DeskError
from dutyroom.desk.handover import sheet
from dutyroom.desk.questions import Registers
from dutyroom.documents.handover_sheet import paper
from dutyroom.documents.paper import Paper
from dutyroom.i18n import _
from dutyroom.registers.handover import declined, reading, taking_on
from dutyroom.registers.handover.reading import HandoverRow, LineRow
from dutyroom.registers.handover.statistics import figures
from dutyroom.screens import handover_asking as asking
from dutyroom.screens import handover_doors
from dutyroom.screens.asking_again import Answers, ask_and_do
from dutyroom.screens.base import DutyScreen
from dutyroom.screens.month_log import ask_month_log
from dutyroom.screens.paper import ask_paper, make
from dutyroom.standard.clocks import local, month_bounds
from dutyroom.standard.handover.walking import Standing
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.signed_lists import (
    SignedHandovers,
    SignedLines,
    about_handover,
    about_line,
    conditions,
    figures_told,
)


class Printing(DutyScreen[None]):
    """A screen on which a signed handover is chosen."""

    @property
    def handover(self) -> HandoverRow | None:
        """The handover."""
        raise NotImplementedError

    def situation(self) -> Situation:
        """Return what can be done with it."""
        here = frozenset({words.LISTED} if self.handover is not None else ())
        return replace(super().situation(), here=here)

    def do_handover_sheet(self) -> None:
        """Print or save its list as it was signed."""
        row = self.handover
        if row is None:
            return
        title = _("Handover list {number}").format(number=row.label)
        name = _("handover-{number}").format(number=row.label)
        identity = row.id

        async def read() -> Paper | None:
            host = host_of(self)
            now, settings = host.clock.now(), host.desk.settings
            found = await host.desk.read(lambda s: sheet(s, identity, now, settings))
            return paper(found) if found is not None else None

        self.app.run_worker(ask_paper(self.app, title, name, read, make), group="paper")


class HandoversScreen(Printing):
    """The signed handovers, the latest first."""

    OFFERS: ClassVar = HANDOVERS
    BINDINGS: ClassVar = bindings(HANDOVERS)

    DEFAULT_CSS = """
    HandoversScreen #figures { height: auto; max-height: 5; padding: 0 1; background: $surface; }
    HandoversScreen #about { height: auto; max-height: 9; padding: 0 1; background: $surface; }
    """

    def compose_body(self) -> ComposeResult:
        """Lay out figures, list and explanation."""
        yield Prose("", id="figures")
        yield SignedHandovers(id="handovers")
        yield Prose("", id="about")

    def on_mount(self) -> None:
        """Read them."""
        self.query_one(SignedHandovers).focus()
        self._read()

    @property
    def handover(self) -> HandoverRow | None:
        """The handover under the cursor."""
        return self.query_one(SignedHandovers).chosen

    @work(exclusive=True, group="rows")
    async def _read(self) -> None:
        """Read the latest, and the figures of this month."""
        host = host_of(self)
        now, limits = host.clock.now(), host.desk.settings.equipment
        start, end = month_bounds(local(now).year, local(now).month)
        try:
            rows = await host.desk.read(reading.signed)
            found = await host.desk.read(lambda s: figures(s, start, end, now, limits))
        except DeskError as error:
            self.query_one("#about", Prose).update(Content(str(error)))
            return
        empty = Content(_("  No handover has been signed yet."))
        self.query_one(SignedHandovers).show_rows(rows, more=False, empty=empty)
        self.query_one("#figures", Prose).update(figures_told(found))

    @on(LineList.Chosen)
    def explain(self) -> None:
        """Show the chosen one in full."""
        row = self.handover
        about = about_handover(row) if row is not None else Content("")
        self.query_one("#about", Prose).update(about)
        self.query_one(KeyBar).refresh()

    def do_month_log(self) -> None:
        """Print or save the duty log of a month."""
        self.app.run_worker(ask_month_log(self.app), group="paper")

    def do_open_handover(self) -> None:
        """Show its list."""
        if (row := self.handover) is not None:
            self.app.push_screen(handover_doors.signed_list(row.id))


class SignedListScreen(Printing):
    """One signed list; for the relief the first thing to look at."""

    OFFERS: ClassVar = SIGNED_LIST
    BINDINGS: ClassVar = bindings(SIGNED_LIST)

    DEFAULT_CSS = """
    SignedListScreen #head { height: auto; max-height: 5; padding: 0 1; background: $surface; }
    SignedListScreen #about { height: auto; max-height: 8; padding: 0 1; background: $surface; }
    """

    def __init__(self, handover: str, *, first_look: bool = False) -> None:
        """Show a list.

        Args:
            handover: Id of the handover.
            first_look: The relief has just signed: only what is pending is shown.
        """
        super().__init__()
        self._of = handover
        self._first_look = first_look
        self._row: HandoverRow | None = None
        self._taken: dict[str, declined.TakenOn] = {}

    def compose_body(self) -> ComposeResult:
        """Lay out head, list and explanation."""
        yield Prose("", id="head")
        yield SignedLines(id="lines")
        yield Prose("", id="about")

    def on_mount(self) -> None:
        """Read it."""
        self.query_one(SignedLines).focus()
        self._read()

    @property
    def handover(self) -> HandoverRow | None:
        """The handover."""
        return self._row

    @work(exclusive=True, group="rows")
    async def _read(self) -> None:
        """Read the list as it was signed."""
        desk, identity = host_of(self).desk, self._of
        try:
            self._row = await desk.read(lambda session: reading.get(session, identity))
            lines = await desk.read(lambda session: reading.lines(session, identity))
            self._taken = await desk.read(lambda session: declined.taken_on(session, identity))
        except DeskError as error:
            self.query_one("#about", Prose).update(Content(str(error)))
            return
        self.query_one("#head", Prose).update(self._head())
        shown_lines = [line for line in lines if not (self._first_look and line.done)]
        empty = Content(_("  Nothing is pending."))
        self.query_one(SignedLines).show_rows(_numbered(shown_lines), more=False, empty=empty)

    def _head(self) -> Content:
        """Return what stands on top: which list it is, and in what condition the desk was."""
        row = self._row
        words = _("Handover list {number}").format(number=row.label if row is not None else "")
        title = Content.styled(words, "bold $accent")
        if self._first_look:
            words = _("You are on duty. This is what was pending; Esc goes on.")
            title = Content.styled(words, "bold $success")
        return Content("\n").join([title, *(conditions(row) if row is not None else ())])

    @on(LineList.Chosen)
    def explain(self) -> None:
        """Show the chosen line in full."""
        chosen = self.query_one(SignedLines).chosen
        about = Content("")
        if chosen is not None:
            about = about_line(chosen.line, self._taken.get(chosen.line.item))
        self.query_one("#about", Prose).update(about)
        self.query_one(KeyBar).refresh()

    def situation(self) -> Situation:
        """Return what can be done with the chosen line."""
        chosen, known = self.query_one(SignedLines).chosen, super().situation()
        line = chosen.line if chosen is not None else None
        if line is None or line.standing != Standing.DECLINED or line.item in self._taken:
            return known
        here = MATTER if declined.transferred(line.kind) else LEFT
        return replace(known, here=known.here | {here})

    @work(exclusive=True, group="question")
    async def do_take_on(self) -> None:
        """Ask what is done now about what was declined, and record it."""
        chosen, of, officer = self.query_one(SignedLines).chosen, self._of, host_of(self).officer
        if chosen is None:
            return
        line = chosen.line

        def act(registers: Registers, answers: Answers) -> None:
            access, said = registers.access(), answers["words"]
            taking_on.take_on(access, of, line.item, said, actor=officer)

        await ask_and_do(self.app, asking.taking_on(line.what, line.reason), act)
        self._read()


def _numbered(lines: list[LineRow]) -> list[SignedLines.Numbered]:
    """Return lines with their places."""
    return [SignedLines.Numbered(str(number), line) for number, line in enumerate(lines, 1)]
