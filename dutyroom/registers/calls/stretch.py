"""Which part of the log a stretch of time is.

The log is in order of its entries, which is nearly the order of time: a clock that was
set back, or a call that was entered late, stands where it was entered.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    Executable,
    ScalarSelect,
    UnaryExpression,
    bindparam,
    func,
    literal_column,
    select,
)

from dutyroom.registers.calls.rows import CALLS
from dutyroom.standard.clocks import local_date, month_bounds
from dutyroom.store.session import Session

_NEVER: Final = datetime.max.replace(tzinfo=UTC)

_PLAIN: Final = CALLS.c.ordinal + literal_column("0")
"""The ordinal; asked for so that the log is not read from its first row on."""

_OF_TIMES: Final = select(func.min(_PLAIN), func.max(_PLAIN)).where(
    CALLS.c.started_at >= bindparam("start"), CALLS.c.started_at < bindparam("end")
)


def _of_month(order: UnaryExpression[int]) -> ScalarSelect[int]:
    """Return the question for the first or the last call of a month, which its index answers."""
    month = func.strftime(*map(literal_column, ("'%Y-%m'", "calls.started_at", "'+8 hours'")))
    ordered = select(CALLS.c.ordinal).where(month == literal_column("month.value")).order_by(order)
    return ordered.limit(literal_column("1")).scalar_subquery()


_OF_MONTHS: Final = select(
    func.min(_of_month(CALLS.c.ordinal.asc())), func.max(_of_month(CALLS.c.ordinal.desc()))
).select_from(func.json_each(bindparam("months")).alias("month"))


def ends(session: Session, start: datetime, end: datetime | None) -> tuple[int, int] | None:
    """Return between which ordinals the calls of a stretch of time stand.

    Of whole months an index tells it; to look at each call of a month would take longer
    than to find a page of them.

    Args:
        session: A transaction.
        start: The beginning, included.
        end: The end, not included; None: there is none.

    Returns:
        The least ordinal and the greatest; None where no call began then.
    """
    if end is None:
        found = [_asked(session, _OF_TIMES, start=start, end=_NEVER)]
    elif months := dict(_whole_months(start, end)):
        (inner, _), (_, outer) = min(months.values()), max(months.values())
        found = [
            _asked(session, _OF_TIMES, start=start, end=inner),
            _asked(session, _OF_MONTHS, months=json.dumps(list(months))),
            _asked(session, _OF_TIMES, start=outer, end=end),
        ]
    else:
        found = [_asked(session, _OF_TIMES, start=start, end=end)]
    known = [each for both in found for each in both if each is not None]
    return (min(known), max(known)) if known else None


def _asked(session: Session, question: Executable, **values: object) -> Sequence[int | None]:
    """Return the least and the greatest ordinal, or None twice."""
    return session.connection().execute(question, values).one()


def _whole_months(
    start: datetime, end: datetime
) -> Iterator[tuple[str, tuple[datetime, datetime]]]:
    """Yield each Beijing month that lies within a stretch of time, as its index names it."""
    first, last = local_date(start), local_date(end)
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        year, month = divmod(number, 12)
        bounds = month_bounds(year, month + 1)
        if start <= bounds[0] and bounds[1] <= end:
            yield f"{year:04d}-{month + 1:02d}", bounds
