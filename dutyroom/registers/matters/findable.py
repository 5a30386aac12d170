"""By which words a matter is found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import select

from dutyroom.registers.matters.fields import TEXTS
from dutyroom.registers.matters.rows import Rows
from dutyroom.registers.matters.tables import MATTERS, MatterCorrection, MatterStep
from dutyroom.registers.typed import endings
from dutyroom.store.rows import table_of
from dutyroom.store.search import SearchIndex
from dutyroom.store.session import Session

INDEX: Final = SearchIndex("matter_search")
"""The search index of matters, by the matter's ordinal."""

_OWN: Final = (*TEXTS, "first_receiver", "handler", "result")
_OF_STEP: Final = ("who", "words", "answer", "waiting_for")
_STEPS: Final = table_of(MatterStep)
_CORRECTIONS: Final = table_of(MatterCorrection)
_PHONE: Final = "contact_phone"


def findable(
    row: Mapping[str, Any],
    steps: Iterable[Mapping[str, Any]],
    corrections: Iterable[Mapping[str, Any]],
) -> str:
    """Return the text by which a matter is found.

    A pure function of the rows: the index can forget a row only when it is told
    exactly the text it was given.

    Args:
        row: The row of the matter.
        steps: The lines of its thread, in order.
        corrections: What was changed of it, in order: it is found by what it once said.
    """
    former = [each for each in corrections if each["field"] in TEXTS]
    parts = [row[name] for name in _OWN]
    parts += [step[name] for step in steps for name in _OF_STEP]
    parts += [each["old"] for each in former]
    phones = [row[_PHONE], *(each["old"] for each in former if each["field"] == _PHONE)]
    parts += [ending for phone in phones for ending in endings(phone)]
    return "\n".join(dict.fromkeys(part for part in parts if part))


def text_of(rows: Rows) -> str:
    """Return the text by which a matter is found once these rows stand."""
    return findable(rows.row, rows.children[MatterStep], rows.children[MatterCorrection])


def stored(session: Session, matter: str) -> tuple[dict[str, Any], str] | None:
    """Return the row of a matter as it stands, and the text by which it is found now.

    Args:
        session: A transaction.
        matter: Its id.

    Returns:
        Row and text; None where it is new.
    """
    connection = session.connection()
    row = connection.execute(select(MATTERS).where(MATTERS.c.id == matter)).mappings().first()
    if row is None:
        return None
    chosen = select(*(_STEPS.c[name] for name in _OF_STEP)).where(_STEPS.c.matter == matter)
    steps = connection.execute(chosen.order_by(_STEPS.c.position)).mappings()
    changed = select(_CORRECTIONS.c.field, _CORRECTIONS.c.old)
    theirs = changed.where(_CORRECTIONS.c.matter == matter).order_by(_CORRECTIONS.c.position)
    corrections = connection.execute(theirs).mappings()
    kept = dict(row)
    return kept, findable(kept, [dict(each) for each in steps], [dict(e) for e in corrections])
