"""Handovers as the ledger knows them: from their facts to their rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import select

from dutyroom.registers.folding import REVISION, by_revision, histories, history, replace, stamp
from dutyroom.registers.handover import facts
from dutyroom.registers.handover.tables import (
    HANDOVERS,
    LINES,
    WORDS,
    Handover,
    HandoverLine,
    HandoverWord,
)
from dutyroom.registers.numbers.facts import Series
from dutyroom.registers.numbers.giving import Numbering
from dutyroom.registers.register import Register, Write
from dutyroom.registers.values import choice, moment, real, text, whole, words
from dutyroom.standard.clocks import local_date
from dutyroom.standard.handover.values import Decision
from dutyroom.store.bound import bound
from dutyroom.store.facts import Fact
from dutyroom.store.journal import Entry
from dutyroom.store.rows import blank
from dutyroom.store.session import Session

Row = dict[str, Any]

_NUMBERING: Final = Numbering(Series.HANDOVERS, HANDOVERS)
_WORDS: Final = frozenset({facts.EXPLAINED, facts.DECIDED, facts.TAKEN_ON})


def project(session: Session, entry: Entry) -> None:
    """Compute the rows of one handover, or of one of its items, anew.

    Args:
        session: The transaction that has written the entry.
        entry: The entry; a kind that this version does not know changes nothing.
    """
    if entry.fact.kind in _WORDS:
        _project_words(session, entry.fact.subject)
    elif entry.fact.kind in _STEPS:
        _project_handover(session, entry.fact.subject)


def _project_handover(session: Session, handover: str) -> None:
    """Compute the row of a handover and the lines of its list anew."""
    known = history(session, handover, frozenset(_STEPS), by_revision)
    _write(session, *_folded(session, handover, known))


def stage(session: Session, entries: Sequence[Entry]) -> Write:
    """Fold handovers with their whole lists once, before they are written.

    Args:
        session: A transaction that reads.
        entries: What will be written.
    """
    steps = histories(session, entries, frozenset(_STEPS), by_revision)
    folded = [_folded(session, handover, known) for handover, known in steps.items()]
    ready = [(row, bound(session, LINES, lines)) for row, lines in folded]
    words_ = {entry.fact.subject for entry in entries if entry.fact.kind in _WORDS}

    def write(session: Session) -> None:
        for row, add in ready:
            _write(session, row, ())
            add(session)
        for subject in words_:
            _project_words(session, subject)

    return write


def _write(session: Session, row: Row, lines: Sequence[Row]) -> None:
    """Put the row of a handover and the lines of its list in the place of what was there."""
    replace(session, HANDOVERS, "id", row["id"], [row])
    replace(session, LINES, "handover", row["id"], lines)


def _folded(session: Session, handover: str, known: Sequence[Entry]) -> tuple[Row, list[Row]]:
    """Return the row of a handover and the lines of its list."""
    first = min(known, key=lambda each: each.seq)
    row: Row = blank(Handover)
    row |= {"id": handover, "seq": first.seq}
    for each in known:
        stamp(row, each.fact)
        _STEPS[each.fact.kind](row, each.fact)
    row |= _numbered(session, row, local_date(first.fact.occurred_at).year)
    parts = [each.fact for each in known if each.fact.kind == facts.LISTED]
    lines = {line["position"]: line for part in parts for line in _lines(handover, part)}
    listed = list(lines.values()) if row["signed_at"] is not None else []
    row["declined"] = sum(line["standing"] == Decision.DECLINED for line in listed)
    return row, listed


def _project_words(session: Session, subject: str) -> None:
    """Compute what was said of one item anew; of two things said at once one counts."""
    known = history(session, subject, _WORDS, by_revision)
    said = {whole(each.fact, REVISION) or 0: _word(each.fact) for each in reversed(known)}
    rows = [row for _revision, row in sorted(said.items()) if row is not None]
    replace(session, WORDS, "subject", subject, rows)


def _word(fact: Fact) -> Row | None:
    """Return the row of something said; None: a decision that this version does not know."""
    decision = choice(Decision, words(fact, "decision"))
    if fact.kind == facts.DECIDED and decision is None:
        return None
    return {
        "subject": fact.subject,
        REVISION: whole(fact, REVISION) or 0,
        "handover": words(fact, "handover"),
        "item": words(fact, "item"),
        "decision": _said(fact, decision),
        "digest": words(fact, "digest"),
        "text": text(fact, "text"),
        "by": fact.actor,
        "at": fact.occurred_at,
    }


def _said(fact: Fact, decision: Decision | None) -> str:
    """Return the code of something said; empty: an explanation."""
    if fact.kind == facts.TAKEN_ON:
        return facts.TAKEN_ON
    return decision.value if decision is not None else ""


def _numbered(session: Session, row: Row, year: int) -> Row:
    """Return the printed number: counted in each unit and year, in the order of the journal.

    A handover that was given up keeps its number, so that none is missing.
    """
    columns = HANDOVERS.c
    held = select(columns.running).where(columns.id == row["id"])
    number = session.connection().execute(held).scalar()
    if number is None:
        number = _NUMBERING.next(session, row["unit"], year, row["id"])
    return {"year": year, "running": number}


def _lines(handover: str, part: Fact) -> Iterator[Row]:
    """Yield the lines of a part of a signed list; a purged one stands there empty."""
    first, count = whole(part, "first") or 0, whole(part, "count") or 0
    for place in range(first, first + min(count, facts.LINES_A_FACT)):
        line = facts.line_of(text(part, f"{facts.LINE}{place}")) or facts.Listed()
        columns = {name: getattr(line, name) for name in line.__struct_fields__ if name != "key"}
        yield {"handover": handover, "position": place, "item": line.key, **columns}


def _begun(row: Row, fact: Fact) -> None:
    """It was begun; the first beginning counts."""
    if row["begun_at"] is None:
        row |= {"begun_at": fact.occurred_at, "begun_by": fact.actor, "seat": fact.place.seat}
        row |= {"shift": words(fact, "shift"), "planned_end": moment(fact, "planned_end")}


def _arrived(row: Row, fact: Fact) -> None:
    """The relief is here; another relief takes the place of the one before."""
    row |= {
        "relief": text(fact, "name"),
        "relief_id": words(fact, "person"),
        "arrived_at": moment(fact, "arrived_at") or fact.occurred_at,
        "margin": real(fact, "margin"),
    }


def _told(row: Row, fact: Fact) -> None:
    """The leader was told."""
    row |= {
        "leader": text(fact, "leader"),
        "leader_mode": words(fact, "mode"),
        "leader_call": words(fact, "call"),
        "leader_list": words(fact, "list"),
        "leader_told_at": fact.occurred_at,
        "leader_told_by": fact.actor,
    }


def _absent(row: Row, fact: Fact) -> None:
    """The outgoing officer cannot go on; what is signed stays as it was signed."""
    if row["signed_at"] is None and not row["emergency"]:
        row |= {"emergency": text(fact, "reason"), "agreed_mode": words(fact, "mode")}
        row |= {"agreed_by": text(fact, "leader"), "agreed_why": text(fact, "why")}


def _back(row: Row, _fact: Fact) -> None:
    """The outgoing officer goes on after all."""
    if row["signed_at"] is None:
        row |= dict.fromkeys(("emergency", "agreed_by", "agreed_mode", "agreed_why"), "")


def _signed(row: Row, fact: Fact) -> None:
    """Both signed; the first time counts, and what was given up is not signed."""
    if row["signed_at"] is not None or row["given_up_at"] is not None:
        return
    row["signed_at"] = fact.occurred_at
    row |= {name: words(fact, name) for name in ("incoming_shift", "anchor")}
    row |= {name: whole(fact, name) or 0 for name in ("journal", "items")}
    names = ("outgoing", "incoming", "emergency", "waived", "equipment")
    row |= {name: text(fact, name) for name in names}
    proven = fact.body.get("proven")
    said = proven if isinstance(proven, list) else ()
    row["proven"] = " ".join(side for side in facts.Side if side in said)


def _listed(_row: Row, _fact: Fact) -> None:
    """A part of the list: it has rows of its own."""


def _given_up(row: Row, fact: Fact) -> None:
    """It was given up; what is signed stays signed."""
    if row["signed_at"] is None and row["given_up_at"] is None:
        row |= {"given_up_at": fact.occurred_at, "given_up_by": fact.actor}
        row["given_up_why"] = text(fact, "reason")


_STEPS: Final[Mapping[str, Callable[[Row, Fact], None]]] = {
    facts.BEGUN: _begun,
    facts.ARRIVED: _arrived,
    facts.LEADER_TOLD: _told,
    facts.OUTGOING_ABSENT: _absent,
    facts.OUTGOING_BACK: _back,
    facts.SIGNED: _signed,
    facts.LISTED: _listed,
    facts.GIVEN_UP: _given_up,
}

HANDOVER_REGISTER: Final = Register(
    name="handovers",
    prefixes=("handover.",),
    project=project,
    tables=(HandoverLine, HandoverWord, Handover),
    stage=stage,
)
"""What passes from one shift to the next."""
