"""Matters are found by the end of a telephone number and by what was corrected in them, too.

Revision ID: 0021
Revises: 0020
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import sqlalchemy as sa
from alembic import op

from dutyroom.store.search import SearchIndex
from dutyroom.store.session import Session

revision = "0021"
down_revision = "0020"

_TEXTS = (
    *("content", "contact_unit", "contact_name", "contact_phone", "proposal", "risk"),
    *("reference", "assigned_by"),
)
_OWN = (*_TEXTS, "first_receiver", "handler", "result")
_OF_STEP = ("who", "words", "answer", "waiting_for")
_PHONE = "contact_phone"
_FEWEST_DIGITS, _MOST_DIGITS = 3, 32


def upgrade() -> None:
    """Put the ends of numbers and former values into the index, beside what stands there."""
    connection = op.get_bind()
    steps: defaultdict[str, list[str]] = defaultdict(list)
    asked = f"SELECT matter, {', '.join(_OF_STEP)} FROM matter_steps ORDER BY matter, position"  # noqa: S608 - names from above
    for matter, *words in connection.execute(sa.text(asked)):
        steps[matter] += words
    former: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    asked = "SELECT matter, field, old FROM matter_corrections ORDER BY matter, position"
    for matter, field, old in connection.execute(sa.text(asked)):
        if field in _TEXTS:
            former[matter].append((field, old))
    session, index = Session(connection), SearchIndex("matter_search")
    asked = f"SELECT ordinal, id, {', '.join(_OWN)} FROM matters"  # noqa: S608 - names from above
    for row in connection.execute(sa.text(asked)).mappings().all():
        parts = [*(row[name] for name in _OWN), *steps[row["id"]]]
        more = [*(old for _field, old in former[row["id"]])]
        phones = [row[_PHONE], *(old for field, old in former[row["id"]] if field == _PHONE)]
        more += [ending for phone in phones for ending in _endings(phone)]
        if more:
            index.remove(session, row["ordinal"], _joined(parts))  # as it was put in
            index.put(session, row["ordinal"], _joined([*parts, *more]))


def _endings(number: str) -> Iterator[str]:
    """Yield the ends of a number."""
    digits = "".join(filter(str.isdecimal, number))[:_MOST_DIGITS]
    yield from (digits[at:] for at in range(len(digits) - _FEWEST_DIGITS + 1))


def _joined(parts: Iterable[str | None]) -> str:
    return "\n".join(dict.fromkeys(part for part in parts if part))
