"""Somebody sets the clock in mid-call: order and durations do not care."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dutyroom.clock import CLOCK_VARIABLE
from dutyroom.config import Alarms
from tests.e2e.keeper_desk import until
from tests.faults.desk import FaultDesk, running

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


class Wall:
    """The wall clock of the keeper under test; the monotonic one is the machine's."""

    def __init__(self, path: Path) -> None:
        """Show noon."""
        self.path = path
        self.set(NOON)

    def set(self, at: datetime) -> None:
        """Show a time from now on."""
        new = self.path.with_suffix(".new")
        new.write_text(at.isoformat())
        new.replace(self.path)


@pytest.mark.parametrize(
    "jump",
    [
        timedelta(hours=-3),
        pytest.param(timedelta(days=-400), marks=pytest.mark.slow),
        pytest.param(timedelta(hours=30), marks=pytest.mark.slow),
    ],
    ids=str,
)
def test_the_clock_jumps_in_mid_call(tmp_path: Path, jump: timedelta) -> None:
    """The talk is as long as it was; the next call comes after it in the log."""
    wall = Wall(tmp_path / "clock")
    desk = FaultDesk(
        tmp_path / "home",
        env={**os.environ, CLOCK_VARIABLE: str(wall.path)},
        alarms=Alarms(unanswered=3600, write_up=86_400, call_back=86_400),
    )
    with running(desk):
        desk.ring(number="010-1111-0001")
        desk.lift()
        until(lambda: desk.outcomes() == ["talking"], what="the call")
        answered = time.monotonic()
        wall.set(NOON + jump)
        until(lambda: time.monotonic() - answered > 1.5, what="some talk")
        desk.lay_down()
        until(lambda: desk.outcomes() == ["answered"], what="the end of the call")
        talked = time.monotonic() - answered
        desk.ring(number="010-1111-0002")
        until(lambda: desk.outcomes() == ["ringing", "answered"], what="the next call")
        second, first = desk.calls()
        assert first.talk_seconds is not None
        assert 1.0 < first.talk_seconds < talked + 1.5
        assert (first.number, second.number) == ("010-1111-0001", "010-1111-0002")
        assert first.started_at == NOON
        assert second.started_at == NOON + jump
        assert second.ordinal > first.ordinal
