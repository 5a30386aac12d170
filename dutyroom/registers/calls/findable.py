"""By which words a call is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sqlalchemy import select

from dutyroom.registers.calls.tables import Call, Correction, WriteUp
from dutyroom.registers.calls.write_up import NAMES
from dutyroom.registers.typed import endings
from dutyroom.store.rows import table_of
from dutyroom.store.search import SearchIndex
from dutyroom.store.session import Session
from dutyroom.store.words import ends

INDEX: Final = SearchIndex("call_search")
"""The search index of the call log, by the call's ordinal."""


_OF_CALL: Final = ("number", "normalised", "name")
_AFTERWARDS: Final = ("needless_reason", "called_back_result")
_CALLS: Final = table_of(Call)
_WRITE_UPS: Final = table_of(WriteUp)
_CORRECTIONS: Final = table_of(Correction)


def findable(call: Call, write_up: WriteUp | None, replaced: Iterable[Sequence[str]] = ()) -> str:
    """Return the text by which a call is found; empty where there is nothing to find.

    A pure function of the rows: the index can forget a row only when it is told
    exactly the text it was given.

    Args:
        call: The call.
        write_up: What was written up of it, if anything was.
        replaced: Field and value of everything that was corrected, oldest first.
    """
    parts = [getattr(call, name) for name in _OF_CALL]
    if write_up is not None:
        parts += [getattr(write_up, name) for name in NAMES]
    parts += [getattr(call, name) for name in _AFTERWARDS]
    return _joined([*parts, *_formerly(replaced), *ends(call.normalised or "")])


def replaced_in(session: Session, ordinals: Sequence[int]) -> dict[int, list[Sequence[str]]]:
    """Return by ordinal what was corrected in a few calls: field and former value, oldest first.

    Args:
        session: A transaction.
        ordinals: The ordinals of the calls.
    """
    chosen = select(_CORRECTIONS.c.ordinal, _CORRECTIONS.c.field, _CORRECTIONS.c.old)
    chosen = chosen.where(_CORRECTIONS.c.ordinal.in_(ordinals))
    ordered = chosen.order_by(_CORRECTIONS.c.seq, _CORRECTIONS.c.field)
    found: dict[int, list[Sequence[str]]] = {}
    for ordinal, *correction in session.connection().execute(ordered):
        found.setdefault(ordinal, []).append(correction)
    return found


def texts_of(session: Session, ordinals: Iterable[Sequence[int]]) -> list[tuple[int, str]]:
    """Return the texts by which a few calls are found, newest first; ends of numbers are left out.

    Args:
        session: A transaction.
        ordinals: Rows whose first column is the ordinal of a call.
    """
    wanted = [row[0] for row in ordinals]
    joined = _CALLS.outerjoin(_WRITE_UPS, _CALLS.c.ordinal == _WRITE_UPS.c.ordinal)
    columns = [
        *(_CALLS.c[name] for name in _OF_CALL),
        *(_WRITE_UPS.c[name] for name in NAMES),
        *(_CALLS.c[name] for name in _AFTERWARDS),
    ]
    chosen = select(_CALLS.c.ordinal, _CALLS.c.corrections, *columns).select_from(joined)
    chosen = chosen.where(_CALLS.c.ordinal.in_(wanted)).order_by(_CALLS.c.ordinal.desc())
    found = session.connection().execute(chosen).all()
    corrected = [row.ordinal for row in found if row.corrections]
    replaced = replaced_in(session, corrected) if corrected else {}
    return [
        (ordinal, _joined([*parts, *_formerly(replaced.get(ordinal, ()))]))
        for ordinal, _corrections, *parts in found
    ]


def _formerly(replaced: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the words of what was corrected: whatever was once in the log is found.

    A number that was replaced has no column of its own in which its end could be looked
    for, so its endings are words.
    """
    for field, old in replaced:
        if field != "outcome":  # a word of the program's, which nobody wrote
            yield old
        if field == "number":
            yield from endings(old)


def _joined(parts: Iterable[str | None]) -> str:
    return "\n".join(dict.fromkeys(part for part in parts if part))
