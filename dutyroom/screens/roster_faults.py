"""All that is wrong with a roster, and why it is accepted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from dutyroom.commands.admissions import ADMISSIBLE
from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.commands.roster import FAULTY
from dutyroom.commands.roster_dialogs import FAULTS
from dutyroom.commands.situation import Situation
from dutyroom.i18n import _
from dutyroom.registers.roster.picture import Judged
from dutyroom.screens import doors, roster_doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.base import Dialog
from dutyroom.standard.roster.eligibility import OVERRIDABLE
from dutyroom.standard.roster.faults import Fault, FaultKind
from dutyroom.widgets.fitted import cut
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.roster_words import ADMITTED
from dutyroom.widgets.shown import shown


def why_accepted(title: str, fault: Fault, reason: str, *, required: bool = False) -> Question:
    """Return the question why one fault is accepted.

    Args:
        title: What stands above it, translated.
        fault: The fault.
        reason: What stands in the field at first.
        required: Whether something has to be said.
    """
    return Question(
        title,
        shown(fault.words, limit=300),
        _("Give a reason"),
        (Blank("reason", _("Reason"), reason, required=required, longest=200),),
    )


@dataclass(frozen=True, slots=True)
class FaultRow:
    """A fault as a row of the list.

    Attributes:
        fault: The fault.
        slot: Id of the slot at which it is shown; empty: none.
        reason: Why it is accepted; empty: nobody has said.
    """

    fault: Fault
    slot: str
    reason: str = ""

    @property
    def id(self) -> str:
        """What tells it from the others."""
        return self.fault.key


class FaultList(LineList[FaultRow]):
    """One fault a line, the earliest first."""

    def draw_row(self, row: FaultRow) -> Content:
        """Return one fault: the sign, the words, and whether a reason stands behind it."""
        plain = host_of(self).ascii
        if row.fault.kind is FaultKind.ADMITTED:
            head = Content.styled(ADMITTED, "bold $accent")
        elif row.fault.blocking:
            head = Content.styled("X" if plain else "✖", "bold $error")
        else:
            head = Content.styled("!" if plain else "‼", "bold $warning")
        accepted = Content.styled(_("(accepted) "), "$success") if row.reason else Content("")
        words = Content.assemble(head, " ", accepted, shown(row.fault.words, limit=150))
        return cut(words, self.scrollable_content_region.width)


class RosterFaultsDialog(Dialog[str | None]):
    """Dismissed with the id of the slot to go to.

    Attributes:
        reasons: Why faults are accepted, by their keys; changed while it is open.
    """

    OFFERS: ClassVar = FAULTS
    BINDINGS: ClassVar = bindings(FAULTS)

    DEFAULT_CSS = """
    RosterFaultsDialog > .frame { width: 96; height: 18; }
    RosterFaultsDialog #reason { height: auto; max-height: 4; }
    """

    def __init__(self, judged: Judged, reasons: dict[str, str]) -> None:
        """List what is wrong.

        Args:
            judged: The roster.
            reasons: Why faults are accepted; those given here are added.
        """
        super().__init__()
        self._judged = judged
        self.reasons = reasons

    def compose_body(self) -> ComposeResult:
        """Lay out list and reason."""
        with Vertical(classes="frame"):
            yield Prose(Content.styled(_("What is wrong"), "bold $accent"))
            yield FaultList(id="faults")
            yield Prose("", id="reason")

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(FaultList).focus()
        self._show()

    def _show(self) -> None:
        """List the faults."""
        slots: Mapping[str, str] = {
            fault.key: slot
            for slot, faults in reversed(self._judged.by_slot.items())
            for fault in faults
        }
        rows = [
            FaultRow(fault, slots.get(fault.key, ""), self._reason(fault))
            for fault in self._judged.faults
        ]
        self.query_one(FaultList).show_rows(rows, more=False, empty=Content(""))

    def _reason(self, fault: Fault) -> str:
        """Return why a fault is accepted: as it was said here, or before."""
        return self.reasons.get(fault.key, self._judged.reason(fault))

    @property
    def _chosen(self) -> FaultRow | None:
        """The fault under the cursor."""
        return self.query_one(FaultList).chosen

    @on(LineList.Chosen)
    def _explain(self) -> None:
        """Show the whole fault, and why it is accepted."""
        row = self._chosen
        lines = [shown(row.fault.words, limit=300)] if row else []
        if row and row.reason:
            words = _("Accepted because: {reason}")
            lines.append(shown(words.format(reason=row.reason), limit=200).stylize("$success"))
        self.query_one("#reason", Prose).update(Content("\n").join(lines))
        self.query_one(KeyBar).refresh()

    def situation(self) -> Situation:
        """Return whether the chosen fault needs a reason."""
        row = self._chosen
        here = {FAULTY} if row is not None and row.fault.blocking else set()
        if row is not None and row.fault.kind is FaultKind.INELIGIBLE:
            here |= {ADMISSIBLE} if row.fault.refusal in OVERRIDABLE else set()
        return replace(super().situation(), here=frozenset(here))

    def do_go_to_fault(self) -> None:
        """Go to the shift of the chosen fault."""
        if (row := self._chosen) is not None:
            self.dismiss(row.slot)

    @work(exclusive=True, group="ask")
    async def do_admit_faulty(self) -> None:
        """Ask for the special admission that sets the chosen fault aside, then go to its shift."""
        row = self._chosen
        if row is None:
            return
        roster, fault = self._judged.roster, row.fault
        days = (roster.first, roster.last)
        if await roster_doors.admit(self.app, days, fault.people[0], fault.refusal):
            self.dismiss(row.slot)

    @work(exclusive=True, group="ask")
    async def do_give_reason(self) -> None:
        """Ask why the chosen fault is accepted, and no other."""
        row = self._chosen
        if row is None:
            return
        question = why_accepted(_("Why is this accepted?"), row.fault, row.reason)
        answer = await self.app.push_screen_wait(doors.question(question))
        if answer is not None:
            self.reasons[row.id] = answer["reason"]
            self._show()
