"""Check, propose, publish and look back: what the roster's screen does with a whole draft."""

from __future__ import annotations

from collections import Counter as Tally
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from textual import work
from textual.content import Content

from dutyroom.commands.host import host_of
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _, ngettext
from dutyroom.registers.roster import issuing
from dutyroom.registers.roster.drafting import LONGEST
from dutyroom.registers.roster.issuing import Issuer
from dutyroom.registers.roster.picture import Judged, RosterPicture
from dutyroom.registers.roster.publishing import Publishing, publish
from dutyroom.screens import calendar_doors, doors, leave_doors, roster_doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.on_word import on_word
from dutyroom.screens.roster_editing import RosterEditing
from dutyroom.screens.roster_faults import why_accepted
from dutyroom.screens.roster_versions import difference
from dutyroom.standard.roster import editing
from dutyroom.standard.roster.eligibility import RefusalKind
from dutyroom.standard.roster.faults import FaultKind
from dutyroom.standard.roster.rules import ONE_DAY
from dutyroom.standard.typed_times import typed_day
from dutyroom.widgets.moments import minute

if TYPE_CHECKING:
    from dutyroom.desk.questions import Registers
    from dutyroom.registers.roster.rows import VersionRow

_KEEP_PINNED, _KEEP_ALL = "pinned", "all"
_LISTED: Final = 6
"""Changed shifts that the summary names; the others are counted."""
_HALF_A_YEAR: Final = timedelta(days=182)
"""From the first day: around it a last day without a year is looked for."""


class RosterActs(RosterEditing):
    """What is done with a whole draft; the roster's screen is one."""

    async def turn_to_span(self, first: date, last: date) -> None:
        """Show the months that some days lie in, unless they are shown already."""
        raise NotImplementedError

    @work(exclusive=True, group="ask")
    async def do_check(self) -> None:
        """List all that is wrong, and go to what was chosen."""
        slot = await self.app.push_screen_wait(roster_doors.faults(self.judged, self.reasons))
        found = self.judged.roster.by_id.get(slot or "")
        self.show()  # what was accepted
        if found is not None:
            self.grid.go_to_slot(found)

    def do_swap_slot(self) -> None:
        """Ask for a swap of the published shift under the cursor."""
        if (slot := self.grid.slot) is not None:
            self.app.run_worker(leave_doors.ask_swap(self.app, slot.id), group="question")

    def do_versions(self) -> None:
        """Show the published versions."""
        if self.picture is not None:
            self.app.push_screen(roster_doors.versions(self.picture))

    def do_wishes(self) -> None:
        """Show the wishes of this month."""
        slot = self.grid.slot
        self.app.push_screen(roster_doors.wishes(slot.day if slot is not None else self.first))

    def do_admissions(self) -> None:
        """Show the special admissions; the days that are shown are offered."""
        self.app.push_screen(roster_doors.admissions((self.first, self.last)))

    @work(exclusive=True, group="ask")
    async def do_roster_sheet(self) -> None:
        """Print or save what is in force."""
        await calendar_doors.wall_roster(self.app, self.first, self.last)

    @work(exclusive=True, group="ask")
    async def do_publish(self) -> None:
        """Ask why each fault is accepted, show what would be published, publish."""
        if self.history is None or self.picture is None or not await self._explained():
            return
        host, planning = host_of(self), self.planning
        try:
            lacking = await host.desk.read(lambda s: issuing.lacking(s, host.session))
        except DeskError as error:
            host.tell(str(error), wrong=True)
            return
        question = self._summary(lacking)
        answer: Any = await self.app.push_screen_wait(doors.question(question))
        if answer is None or self.history is None:
            return
        issuer = Issuer(host.session, answer.get("word_of", ""), answer.get("word_why", ""))
        reasons = {key: reason for key, reason in self.reasons.items() if reason.strip()}
        asked = Publishing(
            self.history.roster,
            host.officer,
            answer.get("why", ""),
            reasons,
            base=self.base,
            issuer=issuer,
        )

        def act(registers: Registers) -> VersionRow:
            return publish(registers.access(), asked, planning)

        try:
            made = await host.desk.write(act)
        except DeskError as error:
            host.tell(str(error), wrong=True)
            return
        await self.drop()
        host.look_again()
        words = _("Published as version {number}, for shifts from {date} on.")
        host.tell(words.format(number=made.number, date=minute(made.since)))

    async def _explained(self) -> bool:
        """Ask of each fault that has no reason why it is accepted; return whether each has one.

        One key accepts one fault. What was said of the last one, or of the same fault in the
        version in force, stands there already and can be said again.
        """
        self.show()  # by the reasons as they are now
        left, accepted = self.judged.unexplained, self.picture.accepted if self.picture else None
        before = ""
        for place, fault in enumerate(left, 1):
            words = _("Why is this accepted? {place} of {all}")
            title = words.format(place=place, all=len(left))
            said = (accepted.reason(fault) if accepted else "") or before
            question = why_accepted(title, fault, said, required=True)
            answer = await self.app.push_screen_wait(doors.question(question))
            if answer is None:
                break
            before = self.reasons[fault.key] = answer["reason"]
        self.show()
        return not self.judged.unexplained

    def _summary(self, lacking: str) -> Question:
        """Return what is asked before the draft is published.

        Args:
            lacking: Why whoever sits here needs somebody's word for it; empty: they do not.
        """
        judged, found = self.judged, self.picture
        lines = [Content(_head(found, judged))]
        if found is not None:
            listed = list(judged.changes.values())[:_LISTED]
            lines += [difference(each, found.labels, found.names) for each in listed]
        more = len(judged.changes) - _LISTED
        if more > 0:
            lines.append(Content(_("and {count} more shifts").format(count=more)))
        if accepted := len(judged.blocking):
            words = ngettext(
                "{count} fault is accepted with its reason.",
                "{count} faults are accepted, each with its reason.",
                accepted,
            )
            lines.append(Content.styled(words.format(count=accepted), "bold $warning"))
        lines += warned(judged)
        blanks: list[Blank] = []
        if found is not None and found.versions:
            blanks.append(Blank("why", _("What for"), required=True))
        if lacking:
            lines.append(Content.styled(lacking, "bold $warning"))
            blanks += on_word()
        lines.append(Content(_("A published version is never changed; the next one follows it.")))
        return Question(_("Publish this roster?"), Content("\n").join(lines), _("Publish"), blanks)

    @work(exclusive=True, group="ask")
    async def do_propose(self) -> None:
        """Ask for which days, have a roster proposed, put it into the draft if it is taken."""
        host = host_of(self)
        tomorrow = self.planning.rules.duty_day(host.clock.now()) + ONE_DAY
        answer = await self.app.push_screen_wait(
            doors.question(_span_question(self.first, self.last, tomorrow))
        )
        if answer is None:
            return
        span = typed_span(answer["first"], answer["last"], tomorrow)
        if span is None:  # it was looked at when it was answered
            return
        await self.turn_to_span(*span)
        roster = self.draft_roster()
        if roster is None or self.picture is None or self.picture.trouble:
            host.tell(self.picture.trouble if self.picture else "", wrong=True)
            return
        keep_all = answer["keep"] == _KEEP_ALL
        found = await self.app.push_screen_wait(
            roster_doors.solve(self.picture, roster, span, keep_all=keep_all)
        )
        if found is not None:
            await self.edited(editing.proposed(roster, found.assignments, found.slots))
            host.tell(_("The proposal is in the draft; Ctrl+Z takes it out again."))


