"""One line of the list of matters, as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, select

from dutyroom.registers.matters.fields import Officer
from dutyroom.registers.matters.tables import MATTERS


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One matter, without its thread. All texts are foreign text.

    Attributes:
        id: Its id.
        ordinal: Its place in the register.
        unit: Code of the unit.
        year: The year of its number.
        running: Its number in that year.
        revision: How often it was changed; a fact that follows says so.
        opened_at: When it came in.
        source: A `Source`.
        kind: A `MatterKind`.
        urgency: An `Urgency`.
        due_at: When it must be done; None: nobody has said.
        feedback_due_at: When a higher office wants to hear of it.
        fed_back_at: When it heard.
        deadline_at: The sooner of the two that is not done.
        content: What it is about.
        contact_unit: The unit concerned.
        contact_name: Whom to ask there.
        contact_phone: By which number.
        proposal: What is to be done next.
        risk: If … then ….
        reference: The document and its number.
        assigned_by: The higher office that assigned it.
        call: Id of the call it came by; empty: none.
        first_receiver: Who received it first; never changes (article 14).
        first_receiver_id: Their id; may be empty.
        handler: Who handles it; never empty.
        handler_id: Their id; may be empty.
        handler_since: Since when.
        asked: Who was asked to take it over and has not answered; empty: nobody.
        asked_id: Their id; may be empty.
        waiting_for: Whom or what it waits for; empty: nobody.
        open: Whether it is still to be done.
        closed_at: When it was closed.
        closed_by: By whom.
        result: With what result.
        reopened: How often it was reopened.
        touched_at: When somebody did something about it last.
        steps: Lines of its thread.
        instructions: Instructions of leaders.
        unsettled: How many of them have no outcome.
        attachments: Files kept with it.
        handovers: How many handovers it has gone through.
        corrections: How many fields were changed.
        declined_at: When it was declined at a handover and nobody has taken it since; None: it
            was not.
        declined_by: Who declined it.
    """

    id: str
    ordinal: int
    unit: str
    year: int
    running: int
    revision: int
    opened_at: datetime
    source: str
    kind: str
    urgency: str
    due_at: datetime | None
    feedback_due_at: datetime | None
    fed_back_at: datetime | None
    deadline_at: datetime | None
    content: str
    contact_unit: str
    contact_name: str
    contact_phone: str
    proposal: str
    risk: str
    reference: str
    assigned_by: str
    call: str
    first_receiver: str
    first_receiver_id: str
    handler: str
    handler_id: str
    handler_since: datetime
    asked: str
    asked_id: str
    waiting_for: str
    open: bool
    closed_at: datetime | None
    closed_by: str
    result: str
    reopened: int
    touched_at: datetime
    steps: int
    instructions: int
    unsettled: int
    attachments: int
    handovers: int
    corrections: int
    declined_at: datetime | None
    declined_by: str

    @property
    def label(self) -> str:
        """The number that is printed, for instance `2026-0012`."""
        return f"{self.year}-{self.running:04d}"

    @property
    def holder(self) -> Officer:
        """Who handles it."""
        return Officer(self.handler, self.handler_id)

    def overdue(self, now: datetime) -> bool:
        """Tell whether it should have been done before a time."""
        return self.open and self.deadline_at is not None and self.deadline_at <= now


_CHOSEN: Final = select(*(MATTERS.c[name] for name in MatterRow.__dataclass_fields__))


def chosen() -> Select[Any]:
    """Return the query for lines of the list, without conditions."""
    return _CHOSEN


def lines(found: Iterable[Any]) -> list[MatterRow]:
    """Return lines of the list from what `chosen` read."""
    return [MatterRow(*row) for row in found]
