"""What the register of documents answers: what is kept, what is out, what happened to one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, func, or_, select

from dutyroom.registers.custody.kinds import HELD, CustodyFilter, CustodyState, CustodyStep
from dutyroom.registers.custody.tables import DOCUMENTS, STEPS
from dutyroom.registers.values import choice
from dutyroom.standard.secrecy import Level
from dutyroom.store.parts import in_parts
from dutyroom.store.session import Session

_SEARCHED: Final = ("number", "received_from", "custodian", "borrower")


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as it is read; what it says is nowhere.

    Attributes:
        id: Its id.
        number: Its number; foreign text, as the names.
        copies: How many copies.
        level: Its marking; None: a newer version's word.
        received_from: Who brought it.
        custodian: Who keeps it.
        state: Where it is; None: a newer version's word.
        received_at: When it was taken in.
        borrower: Who has it; empty: nobody.
        lent_at: Since when.
        due_at: Until when; None: none was said.
        revision: How often it was changed.
    """

    id: str
    number: str
    copies: int
    level: Level | None
    received_from: str
    custodian: str
    state: CustodyState | None
    received_at: datetime
    borrower: str
    lent_at: datetime | None
    due_at: datetime | None
    revision: int

    @property
    def out(self) -> bool:
        """Whether somebody has borrowed it."""
        return self.state is CustodyState.OUT

    @property
    def kept(self) -> bool:
        """Whether it is where it belongs."""
        return self.state is CustodyState.KEPT


@dataclass(frozen=True, slots=True)
class StepRow:
    """Something that happened to a document."""

    step: CustodyStep | None
    at: datetime
    by: str
    whom: str
    second: str
    due_at: datetime | None
    field: str
    old: str
    new: str
    why: str


def get(session: Session, document: str) -> DocumentRow | None:
    """Return a document by its id; None: there is none."""
    found = _read(session, _rows().where(DOCUMENTS.c.id == document))
    return found[0] if found else None


def out(session: Session) -> list[DocumentRow]:
    """Return what is lent, the longest first."""
    lent = DOCUMENTS.c.state == CustodyState.OUT
    return _read(session, _rows().where(lent).order_by(DOCUMENTS.c.lent_at, DOCUMENTS.c.id))


def held_by_number(session: Session, number: str) -> DocumentRow | None:
    """Return the document of a number that the unit has; None: it has none."""
    columns = DOCUMENTS.c
    fits = (columns.number == number) & columns.state.in_(HELD)
    found = _read(session, _rows().where(fits))
    return found[0] if found else None


def listed(
    session: Session, which: CustodyFilter, *, query: str = "", limit: int = 200
) -> list[DocumentRow]:
    """Return documents, the newest first.

    Args:
        session: A transaction.
        which: Which.
        query: Words that all have to stand in number or names.
        limit: Most documents returned.
    """
    columns = DOCUMENTS.c
    chosen = _rows()
    if which is CustodyFilter.HELD:
        chosen = chosen.where(columns.state.in_(HELD))
    elif which is CustodyFilter.OUT:
        chosen = chosen.where(columns.state == CustodyState.OUT)
    for word in query.split():
        fits = [columns[name].icontains(word, autoescape=True) for name in _SEARCHED]
        chosen = chosen.where(or_(*fits))
    newest = chosen.order_by(columns.received_at.desc(), columns.id.desc())
    return _read(session, newest.limit(limit))


def counts(session: Session) -> dict[str, int]:
    """Return how many documents the filters hold, where that is counted."""
    columns = DOCUMENTS.c
    chosen = select(columns.state, func.count()).where(columns.state.in_(HELD))
    rows = session.connection().execute(chosen.group_by(columns.state))
    by_state: dict[str, int] = {str(state): int(number) for state, number in rows}
    lent = by_state.get(CustodyState.OUT.value, 0)
    held = lent + by_state.get(CustodyState.KEPT.value, 0)
    return {CustodyFilter.HELD.value: held, CustodyFilter.OUT.value: lent}


def steps(session: Session, documents: Collection[str]) -> dict[str, list[StepRow]]:
    """Return what happened to some documents, in its order."""
    found: dict[str, list[StepRow]] = {document: [] for document in documents}
    columns = STEPS.c
    names = StepRow.__dataclass_fields__
    chosen = select(columns.document, *(columns[name] for name in names))
    for some in in_parts(list(documents)):
        of_some = chosen.where(columns.document.in_(some)).order_by(columns.position)
        for document, step, *rest in session.connection().execute(of_some):
            found[document].append(StepRow(choice(CustodyStep, step), *rest))
    return found


def _rows() -> Select[Any]:
    """Return what reads documents; one whose beginning was never written is left out."""
    columns = DOCUMENTS.c
    names = DocumentRow.__dataclass_fields__
    return select(*(columns[name] for name in names)).where(columns.received_at.is_not(None))


def _read(session: Session, chosen: Select[Any]) -> list[DocumentRow]:
    """Return rows as values."""
    found = []
    for row in session.connection().execute(chosen).mappings():
        codes = {"state": choice(CustodyState, row["state"]), "level": choice(Level, row["level"])}
        found.append(DocumentRow(**{**row, **codes}))
    return found