def warned(judged: Judged) -> list[Content]:
    """Return how often soft rules are not kept, before a roster is published; a line for each."""
    kinds = Tally(fault.kind for fault in judged.faults)
    wishes = kinds[FaultKind.WISH]
    admitted = kinds[FaultKind.ADMITTED]
    pool = sum(fault.refusal is RefusalKind.POOL for fault in judged.faults)
    first = kinds[FaultKind.FIRST_DUTY]
    turns = kinds[FaultKind.LEADER_RUN] + kinds[FaultKind.LEADER_TURN]
    said = (
        (wishes, ngettext(
            "{count} duty is against somebody's wish; that stands against nothing.",
            "{count} duties are against somebody's wish; that stands against nothing.",
            wishes,
        )),
        (turns, ngettext(
            "{count} time a leader leads on or again too soon; that stands against nothing.",
            "{count} times a leader leads on or again too soon; that stands against nothing.",
            turns,
        )),
        (admitted, ngettext(
            "{count} person serves by special admission.",
            "{count} people serve by special admission.",
            admitted,
        )),
        (pool, ngettext(
            "{count} duty is of somebody outside the fixed pool; that stands against nothing.",
            "{count} duties are of people outside the fixed pool; that stands against nothing.",
            pool,
        )),
        (first, ngettext(
            "{count} officer serves for the first time; that stands against nothing.",
            "{count} officers serve for the first time; that stands against nothing.",
            first,
        )),
    )  # fmt: skip
    return [Content.styled(words.format(count=count), "$warning") for count, words in said if count]


def _span_question(first: date, last: date, tomorrow: date) -> Question:
    """Return what is asked before a roster is proposed."""
    begins = max(first, tomorrow)
    keeps = (
        (_("only those who are pinned"), _KEEP_PINNED),
        (_("everybody who stands there; only gaps are filled"), _KEEP_ALL),
    )
    return Question(
        _("Have a roster proposed"),
        Content(_("Shifts that have begun stay. Of what is in force as much as possible is kept.")),
        _("Propose"),
        (
            Blank("first", _("From"), begins.isoformat(), required=True, longest=10),
            Blank("last", _("Until"), max(last, begins).isoformat(), required=True, longest=10),
            Blank("keep", _("Who stays"), _KEEP_PINNED, required=True, choices=keeps),
        ),
        check=lambda answer: _span_wrong(answer["first"], answer["last"], tomorrow),
    )


def typed_span(first: str, last: str, tomorrow: date) -> tuple[date, date] | None:
    """Return the days that were typed; without a year the last one follows the first."""
    begins = typed_day(first, tomorrow)
    ends = typed_day(last, begins + _HALF_A_YEAR) if begins is not None else None
    return (begins, ends) if begins is not None and ends is not None else None


def _span_wrong(first: str, last: str, tomorrow: date) -> str:
    """Return why no roster can be proposed for some days; empty if one can."""
    span = typed_span(first, last, tomorrow)
    if span is None:
        return _("A day is written as 2026-11-27 or 11-27.")
    begins, ends = span
    if begins < tomorrow:
        return _("A proposal begins on {day} at the earliest: what has begun stays.").format(
            day=tomorrow
        )
    if not 0 <= (ends - begins).days < LONGEST - 62:
        return _("A proposal covers at least one day and at most {days}.").format(days=LONGEST - 62)
    return ""


def _head(found: RosterPicture | None, judged: Judged) -> str:
    """Return how much a version changes, or that it is the first."""
    if found is not None and not found.published.rows:
        count = len(judged.roster.slots)
        words = ngettext("First version: {count} shift.", "First version: {count} shifts.", count)
        return words.format(count=count)
    return _("{count} shifts change:").format(count=len(judged.changes))
