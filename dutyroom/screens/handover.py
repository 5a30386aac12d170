"""The handover, in the order in which people really do it (article 17).

Prepare: everything of the shift is collected by itself, and what is pending is explained. The
relief arrives. Item by item the relief accepts, asks back or declines. Both sign. Each step is
recorded at once: a call in the middle, or a crash, disturbs nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from dutyroom.commands import handover as words
from dutyroom.commands.command import bindings
from dutyroom.commands.handover import HANDOVER, Accept
from dutyroom.commands.host import host_of
from dutyroom.commands.situation import Situation
from dutyroom.desk.desk import DeskError
from dutyroom.desk.handover import look, reliefs
from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.handover import acts
from dutyroom.registers.handover.reading import last_explanation
from dutyroom.screens import doors
from dutyroom.screens import handover_asking as asking
from dutyroom.screens.acting import done
from dutyroom.screens.handover_ending import HandoverEnding
from dutyroom.screens.shift import since
from dutyroom.standard.handover.values import Decision, ItemKind
from dutyroom.standard.handover.walking import Standing, after, undecided
from dutyroom.widgets.handover_head import head
from dutyroom.widgets.handover_list import HandoverList, ItemRow, explained, rows_of
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.line_list import LineList

_NOTES = frozenset({ItemKind.NOTE, ItemKind.STATE})


class HandoverScreen(HandoverEnding):
    """Everything there is to hand over, and the steps of doing it."""

    OFFERS: ClassVar = HANDOVER
    BINDINGS: ClassVar = bindings(HANDOVER)

    DEFAULT_CSS = """
    HandoverScreen #head { height: 2; padding: 0 1; background: $surface; }
    HandoverScreen #about { height: auto; max-height: 8; padding: 0 1; background: $surface; }
    """

    def __init__(self) -> None:
        """Begin with nothing known."""
        super().__init__()
        self._next: Callable[[str], str] | None = None

    def compose_body(self) -> ComposeResult:
        """Lay out head, list and explanation."""
        yield Static("", id="head")
        yield HandoverList(id="items")
        yield Static("", id="about")

    def on_mount(self) -> None:
        """Follow the registers."""
        self.query_one(HandoverList).focus()
        self.watch(self.app, "edition", self._again)
        self.watch(self.app, "now", self._draw_head, init=False)

    def _again(self) -> None:
        """Collect anew after a change."""
        self.read()

    @work(exclusive=True, group="rows")
    async def read(self) -> None:
        """Collect everything anew; the cursor goes on to what is next, where a step was done."""
        host = host_of(self)
        now, settings = host.clock.now(), host.desk.settings
        try:
            self.looked = await host.desk.read(lambda session: look(session, now, settings))
        except DeskError as error:
            self.query_one("#about", Static).update(Content(str(error)))
            return
        held, listed = self.looked.held, self.query_one(HandoverList)
        empty = Content(_("  Nothing is pending, and nothing was done in this shift."))
        if held is None:
            empty = Content(_("  Nobody is on duty: there is nothing to hand over."))
        listed.show_rows(rows_of(held.walk) if held else [], more=False, empty=empty)
        self._go_on(listed)
        self._draw_head()

    def _go_on(self, listed: HandoverList) -> None:
        """Move the cursor to the next item that needs somebody, after a step."""
        chosen, following = listed.chosen, self._next
        self._next = None
        if chosen is not None and following is not None:
            key = following(chosen.id)
            listed.cursor = next((i for i, row in enumerate(listed.rows) if row.id == key), 0)

    def _draw_head(self) -> None:
        """Show how far it is."""
        self.query_one("#head", Static).update(head(self.looked, host_of(self).now))

    @property
    def chosen(self) -> ItemRow | None:
        """The item under the cursor."""
        return self.query_one(HandoverList).chosen

    @on(LineList.Chosen)
    def explain_chosen(self) -> None:
        """Show the chosen item in full."""
        row, held = self.chosen, self.looked.held
        about = explained(row, held.walk) if row is not None and held is not None else Content("")
        self.query_one("#about", Static).update(about)
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
            words.DECIDED: walk is not None and not undecided(walk),
            words.LEADER_DONE: self.leader_done,
            words.LISTED: held is not None,
        }
        here = frozenset(word for word, held_now in holds.items() if held_now)
        return replace(super().situation(), here=here)

    async def action_command(self, name: str) -> None:
        """Carry a command out; a key that is held or hurried accepts nothing, and that is said."""
        host = host_of(self)
        if name == Accept.name and host.presses.held:
            host.tell(_("Too quick: one press, one item. Look at it, then press again."))
        await super().action_command(name)

    async def act(self, act: Callable[[Access], object], *, explaining: bool | None = None) -> bool:
        """Do a step, begin the handover first where it is not, and go on to the next item."""
        officer, ends = host_of(self).officer, self.looked.ends

        def step(access: Access) -> object:
            acts.begin(access, actor=officer, planned_end=ends)
            return act(access)

        went = await done(host_of(self), step)
        if went and explaining is not None:
            self._next = partial(self._following, explaining=explaining)
        self.read()
        return went

    def _following(self, key: str, *, explaining: bool) -> str:
        """Return the key of the item that is next."""
        held = self.looked.held
        if held is None:
            return key
        return after(held.walk.items, held.walk, key, explaining=explaining)

    @work(exclusive=True, group="question")
    async def do_explain(self) -> None:
        """Ask how the chosen item stands, and record it."""
        row, held = self.chosen, self.looked.held
        if row is None or held is None:
            return
        key, said = row.id, held.walk.explained.get(row.id)
        decided = held.walk.decided.get(key)
        asked = decided.reason if row.standing is Standing.ASKED and decided else ""
        before = said.text if said else await self._said_before(key)
        question = asking.explanation(row.item, before, asked)
        answer = await self.app.push_screen_wait(doors.question(question))
        if answer is not None:
            text, officer = answer["text"], host_of(self).officer
            alone = self.looked.held is not None and self.looked.held.walk.arrival is None
            await self.act(
                lambda access: acts.explain(access, key, text, actor=officer),
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
        people = []
        if self.looked.accounts:
            people = await host.desk.read(lambda session: reliefs(session, now))
        answer = await self.app.push_screen_wait(doors.question(asking.relief(people, now)))
        if answer is None:
            return
        arrived = since(answer["arrived"], now) or now
        noted = await self.act(
            lambda access: acts.arrive(
                access,
                name=answer.get("name", ""),
                person=answer.get("who", ""),
                password=answer.get("password", ""),
                arrived_at=arrived,
                planned_end=ends,
            )
        )
        if noted:  # the walk begins at the top, wherever the explaining ended
            self._next = lambda _key: self._following("", explaining=False)

    @work(exclusive=True, group="decision")
    async def do_accept_item(self) -> None:
        """Accept the chosen item; what nobody explained needs a reason."""
        row = self.chosen
        if row is None:
            return
        reason = ""
        if row.standing in {Standing.UNEXPLAINED, Standing.ASKED}:
            title, label = _("Nobody explained this item"), _("Why it is accepted all the same")
            given = await self._reason(row, title, label, _("Accept"))
            if given is None:
                return
            reason = given
        await self._decide(row, Decision.ACCEPTED, reason)

    @work(exclusive=True, group="question")
    async def do_ask_back(self) -> None:
        """Ask something about the chosen item."""
        if (row := self.chosen) is not None:
            title, label = _("Ask back"), _("What you want to know")
            reason = await self._reason(row, title, label, title)
            if reason is not None:
                await self._decide(row, Decision.ASKED, reason)

    @work(exclusive=True, group="question")
    async def do_decline_item(self) -> None:
        """Decline the chosen item with a reason."""
        if (row := self.chosen) is not None:
            title, label = _("Decline this item?"), _("Why it stays with the outgoing officer")
            reason = await self._reason(row, title, label, _("Decline"))
            if reason is not None:
                await self._decide(row, Decision.DECLINED, reason)

    async def _reason(self, row: ItemRow, title: str, label: str, accept: str) -> str | None:
        """Ask for a reason; None where somebody went back."""
        question = asking.reason(row.item, title, label, accept)
        answer = await self.app.push_screen_wait(doors.question(question))
        return answer["reason"] if answer is not None else None

    async def _decide(self, row: ItemRow, decision: Decision, reason: str) -> None:
        """Record a decision on the item as it was shown."""
        key, digest = row.id, row.item.digest
        await self.act(
            lambda access: acts.decide(access, key, decision, digest=digest, reason=reason),
            explaining=None if decision is Decision.ASKED else False,  # it is answered first
        )
