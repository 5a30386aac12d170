"""What the ledger of compensatory leave answers: balances, statements, what ends soon."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import RowMapping, select

from dutyroom.registers.compensation.tables import LINES, LOTS
from dutyroom.registers.values import choice
from dutyroom.standard.roster.compensation import Entry, EntryKind, Ledger, LedgerRefused, post
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is read.

    Attributes:
        id: Id of the line.
        entry: The line for the rules.
        shift: Id of the shift that a credit is for.
        entered_at: When it was entered.
        entered_by: Who entered it.
        channel: How whoever decided said so, as a code; empty: nobody had to.
        attested_by: Who heard it.
        refused: The rules refuse it at its place: it counts nothing.
    """

    id: str
    entry: Entry
    shift: str
    entered_at: datetime
    entered_by: str
    channel: str
    attested_by: str
    refused: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """Where somebody stands.

    Attributes:
        person: Id of the person.
        name: Their name, as their last line has it.
        lines: Every line in its order.
        ledger: What the rules make of them.
        revision: How many lines there are, for the next one.
    """

    person: str
    name: str
    lines: tuple[Line, ...]
    ledger: Ledger
    revision: int

    @property
    def id(self) -> str:
        """What tells it from the others in a list."""
        return self.person

    def credited(self, shift: str) -> bool:
        """Return whether a shift is credited and the credit not reversed."""
        reversed_ = self.ledger.reversed_
        return any(
            line.shift == shift and not line.refused and line.id not in reversed_
            for line in self.lines
        )

    def times_credited(self, shift: str) -> int:
        """Return how often a shift was credited, reversed credits included."""
        return sum(1 for line in self.lines if line.shift == shift)


def statement(session: Session, person: str, name: str = "") -> Statement:
    """Return where somebody stands; nobody is without a ledger, it may be empty.

    Args:
        session: A transaction.
        person: Id of the person.
        name: Their name, where they have no line yet.
    """
    chosen = select(LINES).where(LINES.c.person == person).order_by(LINES.c.position)
    rows = session.connection().execute(chosen).mappings().all()
    return _statement(person, rows, name)


def statements(session: Session) -> list[Statement]:
    """Return the ledgers of everybody who has a line, by name."""
    chosen = select(LINES).order_by(LINES.c.person, LINES.c.position)
    found: dict[str, list[RowMapping]] = {}
    for row in session.connection().execute(chosen).mappings():
        found.setdefault(row["person"], []).append(row)
    made = [_statement(person, rows, "") for person, rows in found.items()]
    return sorted(made, key=lambda each: (each.name, each.person))


def ending(session: Session, today: date, days: int) -> list[str]:
    """Return the ids of those with a credit that ends within some days, or has; by an index."""
    until = (today + timedelta(days=days)).isoformat()
    columns = LOTS.c
    soon = (columns.expires_on != "") & (columns.expires_on <= until) & (columns.left > 0)
    chosen = select(columns.person).where(soon).distinct()
    return [str(row[0]) for row in session.connection().execute(chosen)]


def _statement(person: str, rows: Iterable[RowMapping], name: str) -> Statement:
    """Return the ledger of a person's rows."""
    ledger, lines, revision = Ledger(), [], 0
    for row in rows:
        entry = _entry(row)
        if entry is None:
            continue
        if not row["refused"]:
            ledger = _posted(ledger, entry)
        name = row["name"] or name
        revision = max(revision, row["revision"])
        lines.append(
            Line(
                row["id"],
                entry,
                row["shift"],
                row["entered_at"],
                row["entered_by"],
                row["channel"],
                row["attested_by"],
                bool(row["refused"]),
            )
        )
    return Statement(person, name, tuple(lines), ledger, revision)


def _posted(ledger: Ledger, entry: Entry) -> Ledger:
    """Return a ledger with one more line; what was purged of a reason changes nothing."""
    fields = {name: getattr(entry, name) for name in Entry.__dataclass_fields__}
    explained = Entry(**fields | {"reason": entry.reason or "-", "by": entry.by or "-"})
    try:
        return post(ledger, explained)
    except LedgerRefused:
        return ledger


def _entry(row: RowMapping) -> Entry | None:
    """Return the line of a row; None: another version's kind."""
    kind = choice(EntryKind, row["kind"])
    if kind is None:
        return None
    return Entry(
        id=row["id"],
        kind=kind,
        on=date.fromisoformat(row["on"]),
        minutes=row["minutes"],
        ref=row["ref"],
        expires_on=date.fromisoformat(row["expires_on"]) if row["expires_on"] else None,
        source=row["source"],
        by=row["by"],
        reason=row["reason"],
    )
