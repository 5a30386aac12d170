"""The fault ledger on paper: every ticket with its steps (article 12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from dutyroom.documents.paper import Column, Paper, Table
from dutyroom.documents.slip import minute_or_empty
from dutyroom.i18n import _
from dutyroom.phrases import clauses
from dutyroom.registers.equipment.fault_facts import Step
from dutyroom.registers.equipment.faults import FaultRow, ItemHistory, StepRow
from dutyroom.standard.clocks import minute

_LAST: Final = frozenset({Step.VERIFIED, Step.CLOSED})
"""Steps that close a ticket: they have a column of their own, and the first of them counts."""


def fault_ledger(
    faults: Sequence[FaultRow],
    histories: Sequence[ItemHistory],
    steps: Mapping[str, Sequence[StepRow]],
    *,
    unit: str,
    printed_at: datetime,
) -> Paper:
    """Return all tickets with all their steps, and how often each item failed.

    Args:
        faults: The tickets, open ones first.
        histories: The figures of each item.
        steps: The steps of each ticket, by its id.
        unit: Name of the unit.
        printed_at: When the page is made.
    """
    columns = (
        Column(_("Row"), 0.5), Column(_("Item"), 1.4), Column(_("Trouble"), 2.0),
        Column(_("Noticed at"), 1.3), Column(_("Workaround"), 1.5), Column(_("Course"), 4.4),
        Column(_("Ticket closed"), 1.4),
    )  # fmt: skip
    rows = [
        _ticket_line(number, fault, steps.get(fault.id, ()))
        for number, fault in enumerate(faults, 1)
    ]
    figures = (
        Column(_("Item"), 2.0), Column(_("Faults"), 1.0), Column(_("Verified repairs"), 1.0),
        Column(_("To be verified"), 1.0), Column(_("Mean time to repair"), 1.5),
    )  # fmt: skip
    return Paper(
        title=_("Fault ledger"),
        unit=unit,
        printed_at=printed_at,
        pairs=(
            (_("Tickets"), str(len(faults))),
            (_("Still open"), str(sum(fault.open for fault in faults))),
            (_("To be verified"), str(sum(fault.waiting for fault in faults))),
        ),
        tables=(
            Table(columns, rows, empty=_("No fault is noted.")),
            Table(figures, [_figures(each) for each in histories], heading=_("By item")),
        ),
        landscape=True,
        size=9.0,
    )


def _ticket_line(number: int, fault: FaultRow, steps: Sequence[StepRow]) -> tuple[str, ...]:
    """Return the line of a ticket."""
    name = f"{fault.name} *" if fault.critical else fault.name
    return (
        str(number),
        name,
        f"{fault.state.label}\n{fault.words}",
        _lines(minute_or_empty(fault.noticed_at), fault.opened_by, _noted_later(fault)),
        fault.workaround,
        _lines(*(_step(step) for step in steps if _in_course(step, fault))),
        _end(fault, steps),
    )


def _end(fault: FaultRow, steps: Sequence[StepRow]) -> str:
    """Return how a ticket ended: when, whether it was seen to work, by whom, what was said."""
    if fault.open:
        return _("to be verified") if fault.waiting else ""
    last = next((step for step in steps if step.step in _LAST), None)
    label = last.step.label if last is not None and last.step is not None else "?"
    words = last.words if last is not None else ""
    return _lines(minute_or_empty(fault.closed_at), label, fault.closed_by, words)


def _in_course(step: StepRow, fault: FaultRow) -> bool:
    """Tell whether a step stands in the course: the first where more was said than stands beside.

    A workaround that was stated since is a step of its own; the ticket opened with none.
    """
    if step.step is Step.OPENED:
        known = (step.state or fault.state, step.words, step.workaround or fault.workaround)
        return known != (fault.state, fault.words, fault.workaround)
    return step.step not in _LAST


def _step(step: StepRow) -> str:
    """Return a step in a line: when, by whom, what, whom, how, what was said and promised.

    When and by whom a ticket was opened stands beside the course.
    """
    label = step.step.label if step.step is not None else "?"
    promised = ""
    if step.due_at is not None:
        promised = _("promised for {time}").format(time=minute(step.due_at))
    said = clauses(text for text in (*step.said, promised) if text)
    noted = ""
    if step.before is not None:
        noted = _("(noted {time})").format(time=minute(step.at))
    opened = step.step is Step.OPENED
    told = (
        (label, said) if opened else (minute(step.before or step.at), noted, step.by, label, said)
    )
    return " ".join(each for each in told if each)


def _noted_later(fault: FaultRow) -> str:
    """Return when a fault was noted, where that was later than it was noticed."""
    noted = fault.opened_at
    if noted is None or minute_or_empty(noted) == minute_or_empty(fault.noticed_at):
        return ""
    return _("(noted {time})").format(time=minute_or_empty(noted))


def _figures(history: ItemHistory) -> tuple[str, ...]:
    """Return the figures of an item."""
    record = history.record
    counts = (record.faults, record.repaired, record.waiting)
    return (history.name, *(str(count) for count in counts), record.average)


def _lines(*texts: str) -> str:
    """Return texts below each other, without the empty ones."""
    return "\n".join(text for text in texts if text)
