"""Find calls: conditions that the database answers by an index, page by page.

A condition that few calls meet is answered by its index; one that many meet, by
reading the log backwards until the page is full. Each way alone would take a
tenth of a second in a million calls for the other kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from dutyroom.registers.calls.findable import INDEX, texts_of
from dutyroom.registers.calls.rows import CALLS, NumberLookup, Values, choose
from dutyroom.registers.calls.stretch import ends
from dutyroom.registers.typed import Days, Ending, Named, Printed, Text, Way
from dutyroom.standard.clocks import day_after, midnight
from dutyroom.standard.numbers import backwards
from dutyroom.store.rows import begins_with
from dutyroom.store.session import Session
from dutyroom.store.words import folded, is_both, looked_for

_FEW: Final = 2000
"""Up to so many calls are looked up one by one and sorted."""

_BATCH: Final = 200
"""Candidates whose texts are read together."""

_LARGEST_BATCH: Final = 5000
"""Most candidates that one statement names."""

_LAST: Final = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page of calls must meet.

    Attributes:
        conditions: Conditions on the columns of `calls`.
        first: The least ordinal that can meet them.
        before: Only ordinals below this one.
        texts: What must be found in the text, one entry a word.
        endings: How the number must end, one entry a word.
        either: Digits with which a word must begin or the number end, one entry a word.
        equals: Columns and their values, each answered by an index in the order of the log.
        few: Whether no more than a few calls meet the conditions.
    """

    conditions: tuple[ColumnElement[bool], ...] = ()
    first: int = 0
    before: int = _LAST
    texts: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    equals: tuple[tuple[str, str], ...] = ()
    few: bool = False

    def and_also(self, other: Wanted) -> Wanted:
        """Return what meets both."""
        return Wanted(
            (*self.conditions, *other.conditions),
            max(self.first, other.first),
            min(self.before, other.before),
            (*self.texts, *other.texts),
            (*self.endings, *other.endings),
            (*self.either, *other.either),
            (*self.equals, *other.equals),
            self.few or other.few,
        )


def within(session: Session, start: datetime, end: datetime | None = None) -> Wanted:
    """Return what calls must meet that began in a stretch of time.

    The log is in order of its entries, which is nearly the order of time, so
    the stretch also bounds the part of the log that has to be read.

    Args:
        session: A transaction.
        start: The beginning, included.
        end: The end, not included; None: there is none.
    """
    column = CALLS.c.started_at
    bounds = ends(session, start, end)
    if bounds is None:
        return Wanted(before=0)
    first, last = bounds
    # The bounds make the index needless here; with it all would be read and sorted.
    unindexed = func.coalesce(column, column, type_=column.type)
    inside = unindexed >= start if end is None else and_(unindexed >= start, unindexed < end)
    return Wanted((inside,), first, last + 1)


def entered(session: Session, start: datetime, seq: int) -> Wanted:
    """Return what calls must meet that began, or were entered, since somebody is in charge.

    A clock that was set back takes nothing away: then the journal's order counts.

    Args:
        session: A transaction.
        start: When the shift began.
        seq: The journal's number of its beginning.
    """
    since = within(session, start)
    later = CALLS.c.ordinal > seq
    if not since.conditions:
        return Wanted((later,), seq + 1)
    return Wanted((or_(*since.conditions, later),), min(since.first, seq + 1))


def readings(session: Session, ways: Sequence[Way], numbers: NumberLookup) -> list[Wanted]:
    """Return what calls must meet in which a word is found, an entry for each reading of it.

    A few digits begin a word or end the number: where the index knows both, one
    question answers for the two, and a common word beside them is followed once.

    Args:
        session: A transaction.
        ways: The ways in which the word can be found.
        numbers: Gives the numbers of contacts by a word of their names.
    """
    ending = {way.digits for way in ways if isinstance(way, Ending) and is_both(way.digits)}
    both = {way.words for way in ways if isinstance(way, Text) and way.words in ending}
    merged: set[Way] = {way for digits in both for way in (Text(digits), Ending(digits))}
    apart = (_narrow(session, way, numbers) for way in ways if way not in merged)
    return [
        *(Wanted(either=(digits,)) for digits in both),
        *(found for found in apart if found is not None),
    ]


def _narrow(session: Session, way: Way, numbers: NumberLookup) -> Wanted | None:
    """Return what calls must meet in which a word is found in one way; None: there are none."""
    columns = CALLS.c
    match way:
        case Text(words):
            return Wanted(texts=(words,))
        case Days(first, last):
            return within(session, midnight(first), midnight(day_after(last)))
        case Ending(digits):
            return Wanted(endings=(digits,))
        case Printed(year, running):
            of_year = () if year is None else (columns.year == year,)
            return Wanted((columns.running == running, *of_year), few=True)
        case Named(word):
            known = sorted(numbers(session, word))
            if not known:
                return None
            plain = func.coalesce(columns.normalised, "")
            indexed = columns.normalised.in_(known)
            return counted(session, indexed, plain.in_(known))


