"""What was declined at the last handover and nobody has taken since (articles 17 and 18).

A declined item stays with the officer who went, and nobody may leave it between two chairs: it
stands as an alarm until it is done, until somebody takes it on, or until the next relief decides
on it. Matters have a mark and an alarm of their own, because they have a handler.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from dutyroom.i18n import _
from dutyroom.phrases import clauses
from dutyroom.registers.handover.facts import TAKEN_ON
from dutyroom.registers.handover.tables import HANDOVERS, LINES, WORDS
from dutyroom.standard.handover.values import Decision, Item, ItemKind
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class Declined:
    """A line of a signed list that was declined; its texts are foreign."""

    item: str
    kind: str
    subject: str
    reason: str


@dataclass(frozen=True, slots=True)
class TakenOn:
    """That somebody took it on since, and what they do about it."""

    words: str
    by: str
    at: datetime


def last(session: Session, seat: str) -> str:
    """Return the last signed handover of a seat; empty: none, or nothing was declined at it."""
    columns = HANDOVERS.c
    newest = (
        select(columns.id, columns.declined)
        .where(columns.signed_at.is_not(None), columns.seat == seat)
        .order_by(columns.seq.desc())
        .limit(1)
    )
    row = session.connection().execute(newest).first()
    return str(row.id) if row is not None and row.declined else ""


def left(session: Session, handover: str) -> list[Declined]:
    """Return what was declined at a signed handover and nobody has taken on since.

    Args:
        session: A transaction that reads.
        handover: Its id.
    """
    columns, taken = LINES.c, taken_on(session, handover)
    chosen = select(columns.item, columns.kind, columns.subject, columns.reason).where(
        columns.handover == handover, columns.standing == Decision.DECLINED.value
    )
    found = (Declined(*row) for row in session.connection().execute(chosen))
    return [line for line in found if line.item not in taken and not transferred(line.kind)]


def reasons(session: Session, seat: str, kind: ItemKind) -> dict[str, str]:
    """Return why items of one kind were declined at the last handover that nobody has taken since.

    Args:
        session: A transaction that reads.
        seat: The seat.
        kind: A kind of the register they come from.

    Returns:
        The reasons by the id of the item in its register.
    """
    handover = last(session, seat)
    found = left(session, handover) if handover else []
    return {
        line.subject: line.reason
        for line in found
        if line.item == f"{kind.register}:{line.subject}"
    }


def transferred(kind: str) -> bool:
    """Tell whether what was declined is taken over by a transfer, as a matter is."""
    return kind == ItemKind.MATTER.value


def taken_on(session: Session, handover: str) -> dict[str, TakenOn]:
    """Return who took on what was declined at a handover, by item."""
    columns = WORDS.c
    chosen = select(columns.item, columns.text, columns.by, columns.at)
    mine = chosen.where(columns.handover == handover, columns.decision == TAKEN_ON)
    return {item: TakenOn(*said) for item, *said in session.connection().execute(mine)}


def marked(session: Session, seat: str, items: Iterable[Item]) -> Iterator[Item]:
    """Yield items; one that the last relief declined says so, and why.

    Args:
        session: A transaction that reads.
        seat: The seat.
        items: What there is to hand over; a decision does not rest on these words.
    """
    handover = last(session, seat)
    why = {line.item: line.reason for line in left(session, handover)} if handover else {}
    for item in items:
        reason = why.get(item.key)
        if reason is None or item.done:
            yield item
            continue
        words = _("Declined at the handover before: {reason}").format(reason=reason)
        yield replace(item, outcome=clauses([words, *filter(None, [item.outcome])]))
