"""The fault tickets: reported, reminded, repaired, verified; what is open stays on top."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content

from dutyroom.commands import equipment as words_of
from dutyroom.commands.command import bindings
from dutyroom.commands.faults import TICKETS
from dutyroom.commands.host import host_of
from dutyroom.commands.situation import Situation
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.equipment import faults, lists, ticketing
from dutyroom.registers.equipment.acting import Act
from dutyroom.registers.equipment.faults import FaultRow, ItemHistory, StepRow
from dutyroom.registers.equipment.lists import Checklist
from dutyroom.registers.handover import declined
from dutyroom.screens import doors, equipment_doors, fault_asking
from dutyroom.screens.asking import Question
from dutyroom.screens.base import DutyScreen
from dutyroom.screens.equipment_acting import Acting, asked_and_acted
from dutyroom.screens.fault_words import explained
from dutyroom.standard.equipment.items import State
from dutyroom.standard.handover.values import ItemKind
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session
from dutyroom.widgets.equipment_lists import FaultList
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.prose import Prose

_PAGE: Final = 200
"""Tickets that are read at once."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the screen knows: tickets, their steps, the items' past, the list, what was declined."""

    rows: list[FaultRow]
    steps: dict[str, list[StepRow]]
    histories: dict[str, ItemHistory]
    checklist: Checklist | None
    declined: dict[str, str]


