"""By which words a call is found."""

from __future__ import annotations

from typing import Final

from dutyroom.registers.calls.tables import Call, WriteUp
from dutyroom.registers.calls.write_up import NAMES
from dutyroom.store.search import SearchIndex

INDEX: Final = SearchIndex("call_search")
"""The search index of the call log, by the call's ordinal."""


def findable(call: Call, write_up: WriteUp | None) -> str:
    """Return the text by which a call is found; empty where there is nothing to find.

    A pure function of the rows: the index can forget a row only when it is told
    exactly the text it was given.

    Args:
        call: The call.
        write_up: What was written up of it, if anything was.
    """
    parts = [call.number, call.normalised, call.name]
    if write_up is not None:
        parts += [getattr(write_up, name) for name in NAMES]
    parts += [call.needless_reason, call.called_back_result]
    return "\n".join(dict.fromkeys(part for part in parts if part))