def counted(
    session: Session, indexed: ColumnElement[bool], plain: ColumnElement[bool] | None = None
) -> Wanted:
    """Return what meets a condition, in the form that is fast for as many calls as meet it.

    Args:
        session: A transaction.
        indexed: The condition, answered by an index.
        plain: The same so that no index answers it; not needed where the index
            gives the calls in the order of the log.
    """
    some = select(CALLS.c.ordinal).where(indexed)
    first = some.limit(_FEW + 1).subquery()
    count = session.connection().execute(select(func.count()).select_from(first)).scalar_one()
    if count <= _FEW:
        return Wanted((indexed if plain is None else CALLS.c.ordinal.in_(some),), few=True)
    return Wanted((indexed if plain is None else plain,))


def find(session: Session, wanted: Wanted, limit: int) -> list[Values]:
    """Return what a line of the log shows of the calls wanted, newest first.

    Args:
        session: A transaction.
        wanted: What they must meet.
        limit: Most calls to return.
    """
    if wanted.before <= wanted.first:
        return []
    wanted = _by_values(wanted, plain=wanted.few)
    if wanted.either and wanted.few:
        return newest([find(session, each, limit) for each in _one_by_one(wanted)], limit)
    if not wanted.texts and not wanted.either:
        return _read(session, choose(), _by_endings(session, wanted), limit)
    if wanted.few:
        return _among_few(session, _by_endings(session, wanted), limit)
    found: list[Values] = []
    ended = [_ends_with(digits) for digits in wanted.endings]
    for batch in _matches(session, wanted, limit):
        part = wanted.and_also(Wanted((CALLS.c.ordinal.in_(batch), *ended)))
        found += _read(session, choose(), part, limit - len(found))
        if len(found) >= limit:
            break
    return found


def _one_by_one(wanted: Wanted) -> Iterator[Wanted]:
    """Yield what is wanted for each reading of the first digits that have two."""
    first, *others = wanted.either
    rest = replace(wanted, either=tuple(others))
    yield rest.and_also(Wanted(texts=(first,)))
    yield rest.and_also(Wanted(endings=(first,)))


def _by_values(wanted: Wanted, *, plain: bool) -> Wanted:
    """Return what is wanted with its values as conditions.

    Args:
        wanted: What calls must meet.
        plain: Whether another index answers, from which this one must not be taken.
    """
    columns = [(CALLS.c[name], value) for name, value in wanted.equals]
    said = [(func.coalesce(column, "") if plain else column) == value for column, value in columns]
    return wanted.and_also(Wanted(tuple(said)))


def _by_endings(session: Session, wanted: Wanted) -> Wanted:
    """Return what is wanted with its endings as conditions on the numbers."""
    for digits in wanted.endings:
        indexed = begins_with(CALLS.c.reversed, backwards(digits))
        wanted = wanted.and_also(counted(session, indexed, _ends_with(digits)))
    return wanted


def _ends_with(digits: str) -> ColumnElement[bool]:
    """Return the condition that a number ends with some digits, answered by no index."""
    return begins_with(func.coalesce(CALLS.c.reversed, ""), backwards(digits))


def _read(session: Session, chosen: Select[Any], wanted: Wanted, limit: int) -> list[Values]:
    """Read the log backwards."""
    ordinal = CALLS.c.ordinal
    bounds = list(wanted.conditions)
    if wanted.before < _LAST:
        bounds.append(ordinal < wanted.before)
    if wanted.first > 0:
        bounds.append(ordinal >= wanted.first)
    ordered = chosen.where(*bounds).order_by(ordinal.desc()).limit(limit)
    return list(session.connection().execute(ordered))


def _among_few(session: Session, wanted: Wanted, limit: int) -> list[Values]:
    """Return which of a few calls hold the texts, by reading their texts.

    A word that stands in every sixth call would have to be followed through the
    whole index; reading the texts of the candidates is faster.
    """
    pattern = looked_for(" ".join(wanted.texts))
    if pattern is None:
        return []
    found: list[int] = []
    before = wanted.before
    while len(found) < limit:
        part = wanted.and_also(Wanted(before=before))
        batch = texts_of(session, _read(session, select(CALLS.c.ordinal), part, _BATCH))
        found += [ordinal for ordinal, text in batch if pattern.match(folded(text))]
        if len(batch) < _BATCH:
            break
        before = batch[-1][0]
    return _read(session, choose(), Wanted((CALLS.c.ordinal.in_(found[:limit]),)), limit)


def _matches(session: Session, wanted: Wanted, limit: int) -> Iterator[list[int]]:
    """Yield the ordinals that hold the texts, newest first, in growing batches."""
    text = " ".join(wanted.texts)
    size, before = limit, wanted.before
    while before > wanted.first:
        batch = INDEX.match(
            session, text, size, before, endings=wanted.endings, either=wanted.either
        )
        if batch:
            yield batch
        if len(batch) < size:
            return
        before = batch[-1]
        size = min(4 * size, _LARGEST_BATCH)


def newest(parts: Sequence[list[Values]], limit: int) -> list[Any]:
    """Return the newest of several lists of calls, each call once."""
    merged = {values[0]: values for part in parts for values in part}
    return [merged[ordinal] for ordinal in sorted(merged, reverse=True)[:limit]]