class FaultsScreen(DutyScreen[None]):
    """All tickets, and what to do about the chosen one."""

    OFFERS: ClassVar = TICKETS
    BINDINGS: ClassVar = bindings(TICKETS)

    DEFAULT_CSS = """
    FaultsScreen #about { height: auto; min-height: 5; max-height: 10; padding: 0 1;
        background: $surface; }
    """

    def __init__(self) -> None:
        """Begin with nothing read."""
        super().__init__()
        self._seen = _Seen([], {}, {}, None, {})
        self._most = _PAGE

    def compose_body(self) -> ComposeResult:
        """Lay out list and explanation."""
        yield FaultList()
        yield Prose("", id="about")

    def on_mount(self) -> None:
        """Follow the registers."""
        self.query_one(FaultList).focus()
        self.watch(self.app, "edition", self._again)

    def _again(self) -> None:
        """Read the tickets again."""
        self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        """Read the tickets."""
        host = host_of(self)
        unit, seat, most = host.desk.settings.unit.code, host.desk.place().seat, self._most
        try:
            self._seen = await host.desk.read(lambda session: _look(session, unit, seat, most))
        except DeskError as error:
            self.query_one("#about", Prose).update(Content(str(error)))
            return
        empty = Content(_("  No fault is noted."))
        self.query_one(FaultList).declined = self._seen.declined
        rows = self._seen.rows
        self.query_one(FaultList).show_rows(rows, more=len(rows) == most, empty=empty)

    @on(LineList.MoreWanted)
    def read_on(self) -> None:
        """Read more tickets: the end of those that are loaded comes near."""
        self._most += _PAGE
        self._read()

    @property
    def _chosen(self) -> FaultRow | None:
        """The ticket under the cursor."""
        return self.query_one(FaultList).chosen

    @on(LineList.Chosen)
    def explain(self) -> None:
        """Tell the ticket under the cursor in full."""
        self.query_one("#about", Prose).update(self._told())
        self.query_one(KeyBar).refresh()

    def _told(self, *, whole: bool = False) -> Content:
        """Return what is known of the ticket under the cursor."""
        row, seen = self._chosen, self._seen
        if row is None:
            return Content("")
        steps, past = seen.steps.get(row.id, []), seen.histories.get(row.item)
        about = explained(row, steps, past, whole=whole)
        return self.query_one(FaultList).told(row, about)

    def do_read_whole(self) -> None:
        """Show in full what is known of the ticket under the cursor."""
        self.app.push_screen(doors.whole(self._told(whole=True)))

    def situation(self) -> Situation:
        """Return what can be done to the ticket."""
        row = self._chosen
        held = {
            words_of.LISTED: self._seen.checklist is not None,
            words_of.CHOSEN: row is not None,
            words_of.OPEN: row is not None and row.open,
            words_of.REPORTED: row is not None and row.reported_at is not None,
            words_of.REPAIRED: row is not None and row.repaired_at is not None,
        }
        here = frozenset(word for word, so in held.items() if so)
        return replace(super().situation(), here=here)

    @work(exclusive=True, group="act")
    async def _ask(self, asked: Question, made: Callable[[Act, dict[str, str]], Acting]) -> None:
        """Ask, then carry out what was answered."""
        await asked_and_acted(self, asked, made)

    def _on_ticket(
        self,
        asked: Callable[[FaultRow], Question],
        made: Callable[[Session, Act, str, dict[str, str]], list[Fact]],
    ) -> None:
        """Ask about the ticket under the cursor, then carry out what was answered."""
        if (row := self._chosen) is not None:
            fault = row.id
            self._ask(asked(row), lambda act, said: lambda s: made(s, act, fault, said))

    def do_new_fault(self) -> None:
        """Note a fault by hand."""
        checklist = self._seen.checklist
        if checklist is None:
            return
        known = {row.item for row in self._seen.rows if row.open}
        free = tuple(item for item in checklist.items if item.key not in known)
        asked = fault_asking.noting(free, host_of(self).clock)
        self._ask(
            asked,
            lambda act, said: (
                lambda s: ticketing.open_by_hand(
                    s,
                    act,
                    said["item"],
                    State(said["state"]),
                    said["words"],
                    workaround=said["workaround"],
                    noticed=fault_asking.when(said, act.at),
                )
            ),
        )

    def do_report_fault(self) -> None:
        """Note to whom it was reported."""
        self._on_ticket(
            lambda row: fault_asking.reporting(row, host_of(self).clock),
            lambda s, act, fault, said: ticketing.report(
                s, act, fault, fault_asking.told(said, act.at)
            ),
        )

    def do_remind_fault(self) -> None:
        """Note a reminder."""
        self._on_ticket(
            fault_asking.reminding,
            lambda s, act, fault, said: ticketing.remind(
                s, act, fault, fault_asking.told(said, act.at)
            ),
        )

    def do_bypass_fault(self) -> None:
        """State a workaround."""
        self._on_ticket(
            fault_asking.bypassing,
            lambda s, act, fault, said: ticketing.bypass(s, act, fault, said["words"]),
        )

    def do_repair_fault(self) -> None:
        """Note the repair."""
        self._on_ticket(
            lambda row: fault_asking.repairing(row, host_of(self).clock),
            lambda s, act, fault, said: ticketing.repair(
                s, act, fault, fault_asking.told(said, act.at)
            ),
        )

    def do_verify_fault(self) -> None:
        """Say whether the repair holds."""
        self._on_ticket(
            fault_asking.verifying,
            lambda s, act, fault, said: ticketing.verify(
                s, act, fault, works=said["works"] == "yes", words=said["words"]
            ),
        )

    def do_close_fault(self) -> None:
        """Close it without a repair."""
        self._on_ticket(
            lambda row: fault_asking.closing(
                row, needed=ticketing.needs_workaround(self._seen.checklist, row)
            ),
            lambda s, act, fault, said: ticketing.close(
                s, act, fault, why=said["words"], workaround=said.get("workaround", "")
            ),
        )

    @work(exclusive=True, group="paper")
    async def do_fault_ledger(self) -> None:
        """Print or save the ledger."""
        await equipment_doors.fault_ledger(self.app)


def _look(session: Session, unit: str, seat: str, most: int) -> _Seen:
    """Return what the screen shows, of so many tickets."""
    rows = faults.every_fault(session, limit=most)
    return _Seen(
        rows,
        {row.id: faults.steps(session, row.id) for row in rows},
        {one.item: one for one in faults.histories(session)},
        lists.in_force(session, unit),
        declined.reasons(session, seat, ItemKind.FAULT),
    )
