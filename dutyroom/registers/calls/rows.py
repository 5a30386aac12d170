"""One line of the call log, as plain values."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple, TypeAlias

from sqlalchemy import Select, select

from dutyroom.registers.calls.tables import Call
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session

NameLookup: TypeAlias = Callable[[Session, Collection[str]], Mapping[str, str]]
"""Gives the names of the contacts behind normalised numbers, where there are any."""

NumberLookup: TypeAlias = Callable[[Session, str], Collection[str]]
"""Gives the normalised numbers of the contacts whose names hold a word."""

StateLookup: TypeAlias = Callable[[str], Iterable[tuple[str, str]]]
"""Gives what a word in the row of a call means: kind and code, as `row_words.says` takes them."""

CALLS: Final = table_of(Call)
"""The table of calls."""


class CallRow(NamedTuple):
    """One line of the log. Number, name and summary are foreign text.

    A tuple is made in a tenth of the time of a frozen dataclass, and a page has sixty.

    Attributes:
        id: Id of the call.
        ordinal: Its place in the log; the key by which pages are read.
        label: The number that is printed, for instance `2026-00012`.
        line: Name of the line.
        started_at: When it began.
        ended_at: When it ended; None while it lasts.
        direction: `in` or `out`; empty where it is not known.
        medium: A `Medium`.
        number: The number as sent, empty where there is none.
        name: The name as sent, empty where there is none.
        contact: Name of the person or unit behind the number, or empty.
        absent: Why there is no number, or that it is masked; empty otherwise.
        outcome: An `Outcome`.
        known_by: How the outcome is known, a `KnownBy`.
        owed: What is still to do: empty, `write_up` or `call_back`.
        ring_seconds: Seconds from the first ring to the answer, where known.
        talk_seconds: Length of the talk in seconds, where known.
        written_up: Whether it is written up and signed.
        needless: Whether somebody stated that it needs no write-up.
        called_back: Whether the missed call was called back.
        recordings: How many segments of recording there are.
        summary: The beginning of the content.
        first_receiver: Who took it; empty while nobody has.
    """

    id: str
    ordinal: int
    label: str
    line: str
    started_at: datetime
    ended_at: datetime | None
    direction: str
    medium: str
    number: str
    name: str
    contact: str
    absent: str
    outcome: str
    known_by: str
    owed: str
    ring_seconds: float | None
    talk_seconds: float | None
    written_up: bool
    needless: bool
    called_back: bool
    recordings: int
    summary: str
    first_receiver: str = ""


_HEAD: Final = ("ordinal", "id", "year", "running", "normalised")
_LINE: Final = ("line", "started_at", "ended_at", "direction", "medium", "number", "name")
_STATE: Final = ("absent", "outcome", "known_by", "owed", "ring_seconds", "talk_seconds")
_DONE: Final = ("written_up_at", "needless_at", "called_back_at")
_REST: Final = ("recordings", "summary", "first_receiver")

_CHOSEN: Final = select(
    *(CALLS.c[name] for name in (*_HEAD, *_LINE, *_STATE)),
    # Whether, not when: making times of texts would take most of a page's time.
    *(CALLS.c[name].is_not(None).label(name) for name in _DONE),
    *(CALLS.c[name] for name in _REST),
)

Values: TypeAlias = Sequence[Any]
"""What `choose` reads of a call, its ordinal first."""


def choose() -> Select[Any]:
    """Return the query for what a line of the log shows, without conditions."""
    return _CHOSEN


def unnamed(_session: Session, _numbers: Collection[str]) -> Mapping[str, str]:
    """Know nobody: the `NameLookup` of a desk without an address book."""
    return {}


def unnumbered(_session: Session, _word: str) -> Collection[str]:
    """Know no numbers: the `NumberLookup` of a desk without an address book."""
    return ()


def unsaid(_word: str) -> Iterable[tuple[str, str]]:
    """Know no words of a row: the `StateLookup` of whoever shows none."""
    return ()


def label(year: int, running: int) -> str:
    """Return the number of a call as it is printed."""
    return f"{year}-{running:05d}"


def rows(session: Session, found: Iterable[Values], names: NameLookup = unnamed) -> list[CallRow]:
    """Return lines of the log from what was read.

    Args:
        session: The transaction in which it was read.
        found: The columns of each call, as `choose` reads them.
        names: Gives the names behind the numbers.
    """
    kept = list(found)
    known = names(session, {values[4] for values in kept if values[4]})
    return [_row(values, known) for values in kept]


def _row(values: Values, known: Mapping[str, str]) -> CallRow:
    """Return one line of the log; the order is that of `_CHOSEN` and of `CallRow`."""
    ordinal, call, year, running, normalised = values[:5]
    contact = known.get(normalised, "")
    whole = (call, ordinal, label(year, running), *values[5:12], contact, *values[12:])
    return CallRow(*whole)
