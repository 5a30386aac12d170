"""One call being brought up to date with one entry of the journal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sqlalchemy import select

from dutyroom.registers.calls.tables import Call, Correction, WriteUp
from dutyroom.registers.calls.write_up import NAMES
from dutyroom.registers.numbers.facts import Series
from dutyroom.registers.numbers.giving import Numbering
from dutyroom.standard.clocks import local
from dutyroom.standard.numbers import backwards, normalise
from dutyroom.store.facts import KEEPER, Fact
from dutyroom.store.journal import Entry
from dutyroom.store.kept import Kept, add, find
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session

OF_THE_CALL: Final = ("number", "name", "outcome")
"""Fields outside the write-up that can be corrected."""

_CALLS: Final = table_of(Call)
_CORRECTIONS: Final = table_of(Correction)
_NUMBERING: Final = Numbering(Series.CALLS, _CALLS)


@dataclass
class Change:
    """A call, what is written up of it, and the entry that changes it.

    Attributes:
        session: The transaction.
        entry: The entry of the journal.
        kept: The row of the call, new or as it was.
    """

    session: Session
    entry: Entry
    kept: Kept[Call]

    @property
    def call(self) -> Call:
        """The call."""
        return self.kept.row

    @property
    def fact(self) -> Fact:
        """The fact of the entry."""
        return self.entry.fact

    @property
    def write_up(self) -> WriteUp:
        """The row of the write-up; made when it is first asked for."""
        return self.kept_write_up.row

    @cached_property
    def kept_write_up(self) -> Kept[WriteUp]:
        """The row of the write-up as it is kept."""
        found = find(self.session, WriteUp, "ordinal", self.call.ordinal)
        return found or Kept(WriteUp(ordinal=self.call.ordinal))

    def save(self) -> None:
        """Write what changed."""
        self.kept.save(self.session)
        if "kept_write_up" in self.__dict__:  # only what was asked for can have changed
            self.kept_write_up.save(self.session)

    @cached_property
    def corrected(self) -> frozenset[str]:
        """The fields that a person has corrected; what the line says later leaves them alone."""
        if not self.call.corrections:
            return frozenset()
        chosen = select(_CORRECTIONS.c.field).where(
            _CORRECTIONS.c.ordinal == self.call.ordinal, _CORRECTIONS.c.by != KEEPER
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
        correction = Correction(
            seq=self.entry.seq,
            field=field,
            ordinal=self.call.ordinal,
            old=old,
            new=new,
            why=why,
            by=self.fact.actor,
            at=self.fact.occurred_at,
        )
        add(self.session, correction)
        self.call.corrections += 1
        self.set(field, new)


def opened(session: Session, entry: Entry, call_id: str) -> Kept[Call]:
    """Return the row of a call; a new one where this is the first that is heard of it.

    Args:
        session: The transaction.
        entry: The entry that speaks of the call.
        call_id: The id of the call.
    """
    known = find(session, Call, "id", call_id)
    fact = entry.fact
    if known is not None:
        if not known.row.begun and not known.row.entered_by:
            known.row.started_at = min(known.row.started_at, fact.occurred_at)
        return known
    year = local(fact.occurred_at).year
    call = Call(
        ordinal=entry.seq,
        id=call_id,
        unit=fact.place.unit,
        line=fact.place.line,
        year=year,
        running=_NUMBERING.next(session, fact.place.unit, year, call_id),
        started_at=fact.occurred_at,
    )
    return Kept(call)
