"""Is the time of this machine right? What cannot be known is said to be unknown."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select

from dutyroom.cli.checks.desk import Desk
from dutyroom.cli.checks.result import Fact, Job, Result, State
from dutyroom.devices.probes.system_clock import synchronised
from dutyroom.i18n import _, ngettext
from dutyroom.registers.calls.line_health import exchange_minutes
from dutyroom.standard.clocks import local
from dutyroom.store import gate
from dutyroom.store.engine import open_store
from dutyroom.store.errors import StoreError
from dutyroom.store.tables import JOURNAL

_APART: Final = 2.0
"""Minutes that are no difference: the exchange tells whole minutes, and rings come later."""


def jobs(desk: Desk) -> list[Job]:
    """Return the one question."""
    return [Job("clock", _("Clock"), lambda: _look(desk))]


def _look(desk: Desk) -> Result:
    """Put together what is known."""
    now = desk.clock.now()
    last, apart = _journalled(desk, now)
    return judge(now, synchronised(), apart, last)


def judge(
    now: datetime, kept: bool | None, apart: Sequence[float], last: datetime | None
) -> Result:
    """Judge a clock.

    Args:
        now: What it shows, aware.
        kept: Whether NTP keeps it right; None where that is not known.
        apart: Minutes by which the last calls came later than the exchange says.
        last: When the last fact was written.
    """
    difference = statistics.median(apart) if len(apart) > 1 else None
    facts: dict[str, Fact] = {
        "now": now.isoformat(),
        "zone": str(now.astimezone().tzinfo),
        "synchronised": kept,
        "exchange_minutes": difference,
        "exchange_calls": len(apart),
    }
    text = _("{time:%Y-%m-%d %H:%M} Beijing time.").format(time=local(now)) + " "
    action = _("Compare with a clock that is right, and set this one: sudo timedatectl set-time")
    if last is not None and last - now > timedelta(minutes=1):
        text += _("Facts were written later than that: the clock was set back.")
        return Result(State.FAIL, text, action, facts)
    if difference is not None and abs(difference) > _APART:
        text += ngettext(
            "The exchange's time differs by {minutes:.0f} minute.",
            "The exchange's time differs by {minutes:.0f} minutes.",
            round(abs(difference)),
        ).format(minutes=abs(difference))
        return Result(State.WARN, text, action, facts)
    if kept:
        return Result(State.OK, text + _("It is kept right over the network."), facts=facts)
    if difference is not None:
        text += _("It agrees with the exchange's in the last {count} calls.").format(
            count=len(apart)
        )
        return Result(State.OK, text, facts=facts)
    text += _("Nothing tells whether it is right.")
    return Result(State.UNKNOWN, text, action, facts)


def _journalled(desk: Desk, now: datetime) -> tuple[datetime | None, list[float]]:
    """Return when the last fact was written, and how far the exchange's time is from ours."""
    try:
        if gate.look(desk.places.database) is not gate.State.READY:
            return None, []
        store = open_store(desk.places.database)
    except StoreError:
        return None, []
    newest = select(JOURNAL.c.entered_at).order_by(JOURNAL.c.seq.desc()).limit(1)
    try:
        with store.read() as session:
            entered = session.connection().execute(newest).scalar()
            apart = exchange_minutes(session, now)
    finally:
        store.close()
    last = datetime.fromisoformat(entered) if isinstance(entered, str) else entered
    return last, apart
