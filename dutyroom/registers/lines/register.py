"""The lines' ups and downs: table, projector and the monthly reachability (article 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import insert, or_, select, update

from dutyroom.registers.lines.facts import Part
from dutyroom.registers.register import Register
from dutyroom.registers.values import text, words
from dutyroom.standard.clocks import covered, month_bounds
from dutyroom.store.journal import Entry
from dutyroom.store.models import Field, SQLModel
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session


class Outage(SQLModel, table=True):
    """One stretch of time in which a part of a line was away."""

    __tablename__ = "line_outages"

    seq: int = Field(primary_key=True)
    unit: str
    line: str = Field(index=True)
    what: str
    reason: str = ""
    lost_at: datetime
    found_at: datetime | None = Field(default=None, index=True)


_TABLE: Final = table_of(Outage)


@dataclass(frozen=True, slots=True)
class OutageRow:
    """An outage as it is read.

    Attributes:
        line: The line.
        what: `box`, `sound` or `keeper`.
        lost_at: Since when.
        found_at: Until when; None while it lasts.
    """

    line: str
    what: str
    lost_at: datetime
    found_at: datetime | None


@dataclass(frozen=True, slots=True)
class Reachability:
    """How long a line could be reached in a month.

    Attributes:
        seconds: Length of the month so far, in seconds.
        down: Seconds of it in which a call would not have been noticed.
        outages: How often that began or went on.
    """

    seconds: float
    down: float
    outages: int

    @property
    def share(self) -> float:
        """The share of the time in which the line was up, from 0 to 1."""
        return 1.0 - self.down / self.seconds if self.seconds > 0 else 1.0


def project(session: Session, entry: Entry) -> None:
    """Bring the rows up to date with one more entry."""
    fact = entry.fact
    if fact.kind not in {"line.lost", "line.found"}:
        return
    what = words(fact, "what")
    columns = _TABLE.c
    chosen = select(columns.seq, columns.lost_at).where(
        columns.unit == fact.place.unit,
        columns.line == fact.subject,
        columns.what == what,
        columns.found_at.is_(None),
    )
    known = session.connection().execute(chosen).first()
    if fact.kind == "line.lost" and known is None:
        row = {
            "seq": entry.seq,
            "unit": fact.place.unit,
            "line": fact.subject,
            "what": what,
            "reason": text(fact, "reason"),
            "lost_at": fact.occurred_at,
        }
        session.connection().execute(insert(_TABLE), row)
    elif fact.kind == "line.found" and known is not None:
        found_at = max(fact.occurred_at, known.lost_at)
        ended = update(_TABLE).where(columns.seq == known.seq).values(found_at=found_at)
        session.connection().execute(ended)


def outages(session: Session, start: datetime, end: datetime, line: str) -> list[OutageRow]:
    """Return the outages of a line that touch a stretch of time, oldest first."""
    columns = _TABLE.c
    chosen = (
        select(columns.line, columns.what, columns.lost_at, columns.found_at)
        .where(
            columns.line == line,
            columns.lost_at < end,
            or_(columns.found_at.is_(None), columns.found_at > start),
        )
        .order_by(columns.seq)
    )
    return [OutageRow(*row) for row in session.connection().execute(chosen)]


def reachability(session: Session, line: str, year: int, month: int, now: datetime) -> Reachability:
    """Return how long a line could be reached in a month (article 6).

    Lost sound alone leaves the line reachable: the box still tells of calls.

    Args:
        session: A transaction.
        line: Name of the line.
        year: Year of the month, in Beijing time.
        month: The month, from 1.
        now: The present; the time after it does not count.
    """
    start, end = month_bounds(year, month)
    end = min(end, now)
    rows = [row for row in outages(session, start, end, line) if row.what != Part.SOUND]
    down = covered(((row.lost_at, row.found_at or end) for row in rows), start, end)
    return Reachability(max((end - start).total_seconds(), 0.0), down, len(rows))


LINES: Final = Register(name="lines", prefixes=("line.",), project=project, tables=(Outage,))
"""When each line was up and when it was down."""
