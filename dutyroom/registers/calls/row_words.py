"""Calls by a word in their row: how they ended, how far their record is, who signed it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, literal_column, select

from dutyroom.registers.calls.finding import Wanted, counted
from dutyroom.registers.calls.kinds import Medium, Outcome
from dutyroom.registers.calls.rows import CALLS, StateLookup
from dutyroom.registers.calls.state import Owed
from dutyroom.registers.typed import Text, Way
from dutyroom.store.session import Session

_COLUMNS: Final = CALLS.c
_MISSED: Final = ("outcome", Outcome.MISSED.value)
_IN_INDEX: Final[Mapping[str, ColumnElement[bool]]] = {
    "absent": _COLUMNS.absent != literal_column("''"),
    "medium": _COLUMNS.medium != literal_column("'line'"),
    "recorder": _COLUMNS.recorder != literal_column("''"),
}
"""What SQLite must read to take an index of a part of the calls: word for word as declared."""

_UNTOUCHED: Final = (
    _COLUMNS.written_up_at.is_(None),
    _COLUMNS.needless_at.is_(None),
    _COLUMNS.called_back_at.is_(None),
    func.coalesce(_COLUMNS.owed, "") == "",
)
_RECORD: Final[Mapping[str, Wanted]] = {
    "to_write": Wanted(equals=(("owed", Owed.WRITE_UP.value),)),
    "to_call": Wanted(equals=(("owed", Owed.CALL_BACK.value),)),
    "written": Wanted(
        (
            _COLUMNS.written_up_at.is_not(None),
            func.coalesce(_COLUMNS.owed, "") != Owed.CALL_BACK.value,
        )
    ),
    "called": Wanted((_COLUMNS.called_back_at.is_not(None),), equals=(_MISSED,)),
    "no_number": Wanted(_UNTOUCHED, equals=(_MISSED,)),
}
"""What calls meet, by how far their record is."""


def _signers() -> Select[str]:
    """Return the question who signed calls in whose name a part stands: a step in the index each.

    One statement, however many have signed: it is asked with every search.
    """
    least = select(func.min(_COLUMNS.recorder).label("name")).where(_IN_INDEX["recorder"])
    names = least.cte("names", recursive=True)
    following = least.where(_COLUMNS.recorder > names.c.name).scalar_subquery()
    names = names.union_all(select(following).where(names.c.name.is_not(None)))
    return select(names.c.name).where(func.instr(names.c.name, bindparam("part")) > 0)


_SIGNERS: Final = _signers()


def found(session: Session, ways: Iterable[Way], states: StateLookup) -> Iterator[Wanted]:
    """Yield what calls must meet in whose row a word stands.

    Args:
        session: A transaction.
        ways: The ways in which the word is found otherwise; text is what it is looked for as.
        states: Gives what a word in a row means.
    """
    for way in ways:
        if isinstance(way, Text):
            yield from (_says(session, kind, code) for kind, code in states(way.words))
            if (wanted := _signed(session, way.words)) is not None:
                yield wanted


def _says(session: Session, kind: str, code: str) -> Wanted:
    """Return what calls must meet whose row has the word for a code.

    Args:
        session: A transaction.
        kind: A column, or `record`: how far the record is.
        code: Its value, or one of the codes of `_RECORD` or `needless`.
    """
    if (kind, code) == ("record", "needless"):
        said = _COLUMNS.needless_at.is_not(None)
        return counted(session, said, said)  # its index is not in the order of the log
    if kind == "record":
        return _RECORD[code]
    if (kind, code) == ("absent", "not_sent"):
        return _not_sent()
    return _equal(session, kind, code)


def _not_sent() -> Wanted:
    """Return what incoming calls must meet for which no number came, whatever the line said."""
    without = (
        func.coalesce(_COLUMNS.number, "") == "",
        _COLUMNS.direction == "in",
        _COLUMNS.medium == Medium.LINE.value,
        _COLUMNS.absent.in_(("", "not_sent")),
        func.coalesce(_COLUMNS.outcome, "") != Outcome.RINGING.value,
    )
    return Wanted(without, equals=(("normalised", ""),))


def _equal(session: Session, column: str, value: str) -> Wanted:
    """Return what calls must meet with a value in a column."""
    part = () if (own := _IN_INDEX.get(column)) is None else (own,)
    few = counted(session, and_(_COLUMNS[column] == value, *part))
    return few if few.few else Wanted(part, equals=((column, value),))


def _signed(session: Session, name: str) -> Wanted | None:
    """Return what calls must meet that somebody signed in whose name a word stands.

    Returns:
        What they must meet; None where nobody of that name ever signed one.
    """
    known = session.connection().execute(_SIGNERS, {"part": name}).scalars().all()
    if not known:
        return None
    if len(known) == 1:
        return _equal(session, "recorder", known[0])
    plain = func.coalesce(_COLUMNS.recorder, "").in_(known)
    return counted(session, and_(_COLUMNS.recorder.in_(known), _IN_INDEX["recorder"]), plain)
