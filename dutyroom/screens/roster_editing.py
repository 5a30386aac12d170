"""Edit the draft of a roster: every edit is saved at once and can be taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from textual import work
from textual.content import Content
from textual.screen import Screen

from dutyroom.commands.host import host_of
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.roster import drafting, setting
from dutyroom.registers.roster.drafting import Draft
from dutyroom.registers.roster.picture import Judged, RosterPicture, judged
from dutyroom.registers.roster.planning import Planning
from dutyroom.screens import doors, roster_doors
from dutyroom.screens.asking import Question
from dutyroom.screens.roster_months import Months, Seen, Span
from dutyroom.standard.roster import editing
from dutyroom.standard.roster.editing import History
from dutyroom.standard.roster.values import Roster, Slot

if TYPE_CHECKING:
    from dutyroom.desk.questions import Registers
    from dutyroom.widgets.roster_month import RosterMonth
    from dutyroom.widgets.roster_week import RosterWeek

_NOTHING = Judged(Roster(date.min, date.min, ()))


@dataclass(frozen=True, slots=True)
class _Kept:
    """A draft on its way to the disk."""

    key: str
    author: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Left:
    """A draft whose days are not shown just now.

    Attributes:
        history: The draft with its way back.
        reasons: Why its faults are accepted, by their keys.
    """

    history: History
    reasons: dict[str, str]

    def fits(self, draft: Draft) -> bool:
        """Tell whether a draft is still as it was left: nobody has changed it elsewhere."""
        mine, kept = self.history.roster, draft.roster
        return mine.slots == kept.slots and set(mine.assignments) == set(kept.assignments)


class RosterEditing(Screen[Any]):
    """What is done to the draft; the roster's screen is one.

    Attributes:
        planning: How the unit rosters.
        first: First day that is shown.
        last: Last day, included.
        months: The periods that were read.
        picture: The period; None until it was read.
        prepared: The same as it was read, and judged.
        judged: What is shown of it.
        history: The draft with its way back; None: there is none.
        base: Id of the version that the draft was begun from.
        shows_draft: Show the draft where there is one.
        reasons: Why faults are accepted, by their keys.
        left: The drafts of other days that were edited here.
    """

    planning: Planning
    first: date
    last: date
    months: Months
    picture: RosterPicture | None = None
    prepared: Seen | None = None
    judged: Judged = _NOTHING
    history: History | None = None
    base: str = ""
    shows_draft: bool = True
    reasons: dict[str, str]
    left: dict[Span, _Left]

    @property
    def grid(self) -> RosterMonth | RosterWeek:
        """The list that is shown."""
        raise NotImplementedError

    def show(self) -> None:
        """Show the roster as it stands."""
        raise NotImplementedError

    @property
    def is_draft(self) -> bool:
        """Whether the draft is shown."""
        return self.history is not None and self.shows_draft

    @property
    def stale(self) -> bool:
        """Whether something was published since the draft was begun."""
        newest = self.picture.versions[0].id if self.picture and self.picture.versions else ""
        return self.history is not None and self.base != newest

    def judge(self) -> Judged:
        """Return what is shown, with what is wrong with it."""
        found, prepared = self.picture, self.prepared
        if found is None:
            return _NOTHING
        drafted = self.history is not None and self.shows_draft
        roster = self.history.roster if self.history and drafted else found.in_force
        said = self.reasons if drafted and self.reasons else None
        fits = prepared is not None and prepared.picture is found
        if prepared is not None and fits and prepared.judged.roster is roster and said is None:
            return prepared.judged
        return judged(found, roster, said)

    def take_draft(self, draft: Draft | None) -> None:
        """Go on with a draft from the disk; one that is being edited here is newer than that."""
        if self.history is not None or draft is None:
            return
        left = self.left.pop((self.first, self.last), None)
        if left is not None and left.fits(draft):
            self.history, self.reasons = left.history, left.reasons
        else:
            self.history = History(draft.roster)
        self.base = draft.base

    def lay_aside(self) -> Seen | None:
        """Return the days as they stand and keep the way back of their draft; they are left."""
        found, prepared, history = self.picture, self.prepared, self.history
        if found is None or prepared is None:
            return None
        if history is not None:
            self.left[self.first, self.last] = _Left(history, self.reasons)
        draft = Draft(history.roster, self.base) if history is not None else None
        self.shows_draft = True
        return Seen(replace(found, draft=draft), self.judge(), prepared.read_at)

    def draft_roster(self) -> Roster | None:
        """Return the draft; where there is none, what it would begin with."""
        found = self.picture
        if self.history is not None or found is None or found.empty is None:
            return self.history.roster if self.history else None
        known = found.empty.by_id
        kept = tuple(i for i in found.published.roster.assignments if i.slot in known)
        return Roster(found.first, found.last, found.empty.slots, kept)

    async def edited(self, roster: Roster) -> bool:
        """Go on with an edited draft, show it and keep it; return whether it was kept."""
        if self.history is None:
            before = self.draft_roster()
            if before is None or self.picture is None:
                return False
            self.history = History(before)
            self.base = self.picture.versions[0].id if self.picture.versions else ""
        self.shows_draft = True
        if not self.history.do(roster):
            return False
        self.show()
        return await self.keep()

    async def keep(self) -> bool:
        """Keep the draft on the disk; return whether it is there."""
        if self.history is None:
            return True
        host = host_of(self)
        now = host.clock.now()
        draft = Draft(self.history.roster, self.base)
        kept = _Kept(drafting.key(self.first, self.last), host.officer, drafting.fields(draft))

        def act(registers: Registers) -> None:
            registers.keep_draft(kept.key, kept.author, kept.fields, now)

        try:
            await host.desk.write(act)
        except DeskError as error:
            host.tell(str(error), wrong=True)
            return False
        finally:
            self.months.forget()
        return True

    def changeable(self) -> Slot | None:
        """Return the chosen slot if it may be edited, and say why not otherwise."""
        slot = self.grid.slot
        if slot is None or self.picture is None:
            return None
        in_force = slot.id in self.picture.published.roster.by_id
        if in_force and setting.over(slot, host_of(self).clock.now()):
            host_of(self).tell(_("This shift has begun: what was published for it stays."))
            return None
        return slot

    @work(exclusive=True, group="ask")
    async def do_put_person(self) -> None:
        """Ask who takes the chosen shift; whoever is in it already is taken out."""
        slot, roster = self.changeable(), self.draft_roster()
        if slot is None or roster is None or self.picture is None or slot.id not in roster.by_id:
            return
        person = await self.app.push_screen_wait(roster_doors.person(self.picture, roster, slot))
        if person is None:
            return
        inside = person in roster.people_in(slot.id)
        act = editing.take_out if inside else editing.put
        await self.edited(act(roster, slot.id, person))

    async def do_empty_slot(self) -> None:
        """Take everybody out of the chosen shift."""
        slot, roster = self.changeable(), self.draft_roster()
        if slot is not None and roster is not None:
            await self.edited(editing.emptied(roster, slot.id))

    async def do_pin(self) -> None:
        """Pin those in the chosen shift, or let them go where all are pinned."""
        slot, roster = self.changeable(), self.draft_roster()
        if slot is None or roster is None:
            return
        inside = [item for item in roster.assignments if item.slot == slot.id]
        free = not all(item.pinned for item in inside)
        await self.edited(editing.pinned(roster, slot.id, pinned=free))

    async def do_undo(self) -> None:
        """Take the last edit back."""
        if self.history is not None and self.history.undo():
            self.show()
            await self.keep()

    async def do_redo(self) -> None:
        """Do again what was taken back last."""
        if self.history is not None and self.history.redo():
            self.show()
            await self.keep()

    async def do_catch_up(self) -> None:
        """Take over what was published since the draft was begun."""
        found, base = self.picture, self.base
        if found is None or self.history is None:
            return
        host, draft = host_of(self), Draft(self.history.roster, base)
        try:
            caught = await host.desk.read(
                lambda session: drafting.caught_up(session, draft, found.versions)
            )
        except DeskError as error:
            host.tell(str(error), wrong=True)
            return
        self.base = found.versions[0].id if found.versions else ""
        if not await self.edited(caught):
            await self.keep()
        self.show()

    @work(exclusive=True, group="ask")
    async def do_discard(self) -> None:
        """Ask, then throw the draft away."""
        question = Question(
            _("Discard draft"),
            Content(_("The draft of these days is thrown away. What is published stays.")),
            _("Discard draft"),
        )
        if await self.app.push_screen_wait(doors.question(question)) is not None:
            await self.drop()

    async def drop(self) -> None:
        """Forget the draft and show what is in force."""
        key, host = drafting.key(self.first, self.last), host_of(self)
        try:
            await host.desk.write(lambda registers: registers.drop_draft(key))
        except DeskError as error:
            host.tell(str(error), wrong=True)
            return
        finally:
            self.months.forget()
        self.history, self.base, self.reasons = None, "", {}
        self.show()
