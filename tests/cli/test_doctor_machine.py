"""The doctor and the machine: disk, clock and terminal."""

from __future__ import annotations

import os
import pty
import select
import shutil
import termios
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.cli.checks import (
    clock,
    disk,
    terminal,
)
from dutyroom.cli.checks.result import State
from dutyroom.cli.checks.width_probe import widths
from dutyroom.clock import SystemClock
from dutyroom.config import Recording, Settings
from dutyroom.registers.calls import facts as call_facts
from dutyroom.registers.ledger import Ledger
from dutyroom.standard.clocks import local
from dutyroom.standard.telco_time import minutes_apart
from dutyroom.store.engine import open_store
from dutyroom.store.facts import Place
from tests.cli.doctor_kit import NOW, call, desk_at, one


def test_open_folders_are_named(tmp_path: Path) -> None:
    home = tmp_path / "home"
    desk = desk_at(home)
    assert one(disk.jobs(desk), "permissions").state is State.UNKNOWN
    desk.places.create()
    assert one(disk.jobs(desk), "permissions").state is State.OK
    home.chmod(0o755)
    found = one(disk.jobs(desk), "permissions")
    assert (found.state, found.facts["open_to_others"]) == (State.WARN, [str(home)])


def test_a_disk_that_fills_is_said(tmp_path: Path) -> None:
    free = shutil.disk_usage(tmp_path).free
    hours = {State.OK: 100, State.WARN: 12, State.FAIL: 0}
    for expected, left in hours.items():
        keep_free = (free - left * 3600 * 16_000) // (1024 * 1024)
        desk = desk_at(tmp_path, settings=Settings(recording=Recording(keep_free=keep_free)))
        found = one(disk.jobs(desk), "disk")
        assert found.state is expected
        assert "no line is recorded" in found.evidence


@pytest.mark.parametrize(
    ("kept", "apart", "last", "expected"),
    [
        (None, [], None, State.UNKNOWN),
        (False, [], None, State.UNKNOWN),
        (False, [0.3], None, State.UNKNOWN),  # one call alone proves nothing
        (False, [0.3, -0.8, 1.0], None, State.OK),
        (True, [], None, State.OK),
        (True, [7.0, 7.2], None, State.WARN),
        (None, [-9.0, -9.1, 0.1], None, State.WARN),
        (True, [], NOW + timedelta(hours=1), State.FAIL),
        (True, [], NOW - timedelta(hours=1), State.OK),
    ],
)
def test_a_clock_is_good_only_where_something_says_so(
    kept: bool | None, apart: list[float], last: datetime | None, expected: State
) -> None:
    assert clock.judge(NOW, kept, apart, last).state is expected


def test_calls_tell_how_far_the_clock_is_off(store_path: Path) -> None:
    came = datetime.now(UTC) - timedelta(minutes=30)
    told = local(came - timedelta(minutes=11))
    place = Place("test", "1")
    store = open_store(store_path)
    for number in range(3):
        said = call_facts.numbered(
            f"call-{number}", came, place, number="1", telco_time=f"{told:%m%d %H%M}"
        )
        Ledger(store, SystemClock()).record(call(number, came), said)
    store.close()
    found = one(clock.jobs(desk_at(store_path.parent)))
    assert found.state is State.WARN
    assert found.facts["exchange_calls"] == 3
    assert found.facts["exchange_minutes"] == pytest.approx(11, abs=1)


@given(
    st.integers(-1000, 1000).map(lambda days: NOW + timedelta(days=days, minutes=7 * days)),
    st.integers(-600, 600),
    st.sampled_from(["%m%d%H%M", "%m%d %H%M", "%m/%d %H:%M:%S", "%m/%d %I:%M %p", "%m%d%Y %H%M"]),
)
def test_any_box_time_is_read_over_the_turn_of_the_year(
    told: datetime, minutes: int, form: str
) -> None:
    started = told + timedelta(minutes=minutes)
    text = local(told).strftime(form)
    found = minutes_apart(started, text)
    assert found is not None
    assert abs(found - minutes) <= 1


@given(st.text(max_size=40))
def test_nonsense_is_no_time(text: str) -> None:
    found = minutes_apart(NOW, text)
    assert found is None or abs(found) <= 720


@pytest.mark.parametrize(
    ("size", "encoding", "wide", "borders", "expected"),
    [
        ((80, 24), "utf-8", [], False, State.OK),
        ((80, 24), "utf-8", ["│"], False, State.WARN),
        ((80, 24), "utf-8", ["│"], True, State.OK),
        ((79, 24), "utf-8", [], False, State.WARN),
        ((80, 24), "utf-8", None, False, State.UNKNOWN),
        ((80, 24), "gbk", [], False, State.FAIL),
    ],
)
def test_a_terminal_is_judged(
    size: tuple[int, int], encoding: str, wide: list[str] | None, borders: bool, expected: State
) -> None:
    found = terminal.judge(size, encoding, wide, ascii_borders=borders)
    assert found.state is expected
    if wide and expected is State.WARN:
        assert 'borders = "ascii"' in found.action


def _answer_cursor(master: int, wide: str, stop: threading.Event) -> None:
    """Be a terminal that draws some characters two cells wide."""
    said = b""
    while not stop.is_set():
        if select.select([master], [], [], 0.02)[0]:
            said += os.read(master, 64)
        while b"\x1b[6n" in said:
            drawn, said = said.split(b"\x1b[6n", 1)
            character = drawn.decode().rsplit("\r", 1)[-1]
            column = 3 if character in wide else 2
            os.write(master, f"\x1b[5;{column}R".encode())


def test_the_cursor_tells_how_wide_a_character_is() -> None:
    master, slave = pty.openpty()
    before = termios.tcgetattr(slave)
    stop = threading.Event()
    answering = threading.Thread(target=_answer_cursor, args=(master, "│●", stop))
    answering.start()
    try:
        assert widths("│─●", slave, slave) == {"│": 2, "─": 1, "●": 2}
        assert termios.tcgetattr(slave) == before
    finally:
        stop.set()
        answering.join()
    try:
        assert widths("│", slave, slave) == {}  # a terminal that does not answer
    finally:
        os.close(slave)
        os.close(master)
