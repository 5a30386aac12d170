"""By which words a call is found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import select

from dutyroom.registers.calls.tables import Call, WriteUp
from dutyroom.registers.calls.write_up import NAMES
from dutyroom.store.rows import table_of
from dutyroom.store.search import SearchIndex
from dutyroom.store.session import Session

INDEX: Final = SearchIndex("call_search")
"""The search index of the call log, by the call's ordinal."""


_OF_CALL: Final = ("number", "normalised", "name")
_AFTERWARDS: Final = ("needless_reason", "called_back_result")
_CALLS: Final = table_of(Call)
_WRITE_UPS: Final = table_of(WriteUp)


def findable(call: Call, write_up: WriteUp | None) -> str:
    """Return the text by which a call is found; empty where there is nothing to find.

    A pure function of the rows: the index can forget a row only when it is told
    exactly the text it was given.

    Args:
        call: The call.
        write_up: What was written up of it, if anything was.
    """
    parts = [getattr(call, name) for name in _OF_CALL]
    if write_up is not None:
        parts += [getattr(write_up, name) for name in NAMES]
    parts += [getattr(call, name) for name in _AFTERWARDS]
    return _joined(parts)


def texts_of(session: Session, ordinals: Iterable[Sequence[int]]) -> list[tuple[int, str]]:
    """Return the texts by which a few calls are found, newest first.

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
    chosen = select(_CALLS.c.ordinal, *columns).select_from(joined)
    chosen = chosen.where(_CALLS.c.ordinal.in_(wanted)).order_by(_CALLS.c.ordinal.desc())
    return [(row[0], _joined(row[1:])) for row in session.connection().execute(chosen)]


def _joined(parts: Iterable[str | None]) -> str:
    return "\n".join(dict.fromkeys(part for part in parts if part))
