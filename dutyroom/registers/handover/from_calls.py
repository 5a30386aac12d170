"""The calls of a shift, and older ones that still need somebody, as items of its handover."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, select

from dutyroom.i18n import N_, _
from dutyroom.phrases import pair, run_on
from dutyroom.registers.calls.kinds import Outcome
from dutyroom.registers.calls.rows import CALLS, label
from dutyroom.registers.calls.state import Owed
from dutyroom.registers.calls.tables import WriteUp
from dutyroom.registers.shifts.on_duty import ShiftRow
from dutyroom.standard.handover.values import Item, ItemKind
from dutyroom.standard.numberless import NUMBERLESS
from dutyroom.store.rows import table_of
from dutyroom.store.session import Session

MOST: Final = 2000
"""Calls of each kind looked at."""

_WRITE_UPS: Final = table_of(WriteUp)

_UNFINISHED: Final = "in progress"
"""The mark of a call in progress: whether it rings or is talked on decides nothing."""

_NEXT: Final = {
    Owed.WRITE_UP.value: N_("To be written up"),
    Owed.CALL_BACK.value: N_("To be called back"),
}
UNDER_WAY: Final = {
    Outcome.RINGING.value: N_("A call that is ringing now"),
    Outcome.TALKING.value: N_("A call that is being talked on now"),
}
"""Calls in progress: they are on the list, and what they become is decided anew."""

_MADE: Final = "out"
"""The direction of a call that was made from here; any other one came, as far as is known."""


def items(session: Session, shift: ShiftRow, now: datetime) -> Iterator[Item]:  # noqa: ARG001 - the protocol's arguments
    """Yield the calls that came in the shift, and those of before that still need somebody.

    Which those are the journal's order says, never the clock. One that rings or is talked on this
    moment is among them, and needs no explanation: once it is over it has changed, and is decided
    on as what it became.
    """
    columns = CALLS.c
    owed = columns.owed.in_((Owed.WRITE_UP.value, Owed.CALL_BACK.value))
    yield from _chosen(session, columns.ordinal > shift.seq)
    before = columns.ordinal < shift.seq
    yield from _chosen(session, before, owed)
    yield from _chosen(session, before, columns.outcome.in_(UNDER_WAY))


def _chosen(session: Session, *wanted: ColumnElement[bool]) -> Iterator[Item]:
    """Yield the items of some calls."""
    columns, written = CALLS.c, _WRITE_UPS.c
    chosen = (
        select(
            columns.id, columns.year, columns.running, columns.started_at, columns.number,
            columns.name, columns.owed, columns.outcome, columns.summary, columns.first_receiver,
            columns.direction, columns.absent, written.caller_unit, written.caller_name,
            written.content, written.instruction, written.handling, written.result,
        )
        .join_from(CALLS, _WRITE_UPS, columns.ordinal == written.ordinal, isouter=True)
        .where(*wanted)
        .order_by(columns.ordinal.desc())
        .limit(MOST)
    )  # fmt: skip
    for row in session.connection().execute(chosen):
        now = UNDER_WAY.get(row.outcome, "") if not row.owed else ""
        made = row.direction == _MADE
        bare = _("A call from here without a write-up") if made else _("A call without a write-up")
        yield Item(
            kind=ItemKind.CALL_OUT if made else ItemKind.CALL,
            subject=row.id,
            at=row.started_at,
            number=label(row.year, row.running),
            source=_caller(row),
            what=_(now) if now else row.content or row.summary or bare,
            done=not (row.owed or now),
            outcome=_outcome(row),
            contact=row.number,
            handler=row.first_receiver,
            urgent=row.owed == Owed.CALL_BACK.value,
            speaks=bool(now),
            mark=_UNFINISHED if now else "\x1f".join(_said(row)),
        )


def _said(row: Any) -> tuple[str, ...]:  # noqa: ANN401 - a row of these columns
    """Return what a decision on a call that is over rests on."""
    texts = (row.owed, row.content, row.instruction, row.handling, row.result)
    return tuple(text or "" for text in texts)


def _outcome(row: Any) -> str:  # noqa: ANN401 - a row of these columns
    """Return what is still owed, what a leader ordered, what was done and with what result."""
    ordered = pair(_("Leader's instruction"), row.instruction) if row.instruction else ""
    owed = _(_NEXT[row.owed]) if row.owed else ""
    return run_on((owed, ordered, row.handling or "", row.result or ""))


def _caller(row: Any) -> str:  # noqa: ANN401 - a row of these columns
    """Return who called: what was written up before what the line said, or why it said nothing."""
    written = " ".join(part for part in (row.caller_unit, row.caller_name) if part)
    why = _(NUMBERLESS[row.absent]) if row.absent in NUMBERLESS else ""
    return written or row.name or row.number or why
