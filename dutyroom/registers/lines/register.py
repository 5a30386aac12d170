"""The lines' ups and downs: table, projector, and the outages of a stretch of time (article 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import insert, or_, select, update

from dutyroom.registers.register import Register
from dutyroom.registers.values import text, words
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


LINES: Final = Register(name="lines", prefixes=("line.",), project=project, tables=(Outage,))
"""When each line was up and when it was down."""
