"""The fault tickets as they are read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import RowMapping, case, func, select

from dutyroom.i18n import _
from dutyroom.registers.equipment import lists
from dutyroom.registers.equipment.fault_facts import Step
from dutyroom.registers.equipment.tables import FAULT_STEPS, FAULTS
from dutyroom.registers.values import choice
from dutyroom.standard.equipment import repairs
from dutyroom.standard.equipment.items import State, named
from dutyroom.standard.equipment.repairs import Record, Repair
from dutyroom.store.session import Session

_LISTED: Final = case((FAULTS.c.closed_at.is_(None), lists.critical_now(FAULTS)))
"""Whether an open ticket's item is critical in the list in force; null: it is not in it."""
_CRITICAL: Final = func.coalesce(_LISTED, FAULTS.c.critical).label("critical")
_BLOCKS: Final = case(
    (FAULTS.c.closed_at.is_not(None) | FAULTS.c.repaired_at.is_not(None), False),
    (FAULTS.c.workaround != "", False),
    else_=_CRITICAL.element,
)
"""Whether a ticket stands against taking charge, as `FaultRow.blocks` has it."""
_TICKETS: Final = select(*(each for each in FAULTS.c if each.name != "critical"), _CRITICAL)
_OPEN: Final = _TICKETS.where(
    FAULTS.c.closed_at.is_(None), FAULTS.c.opened_at.is_not(None)
).order_by(_CRITICAL.desc(), FAULTS.c.opened_at, FAULTS.c.seq)
"""The query for open tickets, made once: the keeper asks often."""
_STEPS: Final = select(FAULT_STEPS).order_by(FAULT_STEPS.c.fault, FAULT_STEPS.c.position)


@dataclass(frozen=True, slots=True)
class FaultRow:
    """A ticket.

    Attributes:
        id: Its id.
        seq: Its place in the journal; tells which is older.
        item: Key of the item.
        zh: The item's name in Chinese, as it was when the fault was noted.
        en: The same in English.
        critical: Whether the desk cannot be kept without it or a workaround: of an open ticket as
            the list in force says, else as it was when the fault was noted.
        state: How it was found last.
        words: What is wrong, as was said last; the steps have what was said before.
        sheet: Id of the sheet that it was noted on; empty: by hand.
        workaround: How the desk does without it; empty: nobody has said.
        noticed_at: When it was noticed; at the latest when it was noted.
        opened_at: When it was noted; None: its first fact is missing.
        opened_by: Who noted it.
        reported_at: When it was reported last; None: it was not.
        reported_to: To whom.
        reported_how: Which way.
        due_at: When the repair is promised for; None: nothing was promised.
        reminded_at: When somebody was reminded last.
        repaired_at: When it was repaired; None: it is not.
        repaired_by: Who repaired it.
        repair: What was done.
        verified_by: Who saw that it works.
        closed_at: When it was closed; None: it is open.
        closed_by: Who closed it.
        closed_why: Why it was closed without a repair.
        revision: How many facts it has, less one.
    """

    id: str
    seq: int
    item: str
    zh: str
    en: str
    critical: bool
    state: State
    words: str
    sheet: str
    workaround: str
    noticed_at: datetime | None
    opened_at: datetime | None
    opened_by: str
    reported_at: datetime | None
    reported_to: str
    reported_how: str
    due_at: datetime | None
    reminded_at: datetime | None
    repaired_at: datetime | None
    repaired_by: str
    repair: str
    verified_by: str
    closed_at: datetime | None
    closed_by: str
    closed_why: str
    revision: int

    @property
    def name(self) -> str:
        """The item's name in the language in force."""
        return named(self.zh, self.en) or self.item

    @property
    def open(self) -> bool:
        """Whether it is not closed."""
        return self.closed_at is None

    @property
    def verified(self) -> bool:
        """Whether it was repaired, and somebody saw that it works."""
        return bool(self.verified_by)

    @property
    def waiting(self) -> bool:
        """Whether it is said to be repaired, and nobody has seen yet that it works."""
        return self.open and self.repaired_at is not None

    @property
    def blocks(self) -> bool:
        """Whether it stands against taking charge: critical, not repaired, no workaround."""
        return self.open and self.critical and self.repaired_at is None and not self.workaround


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of a ticket; `step` is None where this version does not know it.

    `at` is when it was noted, `happened_at` when it was so; None: at that moment. `state`,
    `workaround` and `gone` are what a check said: how it found the item, how the desk does without
    it, and whether what it did before no longer holds.
    """

    step: Step | None
    at: datetime
    by: str
    words: str
    whom: str
    how: str
    due_at: datetime | None
    happened_at: datetime | None = None
    state: State | None = None
    workaround: str = ""
    gone: bool = False

    @property
    def said(self) -> tuple[str, ...]:
        """What was said, in the language in force: whom, how, in which state, what."""
        around = _("the workaround no longer holds") if self.gone else ""
        if self.workaround:
            around = _("Workaround: {words}").format(words=self.workaround)
        state = self.state.label if self.state is not None else ""
        return tuple(each for each in (self.whom, self.how, state, self.words, around) if each)

    @property
    def before(self) -> datetime | None:
        """When it was so, where that reads otherwise than when it was noted: to the minute."""
        earlier, noted = self.happened_at, self.at.replace(second=0, microsecond=0)
        return earlier if earlier is not None and earlier < noted else None


@dataclass(frozen=True, slots=True)
class ItemHistory:
    """What an item's faults have been: its key, its name as last noted, and the figures."""

    item: str
    name: str
    record: Record


