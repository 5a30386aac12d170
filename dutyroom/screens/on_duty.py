"""The shift in charge: who serves, leads and answers, and what happens in its course."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.commands.on_duty import ON_DUTY
from dutyroom.commands.situation import Situation
from dutyroom.desk.desk import DeskError
from dutyroom.desk.sign_on import Beginning, begin
from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.equipment import lists
from dutyroom.registers.shifts import serving, stepping_out
from dutyroom.registers.shifts.blockers import NamedLeader
from dutyroom.registers.shifts.reading import ShiftDetail, detail
from dutyroom.screens import post
from dutyroom.screens import shift_questions as ask
from dutyroom.screens.asking import Question
from dutyroom.screens.asking_again import Answers, ask_and_do
from dutyroom.screens.base import DutyScreen
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.shift_view import whole

if TYPE_CHECKING:
    from dutyroom.registers.equipment.lists import Checklist
    from dutyroom.store.session import Session

Act = Callable[[Access, Answers], Any]


class OnDutyScreen(DutyScreen[None]):
    """One shift in full, as it goes on."""

    OFFERS: ClassVar = ON_DUTY
    BINDINGS: ClassVar = bindings(ON_DUTY)

    DEFAULT_CSS = """
    OnDutyScreen VerticalScroll { height: 1fr; padding: 1 1 0 1; }
    OnDutyScreen Prose { height: auto; }
    """

    def __init__(self) -> None:
        """Show whoever is in charge."""
        super().__init__()
        self._known: ShiftDetail | None = None
        self._begun = Beginning()

    def compose_body(self) -> ComposeResult:
        """Lay out the shift."""
        with VerticalScroll():
            yield Prose("", id="shift")

    def on_mount(self) -> None:
        """Follow the registers."""
        self.query_one(VerticalScroll).focus()
        self._read()
        self.watch(self.app, "edition", self._read_again, init=False)

    def _read_again(self) -> None:
        """Read the shift again when the registers change."""
        self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        """Show the shift as it stands."""
        now = host_of(self).clock.now()

        def look(session: Session) -> tuple[Beginning, ShiftDetail | None, Checklist | None]:
            begun = begin(session, now)
            shift = detail(session, begun.current.id) if begun.current else None
            return begun, shift, lists.in_force(session)

        shown_as = self.query_one("#shift", Prose)
        try:
            self._begun, self._known, checklist = await host_of(self).desk.read(look)
        except DeskError as error:
            shown_as.update(Content(str(error)))
            return
        known = self._known
        devices = {item.key: item.name for item in checklist.items} if checklist else {}
        nobody = Content(_("Nobody is on duty. F10: sign on."))
        shown_as.update(whole(known, devices) if known else nobody)
        self.query_one(KeyBar).refresh()

    def situation(self) -> Situation:
        """Return what holds of the shift."""
        base = super().situation()
        known = self._known
        if known is None:
            return base
        holds = {"away"} if post.may_be_back(known) else set()
        if post.may_leave(known):
            holds.add("present")
        if known.leaders:
            holds.add("leader")
        if any(each.left_at is None for each in known.officers):
            holds.add("joined")
        return replace(base, here=base.here | holds)

    @work(exclusive=True, group="ask")
    async def do_leader_says(self) -> None:
        """Note that the leader has said that they lead."""
        known = self._known
        if known is None:
            return
        leads = known.leaders[-1]

        def act(access: Access, answers: Answers) -> None:
            leader = ask.leader_said(leads, answers, access.store)
            if answers["how"] == ask.HERE:
                serving.acknowledge_signed(
                    access, known.shift.id, leader, password=answers["password"]
                )
            else:
                serving.acknowledge(access, known.shift.id, leader)

        await self._ask(ask.leader_says(leads), act)

    @work(exclusive=True, group="ask")
    async def do_other_leader(self) -> None:
        """Name another leader."""
        known, begun, actor = self._known, self._begun, host_of(self).officer
        if known is None:
            return

        def act(access: Access, answers: Answers) -> None:
            leader: NamedLeader = ask.named_leader(begun, answers, access.store)
            serving.name_leader(access, known.shift.id, leader, actor=actor, reasons=answers)

        await self._ask(ask.other_leader(begun), act)

    @work(exclusive=True, group="ask")
    async def do_join(self) -> None:
        """Let another officer serve beside the one in charge."""
        known, begun, now = self._known, self._begun, host_of(self).clock.now()
        if known is None:
            return
        serve = {known.shift.officer_id, *(o.person for o in known.officers if not o.left_at)}

        def act(access: Access, answers: Answers) -> None:
            serving.join(
                access,
                known.shift.id,
                answers["person"],
                password=answers["password"],
                arrived_at=ask.moment(answers["arrived"], now),
                sober=answers["sober"] == ask.YES,
                fit=answers["fit"] == ask.YES,
                reasons=answers,
            )

        free = [person for person in begun.officers if person.id not in serve]
        await self._ask(ask.join(free, now), act)

    @work(exclusive=True, group="ask")
    async def do_end_service(self) -> None:
        """End the service of another officer."""
        known, actor = self._known, host_of(self).officer
        if known is None:
            return

        def act(access: Access, answers: Answers) -> None:
            serving.leave(access, known.shift.id, answers["person"], actor=actor)

        await self._ask(ask.end_service(known.officers), act)

    @work(exclusive=True, group="ask")
    async def do_leave_post(self) -> None:
        """Leave the post: the officer in charge to a substitute, another to those who stay."""
        known, begun, actor = self._known, self._begun, host_of(self).officer
        if known is None:
            return
        only = post.may_leave(known)[0][1]

        def act(access: Access, answers: Answers) -> str:
            shift, reason = known.shift.id, answers["reason"]
            if (who := answers.get("who", only)) != post.IN_CHARGE:
                stepping_out.step_out(access, shift, who, reason=reason, actor=actor)
                return ""
            substitute = answers["substitute"]
            person = next((p for p in begun.people if p.name == substitute), None)
            serving.leave_post(
                access,
                shift,
                reason=reason,
                substitute=substitute,
                substitute_id=person.id if person is not None else "",
                reasons=answers,
                actor=actor,
            )
            return post.locked_out(begun, substitute)

        if told := await self._ask(post.leaving(known), act):
            host_of(self).tell(told, wrong=True)

    @work(exclusive=True, group="ask")
    async def do_take_post(self) -> None:
        """Come back to the post."""
        if (known := self._known) is not None:
            await post.ask_back(self.app, known)

    @work(exclusive=True, group="ask")
    async def do_correct_shift(self) -> None:
        """Correct what was noted."""
        known, actor, now = self._known, host_of(self).officer, host_of(self).clock.now()
        if known is None:
            return

        def act(access: Access, answers: Answers) -> None:
            serving.correct(
                access,
                known.shift.id,
                answers["field"],
                ask.corrected(answers, now),
                why=answers["why"],
                actor=actor,
            )

        await self._ask(ask.correct(now), act)

    async def _ask(self, question: Question, act: Act) -> Any:  # noqa: ANN401 - whatever it says
        """Ask, and do it; the screen follows the registers. Return what was done; None: nothing."""
        return await ask_and_do(self.app, question, lambda r, answers: act(r.access(), answers))
