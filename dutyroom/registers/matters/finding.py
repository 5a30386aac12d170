"""Find matters by what was typed, in the way in which calls are found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from typing import Final, TypeAlias

from sqlalchemy import ColumnElement

from dutyroom.registers.matters.findable import INDEX
from dutyroom.registers.matters.line import MatterRow, chosen, lines
from dutyroom.registers.matters.tables import MATTERS
from dutyroom.registers.typed import Days, Ending, Named, Printed, Text, Way, parts
from dutyroom.standard.clocks import day_after, midnight
from dutyroom.store.parts import MOST
from dutyroom.store.session import Session

_LABEL: Final = re.compile(r"(?:(\d{4})-)?0*(\d{1,6})", re.ASCII)
"""The number of a matter as it is printed or said: `2026-0012`, `0012`, `12`."""

_C: Final = MATTERS.c
Conditions: TypeAlias = list[ColumnElement[bool]]


def found(
    session: Session,
    query: str,
    wanted: Conditions,
    *,
    today: date,
    before: int | None,
    limit: int,
) -> list[MatterRow]:
    """Return the matters in which all that was typed is found, newest first.

    The one with the number that was typed stands before them all.

    Args:
        session: A transaction.
        query: What was typed; any text at all, not blank.
        wanted: The conditions of the filter.
        today: The present day, from which words of days count.
        before: The last ordinal of the page before; None for the first page.
        limit: Most matters to return.
    """
    numbered = of_number(query)
    exact = _read(session, [*wanted, *numbered], None, limit) if numbered else []
    named = {row.ordinal for row in exact}
    merged: dict[int, MatterRow] = {}
    for reading in product(*parts(query, today) or ()):
        for row in _in_one_way(session, reading, wanted, before, limit + len(named)):
            merged[row.ordinal] = row
    rest = [merged[at] for at in sorted(merged, reverse=True) if at not in named]
    return [*(exact if before is None else ()), *rest][:limit]


def of_number(query: str) -> Conditions:
    """Return the conditions that a matter has the number that was typed; none where it is none."""
    said = _LABEL.fullmatch(query.strip())
    if said is None:
        return []
    year = [] if said[1] is None else [_C.year == int(said[1])]
    return [_C.running == int(said[2]), *year]


def _in_one_way(
    session: Session, reading: Sequence[Way], wanted: Conditions, before: int | None, limit: int
) -> list[MatterRow]:
    """Return the matters in which every word is found in one way each."""
    conditions, texts = list(wanted), list[str]()
    for way in reading:
        match way:
            case Text(words) | Ending(words):
                texts.append(words)
            case Days(first, last):
                conditions.append(_C.opened_at >= midnight(first))
                conditions.append(_C.opened_at < midnight(day_after(last)))
            case Printed(year, running):
                conditions += [_C.running == running, *([] if year is None else [_C.year == year])]
            case Named():
                return []  # people stand in a matter by their names
    if not texts:
        return _read(session, conditions, before, limit) if reading else []
    rows: list[MatterRow] = []
    for batch in _matches(session, " ".join(texts), before):
        rows += _read(session, [*conditions, _C.ordinal.in_(batch)], before, limit - len(rows))
        if len(rows) >= limit:
            break
    return rows


def _matches(session: Session, text: str, before: int | None) -> Iterator[list[int]]:
    """Yield the ordinals of matters that hold a text, newest first."""
    while batch := INDEX.match(session, text, limit=MOST, before=before):
        yield batch
        if len(batch) < MOST:
            return
        before = batch[-1]


def _read(
    session: Session, conditions: Conditions, before: int | None, limit: int
) -> list[MatterRow]:
    """Return matters, newest first."""
    wanted = conditions if before is None else [*conditions, _C.ordinal < before]
    ordered = chosen().where(*wanted).order_by(_C.ordinal.desc()).limit(limit)
    return lines(session.connection().execute(ordered))