def open_faults(session: Session) -> list[FaultRow]:
    """Return every ticket that is not closed: critical ones first, then the oldest."""
    return [folded_row(row) for row in session.connection().execute(_OPEN).mappings()]


def every_fault(session: Session, *, item: str = "", limit: int | None = None) -> list[FaultRow]:
    """Return tickets, open ones first, and of them those that block; then the newest.

    Args:
        session: A transaction.
        item: Only those of this item.
        limit: Most tickets returned; None: all.
    """
    chosen = _TICKETS.where(FAULTS.c.opened_at.is_not(None))
    if item:
        chosen = chosen.where(FAULTS.c.item == item)
    first = (FAULTS.c.closed_at.is_not(None), _BLOCKS.desc())
    ordered = chosen.order_by(*first, FAULTS.c.opened_at.desc(), FAULTS.c.seq.desc()).limit(limit)
    return [folded_row(row) for row in session.connection().execute(ordered).mappings()]


def verified(session: Session, items: Collection[str]) -> list[FaultRow]:
    """Return the tickets of some items whose repair was verified, the newest last."""
    chosen = _TICKETS.where(FAULTS.c.item.in_(items), FAULTS.c.verified_by != "")
    ordered = chosen.where(FAULTS.c.closed_at.is_not(None)).order_by(FAULTS.c.closed_at)
    return [folded_row(row) for row in session.connection().execute(ordered).mappings()]


def last_closed(session: Session) -> list[FaultRow]:
    """Return of each item that has no open ticket the one that was closed last."""
    last = (
        select(FAULTS.c.item, func.max(FAULTS.c.closed_at).label("at"))
        .group_by(FAULTS.c.item)
        .having(func.count() == func.count(FAULTS.c.closed_at))
        .subquery()
    )
    same = (FAULTS.c.item == last.c.item) & (FAULTS.c.closed_at == last.c.at)
    chosen = _TICKETS.join(last, same).order_by(FAULTS.c.seq)
    return [folded_row(row) for row in session.connection().execute(chosen).mappings()]


def get(session: Session, fault: str) -> FaultRow | None:
    """Return a ticket by id."""
    chosen = _TICKETS.where(FAULTS.c.id == fault)
    row = session.connection().execute(chosen).mappings().first()
    return folded_row(row) if row is not None else None


def steps(session: Session, fault: str) -> list[StepRow]:
    """Return the steps of a ticket, in order."""
    chosen = _STEPS.where(FAULT_STEPS.c.fault == fault)
    return [_step(row) for row in session.connection().execute(chosen).mappings()]


def every_course(session: Session) -> dict[str, list[StepRow]]:
    """Return the steps of all tickets, in order, by the ticket's id."""
    found: dict[str, list[StepRow]] = {}
    for row in session.connection().execute(_STEPS).mappings():
        found.setdefault(row["fault"], []).append(_step(row))
    return found


def _step(row: RowMapping) -> StepRow:
    """Return the step of a row."""
    return StepRow(
        choice(Step, row["step"]),
        row["at"],
        row["by"],
        row["words"],
        row["whom"],
        row["how"],
        row["due_at"],
        row["happened_at"],
        choice(State, row["state"]),
        row["workaround"],
        row["gone"],
    )


def histories(session: Session) -> list[ItemHistory]:
    """Return for each item how often it failed and its mean time to repair, worst first."""
    chosen = _TICKETS.where(FAULTS.c.opened_at.is_not(None)).order_by(FAULTS.c.seq)
    rows = [folded_row(row) for row in session.connection().execute(chosen).mappings()]
    found: dict[str, list[FaultRow]] = {}
    for row in rows:
        found.setdefault(row.item, []).append(row)
    made = [ItemHistory(item, each[-1].name, _record(each)) for item, each in found.items()]
    return sorted(made, key=lambda one: (-one.record.faults, one.item))


def _record(faults: list[FaultRow]) -> Record:
    """Return the figures of one item's faults."""
    return repairs.record(
        # what was closed without a repair after all was not repaired
        Repair(
            each.noticed_at, each.repaired_at if each.open or each.verified else None, each.verified
        )
        for each in faults
        if each.noticed_at is not None
    )


def folded_row(row: Mapping[str, Any] | RowMapping) -> FaultRow:
    """Return the ticket of a row."""
    named_columns = {name: row[name] for name in FaultRow.__dataclass_fields__}
    state = choice(State, row["state"]) or State.FAULTY
    return FaultRow(**{**named_columns, "state": state})
