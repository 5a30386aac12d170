"""What stands beside the walk through a handover: end check, leader, notes, the sheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual import work

from dutyroom.commands.host import host_of
from dutyroom.desk.handover import Looked, sheet
from dutyroom.documents.handover_sheet import paper
from dutyroom.documents.paper import Paper
from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.handover import absence, acts
from dutyroom.registers.notes import facts as notes
from dutyroom.registers.notes.facts import NoteKind
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.screens import doors, equipment_doors, handover_doors
from dutyroom.screens import handover_asking as asking
from dutyroom.screens.acting import done
from dutyroom.screens.asking import Question
from dutyroom.screens.asking_again import Answers, SetAside, reasons_against
from dutyroom.screens.base import DutyScreen
from dutyroom.screens.paper import ask_paper, make
from dutyroom.standard.typed_times import typed_moment
from dutyroom.widgets.handover_list import ItemRow

Step = Callable[[Access, Answers], object]
"""Does a step of the handover with what was answered."""


class HandoverEnding(DutyScreen[None]):
    """What the handover's screen does beside the walk-through.

    Attributes:
        looked: How the handover stands.
    """

    def __init__(self) -> None:
        """Begin with nothing known."""
        super().__init__()
        self.looked = Looked()

    @property
    def actor(self) -> str:
        """In whose name is recorded what nobody signs by password."""
        return host_of(self).officer

    @property
    def chosen(self) -> ItemRow | None:
        """The item under the cursor."""
        raise NotImplementedError

    async def ask(
        self,
        question: Question,
        act: Step,
        *,
        explaining: bool | None = None,
        set_aside: SetAside = reasons_against,
    ) -> bool:
        """Ask, and do a step of the handover; what is refused is asked anew, with what was typed.

        Args:
            question: What is asked.
            act: Does it; may raise a `PlainError`, which is the refusal.
            explaining: Go on to the next item to explain, or to decide on; None: stay.
            set_aside: Asks for what sets a refusal aside.

        Returns:
            Whether it was done.
        """
        raise NotImplementedError

    @property
    def leader_done(self) -> bool:
        """Whether the leader was told, or signed, as the unit wants it."""
        held = self.looked.held
        if host_of(self).desk.settings.handover.leader == "nothing":
            return True
        if held is None or held.row is None:
            return False
        return held.leader_signed if self._leader_signs_here else bool(held.row.leader)

    @property
    def _leader_signs_here(self) -> bool:
        """Whether the unit wants a signature, and the leader on duty can give one."""
        held = self.looked.held
        agreed = held is not None and held.walk.absent
        return self._to_sign and self.looked.leader_signs and not agreed

    @property
    def _to_sign(self) -> bool:
        """Whether the unit wants a signature."""
        return host_of(self).desk.settings.handover.leader == "signs"

    @property
    def shift(self) -> ShiftRow | None:
        """The shift in charge."""
        return self.looked.held.shift if self.looked.held is not None else None

    def do_end_check(self) -> None:
        """Open the check of the end; where it is signed, show how it differs from the start."""
        held = self.looked.held
        missing = held is not None and held.walk.unchecked
        self.app.push_screen(
            equipment_doors.end_check() if missing else equipment_doors.comparison()
        )

    @work(exclusive=True, group="question")
    async def do_tell_leader(self) -> None:
        """Note that the leader was told; where the unit wants it, let them sign."""
        shift = self.shift
        if shift is None:
            return
        if self._leader_signs_here:
            await self.leader_signs(shift)
            return
        officer = self.actor
        await self.ask(
            asking.leader(shift, unable=self._to_sign and not self.looked.leader_signs),
            lambda access, answers: acts.tell_leader(access, actor=officer, **answers),
        )

    @work(exclusive=True, group="question")
    async def do_outgoing_absent(self) -> None:
        """Note that the outgoing officer was taken ill, or that they go on after all."""
        held = self.looked.held
        if held is not None and held.walk.absent:
            question, officer = asking.back(held.shift), self.actor
            await self.ask(question, lambda access, _none: absence.note_back(access, actor=officer))
        elif held is not None:
            await self.noted_absent(held.shift)

    async def noted_absent(self, shift: ShiftRow, reason: str = "") -> bool:
        """Ask why the outgoing officer cannot go on and which leader agreed; return if noted."""
        desk = host_of(self).desk
        known = await desk.read(lambda session: absence.leaders(session, shift))
        return await self.ask(
            asking.absence(shift, known, reason),
            lambda access, answers: absence.note_absent(access, **answers),
        )

    async def leader_signs(self, shift: ShiftRow, *, changed: bool = False) -> bool:
        """Let the leader sign by password; return whether they did.

        Args:
            shift: The shift in charge.
            changed: The list has changed since they signed, while both were signing.
        """
        leader = shift.leader_id
        return await self.ask(
            asking.leader_password(shift, changed=changed),
            lambda access, answers: acts.leader_signs(access, leader, answers["password"]),
        )

    @work(exclusive=True, group="question")
    async def do_leave_note(self) -> None:
        """Leave a note, or write down a temporary state."""
        host = host_of(self)
        now = host.clock.now()
        answer = await self.app.push_screen_wait(doors.question(asking.note(now)))
        if answer is not None:
            until = typed_moment(answer["until"], now) if answer["until"] else None
            await host.recorded(
                notes.left(
                    notes.new_id(),
                    now,
                    host.desk.place(),
                    actor=host.officer,
                    kind=NoteKind(answer["kind"]),
                    text=answer["text"],
                    until=until,
                )
            )

    @work(exclusive=True, group="question")
    async def do_end_note(self) -> None:
        """End the chosen note or state."""
        host, row = host_of(self), self.chosen
        if row is None:
            return
        note, now = row.item.subject, host.clock.now()
        answer = await self.app.push_screen_wait(doors.question(asking.ending(row.item)))
        if answer is not None:
            place = host.desk.place()
            await host.recorded(
                notes.ended(note, now, place, actor=host.officer, how=answer["how"])
            )

    def do_handover_sheet(self) -> None:
        """Print or save the list as it stands; that goes on when this screen is left."""
        title, name = _("Handover list"), _("handover")
        self.app.run_worker(ask_paper(self.app, title, name, self._paper, make), group="paper")

    async def _paper(self) -> Paper | None:
        """Read the list as it stands."""
        host = host_of(self)
        now: datetime = host.clock.now()
        settings = host.desk.settings
        found = await host.desk.read(lambda session: sheet(session, "", now, settings))
        return paper(found) if found is not None else None

    def do_past_handovers(self) -> None:
        """Show the signed ones."""
        self.app.push_screen(handover_doors.handovers())

    @work(exclusive=True, group="question")
    async def do_give_up(self) -> None:
        """Give the handover up with a reason."""
        answer = await self.app.push_screen_wait(doors.question(asking.giving_up()))
        if answer is not None:
            reason, officer = answer["reason"], host_of(self).officer
            await done(
                host_of(self), lambda access: acts.give_up(access, actor=officer, reason=reason)
            )
