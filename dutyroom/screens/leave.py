"""The whereabouts board: who is away, where, until when, and who stands in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content

from dutyroom.commands import leave as words
from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.commands.leave import LEAVE
from dutyroom.commands.situation import Situation
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.leave import acts, correcting, reading
from dutyroom.registers.leave.concerns import Concern
from dutyroom.registers.leave.deadlines import without_deputy
from dutyroom.registers.leave.kinds import LeaveKind
from dutyroom.registers.leave.reading import Correction, LeaveRow
from dutyroom.registers.leave.rules import DECIDING
from dutyroom.registers.people import reading as people
from dutyroom.registers.people.person import Person
from dutyroom.screens import doors, leave_doors
from dutyroom.screens import leave_asking as asking
from dutyroom.screens.acting import done
from dutyroom.screens.asking import Question
from dutyroom.screens.asking_again import Answers, ask_and_do
from dutyroom.screens.assent import Decided, Deciding, ask_and_decide
from dutyroom.screens.base import DutyScreen
from dutyroom.screens.leave_applying import ask_leave
from dutyroom.screens.verdict import ask_verdict
from dutyroom.standard.typed_times import typed_moment
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.leave_list import LeaveList, explained, grace_of
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.prose import Prose

_PAST = 100
"""Settled leaves that are shown when they are asked for."""


class LeaveScreen(DutyScreen[None]):
    """Leave and whereabouts, and what can be done about the chosen one."""

    OFFERS: ClassVar = LEAVE
    BINDINGS: ClassVar = bindings(LEAVE)

    DEFAULT_CSS = """
    LeaveScreen #about { height: auto; max-height: 8; padding: 0 1; background: $surface; }
    """

    def __init__(self) -> None:
        """Begin without what is settled."""
        super().__init__()
        self._past = False
        self._corrections: dict[str, list[Correction]] = {}

    def compose_body(self) -> ComposeResult:
        """Lay out list and explanation."""
        yield LeaveList(id="leaves")
        yield Prose("", id="about")

    def on_mount(self) -> None:
        """Follow the register."""
        self.query_one(LeaveList).focus()
        self.watch(self.app, "edition", self._again)

    def _again(self) -> None:
        """Read the board anew after a change."""
        self.read()

    @property
    def _chosen(self) -> LeaveRow | None:
        """The leave under the cursor."""
        return self.query_one(LeaveList).chosen

    @property
    def _grace(self) -> timedelta:
        """How long a return may take to be reported."""
        return grace_of(host_of(self).desk.settings.leave.return_grace)

    @work(exclusive=True, group="rows")
    async def read(self) -> None:
        """Read the board anew."""
        host = host_of(self)
        now, grace, settled = host.clock.now(), self._grace, _PAST if self._past else 0
        try:
            rows = await host.desk.read(
                lambda session: reading.board(session, now, grace, settled=settled)
            )
            self._corrections = await host.desk.read(
                lambda session: {row.id: reading.corrections(session, row.id) for row in rows}
            )
        except DeskError as error:
            self.query_one("#about", Prose).update(Content(str(error)))
            return
        empty = Content(_("  Everybody is here."))
        self.query_one(LeaveList).show_rows(rows, more=False, empty=empty)

    @on(LineList.Chosen)
    def explain(self) -> None:
        """Show the chosen leave in full."""
        row, about = self._chosen, self.query_one("#about", Prose)
        if row is None:
            about.update(Content(""))
        else:
            known = self._corrections.get(row.id, [])
            now, rows = host_of(self).now, self.query_one(LeaveList).rows
            alone = row in without_deputy(rows, now)
            about.update(explained(row, known, now, self._grace, deputy_away=alone))
        self.query_one(KeyBar).refresh()

    def situation(self) -> Situation:
        """Return what can be done to the chosen leave."""
        row, here = self._chosen, set[str]()
        if row is not None:
            where = row.whereabouts(host_of(self).now, self._grace)
            tests = {
                words.CHOSEN: True,
                words.TO_DECIDE: row.decided_at is None and row.cancelled_at is None,
                words.OUT: row.counts and row.returned_at is None,
                words.HERE: row.left_at is None and row.returned_at is None and not where.settled,
                words.OPEN: not where.settled,
                words.COMPENSATORY: row.kind is LeaveKind.COMPENSATORY,
            }
            here = {word for word, holds in tests.items() if holds}
        return replace(super().situation(), here=frozenset(here))

    @work(exclusive=True, group="question")
    async def do_apply_for_leave(self) -> None:
        """Ask who, when and why; what speaks against it is said before."""
        await ask_leave(self.app)

    @work(exclusive=True, group="question")
    async def do_decide_leave(self) -> None:
        """Have somebody approve or refuse."""
        row = self._chosen
        if row is None:
            return
        deciding = await self._deciding(row, _("Approve or refuse"))
        await ask_verdict(self.app, deciding, partial(acts.decide, leave_id=row.id))

    @work(exclusive=True, group="question")
    async def do_note_left(self) -> None:
        """Ask when somebody left."""
        host, row = host_of(self), self._chosen
        if row is None:
            return
        now, actor = host.clock.now(), host.officer

        def act(access: Access, answer: Answers) -> None:
            acts.note_left(access, row.id, _moment(answer["at"], now), actor=actor)

        await self._ask(asking.left(row, now), act)

    @work(exclusive=True, group="question")
    async def do_report_return(self) -> None:
        """Ask since when somebody is back."""
        host, row = host_of(self), self._chosen
        if row is None:
            return
        now, actor = host.clock.now(), host.officer

        def act(access: Access, answer: Answers) -> None:
            at = _moment(answer["at"], now)
            acts.report_return(access, row.id, at, actor=actor, note=answer["note"])

        await self._ask(asking.back(row, now), act)

    @work(exclusive=True, group="question")
    async def do_cancel_leave(self) -> None:
        """Ask why a leave is cancelled."""
        row, actor = self._chosen, host_of(self).officer
        if row is None:
            return

        def act(access: Access, answer: Answers) -> None:
            acts.cancel(access, row.id, why=answer["why"], actor=actor)

        await self._ask(asking.why_cancel(row), act)

    @work(exclusive=True, group="question")
    async def do_correct_leave(self) -> None:
        """Ask what changes; other days of an approved leave are agreed to."""
        host, row = host_of(self), self._chosen
        if row is None:
            return
        chosen = await self.app.push_screen_wait(doors.question(asking.which_field(row)))
        if chosen is None:
            return
        name, now = chosen["field"], host.clock.now()
        answer = await self.app.push_screen_wait(doors.question(asking.new_value(row, name, now)))
        if answer is None:
            return
        timed = name in correcting.DAYS
        new = _moment(answer["new"], now).isoformat() if timed else answer["new"]
        change = correcting.Change(name, new, answer["why"], answer.get("phone", ""))
        found = await host.desk.read(lambda s: correcting.against(s, row, change, now))
        said = asking.all_the_same(found, _("Change all the same?"), _("Change"))
        if found and await self.app.push_screen_wait(doors.question(said)) is None:
            return
        await self._correct(row, change, found)

    async def _correct(
        self, row: LeaveRow, change: correcting.Change, found: list[Concern]
    ) -> None:
        """Correct it, once whoever decides has agreed to other days of an approved leave."""
        actor = host_of(self).officer

        def act(access: Access, decided: Decided | None = None) -> None:
            correcting.correct(
                access,
                row.id,
                change,
                actor=actor,
                accepted=tuple(found),
                assent=decided.assent if decided else None,
                password=decided.password if decided else "",
            )

        if change.name in correcting.DAYS and row.approved:
            deciding = await self._deciding(row, _("Other days need approval"))
            await ask_and_decide(self.app, deciding, act)
        else:
            await self._act(act)

    def do_leave_form(self) -> None:
        """Print or save the form; that goes on when this screen is left."""
        if (row := self._chosen) is not None:
            self.app.run_worker(leave_doors.leave_form(self.app, row.id), group="paper")

    def do_past_leave(self) -> None:
        """Show what is settled as well, or hide it."""
        self._past = not self._past
        self.read()

    async def _deciding(self, row: LeaveRow, title: str) -> Deciding:
        """Return what is decided about a leave, and by whom."""
        everybody = [each for each in await self._people() if each.id != row.person]
        able = [each for each in everybody if each.roles & DECIDING]
        return asking.deciding(row, title, able)

    async def _ask(self, question: Question, act: Callable[[Access, Answers], None]) -> None:
        """Ask and carry it out; what is refused is asked again, with what was typed."""
        await ask_and_do(self.app, question, lambda r, answer: act(r.access(), answer))

    async def _act(self, act: Callable[[Access], object]) -> None:
        """Carry something out."""
        await done(host_of(self), act)

    async def _people(self) -> list[Person]:
        """Return everybody who is not retired."""
        return await host_of(self).desk.read(people.everybody)


def _moment(text: str, now: datetime) -> datetime:
    """Return a moment that the question has checked."""
    return typed_moment(text, now) or now
