"""One call being brought up to date with one entry of the journal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sqlalchemy import bindparam, func, select
from sqlmodel import Session, col

from dutyroom.registers.calls.tables import Call, Correction, WriteUp
from dutyroom.registers.calls.write_up import NAMES
from dutyroom.standard.clocks import local
from dutyroom.standard.numbers import backwards, normalise
from dutyroom.store.facts import KEEPER, Fact
from dutyroom.store.journal import Entry

OF_THE_CALL: Final = ("number", "name", "outcome")
"""Fields outside the write-up that can be corrected."""

# Made once: making a statement takes longer than running it, and every ring waits for these.
_BY_ID: Final = select(Call).where(col(Call.id) == bindparam("call"))
_LAST_RUNNING: Final = select(func.max(col(Call.running))).where(
    col(Call.unit) == bindparam("in_unit"), col(Call.year) == bindparam("in_year")
)


@dataclass
class Change:
    """A call, what is written up of it, and the entry that changes it.

    Attributes:
        session: The transaction.
        entry: The entry of the journal.
        call: The row of the call, new or as it was.
    """

    session: Session
    entry: Entry
    call: Call

    @property
    def fact(self) -> Fact:
        """The fact of the entry."""
        return self.entry.fact

    @cached_property
    def write_up(self) -> WriteUp:
        """The row of the write-up; made when it is first asked for."""
        found = self.session.get(WriteUp, self.call.ordinal)
        if found is None:
            found = WriteUp(ordinal=self.call.ordinal)
            self.session.add(found)
        return found

    @cached_property
    def corrected(self) -> frozenset[str]:
        """The fields that a person has corrected; what the line says later leaves them alone."""
        if not self.call.corrections:
            return frozenset()
        chosen = select(col(Correction.field)).where(
            col(Correction.ordinal) == self.call.ordinal, col(Correction.by) != KEEPER
        )
        return frozenset(self.session.connection().execute(chosen).scalars())

    def value(self, field: str) -> str:
        """Return the value that a field shows."""
        if field in NAMES:
            return str(getattr(self.write_up, field))
        if field == "outcome":
            return self.call.stated_as or self.call.outcome
        return self.call.number if field == "number" else self.call.name

    def set(self, field: str, value: str) -> None:
        """Let a field show a value."""
        if field in NAMES:
            setattr(self.write_up, field, value)
        elif field == "number":
            self.call.number = value
            self.call.normalised = normalise(value)
            self.call.reversed = backwards(self.call.normalised)
        elif field == "name":
            self.call.name = value
        else:
            self.call.stated_as = value
            self.call.stated_by = self.fact.actor

    def fill(self, field: str, value: str) -> None:
        """Give a field its value; where it has another one, this is a correction.

        An empty value fills nothing, and a person's correction, which may have
        been written before the value it corrects, keeps its place.
        """
        shown = self.value(field)
        if not value or shown == value or field in self.corrected:
            return
        if shown:
            self.correct(field, shown, value, "")
        else:
            self.set(field, value)

    def correct(self, field: str, old: str, new: str, why: str) -> None:
        """Replace a value and keep the old one readable."""
        self.session.add(
            Correction(
                seq=self.entry.seq,
                field=field,
                ordinal=self.call.ordinal,
                old=old,
                new=new,
                why=why,
                by=self.fact.actor,
                at=self.fact.occurred_at,
            )
        )
        self.call.corrections += 1
        self.set(field, new)


def opened(session: Session, entry: Entry, call_id: str) -> Call:
    """Return the row of a call; a new one where this is the first that is heard of it.

    Args:
        session: The transaction.
        entry: The entry that speaks of the call.
        call_id: The id of the call.
    """
    known = session.scalars(_BY_ID, {"call": call_id}).first()
    fact = entry.fact
    if known is not None:
        if not known.begun and not known.entered_by:
            known.started_at = min(known.started_at, fact.occurred_at)
        return known
    year = local(fact.occurred_at).year
    call = Call(
        ordinal=entry.seq,
        id=call_id,
        unit=fact.place.unit,
        line=fact.place.line,
        year=year,
        running=_next_running(session, fact.place.unit, year),
        started_at=fact.occurred_at,
    )
    session.add(call)
    return call


def _next_running(session: Session, unit: str, year: int) -> int:
    """Return the next number of a unit's year; numbers are never given back."""
    found = session.connection().execute(_LAST_RUNNING, {"in_unit": unit, "in_year": year})
    return int(found.scalar() or 0) + 1
