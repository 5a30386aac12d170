"""The handover, in the order in which people really do it (article 17).

Prepare: everything of the shift is collected by itself, and what is pending is explained. The
relief arrives. Item by item the relief accepts, asks back or declines. Both sign. Each step is
recorded at once: a call in the middle, or a crash, disturbs nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content

from dutyroom.commands import handover as words
from dutyroom.commands.command import bindings
from dutyroom.commands.handover import HANDOVER
from dutyroom.commands.host import host_of
from dutyroom.commands.situation import Situation
from dutyroom.desk.desk import DeskError
from dutyroom.desk.handover import Reliefs, look, reliefs
from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.handover import acts
from dutyroom.registers.handover.listing import told
from dutyroom.registers.handover.said import last_explanation
from dutyroom.screens import handover_asking as asking
from dutyroom.screens import relief_asking
from dutyroom.screens.asking_again import Answers
from dutyroom.screens.handover_walking import HandoverWalking
from dutyroom.screens.secrets import let_in
from dutyroom.screens.shift import meant
from dutyroom.standard.handover.values import ItemKind
from dutyroom.standard.handover.walking import TO_EXPLAIN, Standing, undecided
from dutyroom.widgets.handover_head import head
from dutyroom.widgets.handover_list import HandoverList, ItemRow, explained, rows_of
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.prose import Prose

_NOTES = frozenset({ItemKind.NOTE, ItemKind.STATE})


class HandoverScreen(HandoverWalking):
    """Everything there is to hand over, and the steps of doing it."""

    OFFERS: ClassVar = HANDOVER
    BINDINGS: ClassVar = bindings(HANDOVER)

    DEFAULT_CSS = """
    HandoverScreen #head { height: auto; min-height: 2; max-height: 3; padding: 0 1;
        background: $surface; }
    HandoverScreen #about { height: auto; max-height: 8; padding: 0 1; background: $surface; }
    """

    def __init__(self) -> None:
        """Begin with nothing known, and then with the first item that needs somebody."""
        super().__init__()
        self.next = self._first
        self._reading = False
        self._stale = False

    def compose_body(self) -> ComposeResult:
        """Lay out head, list and explanation."""
        yield Prose("", id="head")
        yield HandoverList(id="items")
        yield Prose("", id="about")

    def on_mount(self) -> None:
        """Follow the registers."""
        self.query_one(HandoverList).focus()
        self.watch(self.app, "edition", self._again)
        self.watch(self.app, "now", self._draw_head, init=False)

    def _again(self) -> None:
        """Collect anew after a change."""
        self.read()

    @work(group="rows")
    async def read(self) -> None:
        """Collect everything anew; whoever wants it meanwhile gets it right after."""
        self._stale = True
        if self._reading:
            return
        self._reading = True
        try:
            while self._stale:
                self._stale = False
                await self.collect()
        finally:
            self._reading = False

    async def collect(self) -> None:
        """Collect everything; the cursor goes on to what is next, where a step was done."""
        host = host_of(self)
        now, settings, recorded = host.clock.now(), host.desk.settings, set(self.recorded)
        try:
            self.looked = await host.desk.read(lambda session: look(session, now, settings))
        except DeskError as error:
            self.query_one("#about", Prose).update(Content(str(error)))
            return
        self.recording -= recorded
        self.recorded -= recorded
        held, listed = self.looked.held, self.query_one(HandoverList)
        empty = Content(_("  Nothing is pending, and nothing was done in this shift."))
        if held is None:
            empty = Content(_("  Nobody is on duty: there is nothing to hand over."))
        listed.show_rows(rows_of(held) if held else [], more=False, empty=empty)
        self._go_on(listed)
        self._draw_head()

    def _go_on(self, listed: HandoverList) -> None:
        """Move the cursor to the next item that needs somebody, after a step."""
        chosen, following = listed.chosen, self.next
        self.next = None
        if chosen is not None and following is not None:
            key = following(chosen.id)
            listed.cursor = next((i for i, row in enumerate(listed.rows) if row.id == key), 0)

    def _first(self, _key: str) -> str:
        """Return the key of the first item that needs somebody; empty: none does."""
        held = self.looked.held
        alone = held is not None and held.walk.arrival is None
        return self.following("", explaining=alone)

    def _draw_head(self) -> None:
        """Show how far it is."""
        told = head(self.looked, host_of(self).now, leader_done=self.leader_done)
        self.query_one("#head", Prose).update(told)

    @property
    def chosen(self) -> ItemRow | None:
        """The item under the cursor."""
        return self.query_one(HandoverList).chosen

    @on(LineList.Chosen)
    def explain_chosen(self) -> None:
        """Show the chosen item in full."""
        row, held = self.chosen, self.looked.held
        about = (
            explained(row, held.walk, host_of(self).now)
            if row is not None and held is not None
            else Content("")
        )
        self.query_one("#about", Prose).update(about)
        self.query_one(KeyBar).refresh()

    def situation(self) -> Situation:
        """Return what can be done now."""
        row, held = self.chosen, self.looked.held
        walk = held.walk if held is not None else None
        holds = {
            words.PENDING: row is not None and not row.item.done,
            words.NOTE: row is not None and row.item.kind in _NOTES,
            words.BEGUN: held is not None and held.row is not None,
            words.RELIEF_HERE: walk is not None and walk.arrival is not None,
            words.EXPLAINED: row is not None and row.standing not in TO_EXPLAIN,
            words.ABSENT: walk is not None and walk.absent,
            words.DECIDED: walk is not None and not undecided(walk),
            words.LEADER_DONE: self.leader_done,
            words.LISTED: held is not None,
            words.CHECKED: walk is not None and not walk.unchecked,
        }
        here = frozenset(word for word, held_now in holds.items() if held_now)
        return replace(super().situation(), here=here)

    @work(exclusive=True, group="question")
    async def do_explain(self) -> None:
        """Ask how the chosen item stands, and record it."""
        row, held = self.chosen, self.looked.held
        if row is None or held is None:
            return
        key, said = row.id, held.walk.explained.get(row.id)
        decided = held.walk.decided.get(key)
        asked = decided.reason if row.standing is Standing.ASKED and decided else ""
        before = told(said)
        if not asked:
            before = said.text if said else await self._said_before(key)
        officer, alone = self.actor, held.walk.arrival is None
        await self.ask(
            asking.explanation(row.item, before, asked),
            lambda access, answers: acts.explain(access, key, answers["text"], actor=officer),
            explaining=True if alone else None,  # else the relief decides on it next
        )

    async def _said_before(self, key: str) -> str:
        """Return what was said of an item at the last handover, to be confirmed or changed."""
        try:
            return await host_of(self).desk.read(lambda s: last_explanation(s, key))
        except DeskError:
            return ""

    @work(exclusive=True, group="question")
    async def do_relief_here(self) -> None:
        """Ask who relieves, and let them show who they are."""
        host, now, ends = host_of(self), host_of(self).clock.now(), self.looked.ends
        known = Reliefs()
        if self.looked.accounts:
            known = await host.desk.read(lambda session: reliefs(session, now))

        def arrive(access: Access, answers: Answers) -> None:
            acts.arrive(
                access,
                name=answers.get("name", ""),
                person=answers.get("who", ""),
                password=answers.get("password", ""),
                arrived_at=meant(answers["arrived"], access.clock),
                planned_end=ends,
            )

        if await self.ask(relief_asking.relief(known, now), arrive, set_aside=let_in):
            self.next = self._first  # the walk begins at the top, wherever the explaining ended
