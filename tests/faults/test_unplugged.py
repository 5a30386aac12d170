"""The port is pulled out and put back: told within 2 s, back within 5 s, the gap is a row."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

import pytest

from dutyroom.clock import SystemClock
from dutyroom.registers.lines.register import OutageRow, outages
from dutyroom.store.engine import open_store
from tests.e2e.keeper_desk import until
from tests.faults.desk import FaultDesk, running
from tests.faults.terminal import console


def gaps(desk: FaultDesk, since: datetime) -> list[OutageRow]:
    """Return the outages of the line that the registers know."""
    store = open_store(desk.places.database)
    try:
        with store.read() as session:
            return outages(session, since, SystemClock().now(), "1")
    finally:
        store.close()


@pytest.mark.slow
@pytest.mark.timed
def test_a_port_pulled_out_in_mid_call_and_put_back(tmp_path: Path) -> None:
    """Alarm, lamp and row; the call goes on where it was."""
    with (
        running(FaultDesk(tmp_path / "home")) as desk,
        console(desk.home, "--no-keeper") as terminal,
    ):
        terminal.until("Line ok", "Who is on duty?")
        desk.ring()
        desk.lift()
        until(lambda: desk.outcomes() == ["talking"], what="the call")
        out = SystemClock().now()
        pulled = time.monotonic()
        desk.box.unplug()
        until(lambda: desk.open_alarms().get("line_lost") == "unacknowledged", what="the alarm")
        terminal.until("Line lost")
        assert time.monotonic() - pulled < 2.0
        until(lambda: [gap.found_at for gap in gaps(desk, out)] == [None], what="the open gap")
        back = SystemClock().now()
        put_back = time.monotonic()
        desk.box.plug_in()
        terminal.until("Line ok")
        until(lambda: desk.open_alarms().get("line_lost") == "cleared", what="the recovery")
        assert time.monotonic() - put_back < 5.0
        (gap,) = gaps(desk, out)
        assert gap.what == "box"
        assert gap.found_at is not None
        assert out <= gap.lost_at <= back <= gap.found_at
        desk.lay_down()
        until(lambda: desk.outcomes() == ["answered"], what="the end of the call")
        terminal.until("Answered")


@pytest.mark.slow
def test_a_cable_with_a_loose_contact_makes_one_alarm(tmp_path: Path) -> None:
    """Each gap is a row; the alarm that nobody acknowledged comes back under its own name."""
    with running(FaultDesk(tmp_path / "home")) as desk:
        began = SystemClock().now()
        for turn in range(3):
            desk.box.unplug()
            until(lambda: desk.open_alarms().get("line_lost") == "unacknowledged", what="the loss")
            desk.box.plug_in()
            until(lambda: desk.open_alarms().get("line_lost") == "cleared", what="the recovery")
            closed = [gap for gap in gaps(desk, began) if gap.found_at is not None]
            assert len(closed) == turn + 1
        assert list(desk.open_alarms()) == ["line_lost"]
