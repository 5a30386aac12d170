"""A killed keeper and a killed console: the call goes on, and the screen shows it."""

from __future__ import annotations

import time
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest

from dutyroom.store import journal
from dutyroom.store.engine import open_store
from tests.e2e.keeper_desk import spooled_bytes, until
from tests.e2e.test_keeper_sound import RATE, finished, ramp
from tests.faults.desk import FaultDesk
from tests.faults.terminal import Terminal, console
from tests.sound_server import SoundServer, require_sound_server

pytestmark = [pytest.mark.device, pytest.mark.timeout(120)]


@pytest.fixture
def server() -> Iterator[SoundServer]:
    """A sound server that plays a loud ramp into the line."""
    require_sound_server()
    made = SoundServer()
    try:
        made.start()
        player = made.play(ramp() * 2)
        yield made
        player.kill()
        player.wait()
    finally:
        made.close()


@pytest.fixture
def desk(tmp_path: Path, server: SoundServer) -> Iterator[FaultDesk]:
    """A desk whose keeper nobody has started yet."""
    made = FaultDesk(tmp_path / "home", audio="default", env=server.env)
    yield made
    made.close()


def opened(desk: FaultDesk) -> Terminal:
    """Open the console; it starts the keeper itself."""
    return console(desk.home, env=desk.env)


def talk(desk: FaultDesk, terminal: Terminal) -> None:
    """Have a call answered and recorded, and wait until the console shows it."""
    terminal.until("Line ok", "Rec ready", "Who is on duty?")
    desk.ring()
    desk.lift()
    terminal.until("REC 0:")
    until(lambda: desk.line_state().get("recorder") == "recording", what="the recorder")


def seconds(desk: FaultDesk) -> list[float]:
    """Return how much sound each file holds that is on the disk now."""
    found = []
    for path in sorted(desk.places.recordings.rglob("*.wav")):
        with wave.open(str(path)) as file:
            found.append(file.getnframes() / RATE)
    return found


def committed(desk: FaultDesk) -> set[str]:
    """Return the facts that stand in the journal, which must be whole."""
    store = open_store(desk.places.database)
    try:
        with store.read() as session:
            assert journal.verify(session).sound
            return {str(entry.fact.id) for entry in journal.entries(session)}
    finally:
        store.close()


@pytest.mark.slow
@pytest.mark.timed
def test_a_killed_keeper_in_mid_call_is_back_and_the_console_shows_it(desk: FaultDesk) -> None:
    """No committed fact lost, at most 1 s of sound, recording within 5 s as the next segment."""
    with opened(desk) as terminal:
        talk(desk, terminal)
        until(lambda: seconds(desk)[0] > 0.5, what="sound")  # a server takes its time to begin
        before, begun = seconds(desk)[0], time.monotonic()
        facts = committed(desk)
        until(lambda: time.monotonic() - begun > 3.0, what="some talk")
        dead = desk.kill_whoever_keeps()
        killed = time.monotonic()
        first = seconds(desk)[0]
        terminal.until("Keeper gone", seconds=2)
        until(lambda: desk.line_state().get("recorder") == "recording", what="the recorder again")
        assert time.monotonic() - killed < 5.0
        assert desk.keeper_pid() not in {0, dead}
        terminal.until("REC 0:", "Line ok", seconds=2)
        assert first - before > (killed - begun) - 1.0
        assert committed(desk) >= facts
        until(lambda: len(seconds(desk)) == 2 and seconds(desk)[1] > 0.5, what="sound after it")
        desk.lay_down()
        until(lambda: len(finished(desk)) == 2, what="both segments")
        assert [row.segment for row in finished(desk)] == [1, 2]
        assert finished(desk)[0].repaired
        assert finished(desk)[0].frames == round(first * RATE)
        assert desk.outcomes() == ["answered"]


def test_a_killed_console_leaves_the_call_alone(desk: FaultDesk) -> None:
    """The keeper that it started lives on; the next console shows the call."""
    with opened(desk) as terminal:
        talk(desk, terminal)
        keeper = desk.keeper_pid()
        call = desk.line_state()["call"]
        terminal.kill()
    before = seconds(desk)[0]
    until(lambda: seconds(desk)[0] > before + 1.0, what="the recording to go on")
    assert desk.keeper_pid() == keeper
    assert desk.line_state()["call"] == call
    with opened(desk) as terminal:
        terminal.until("REC 0:", "800-240-4637")
        assert desk.keeper_pid() == keeper
        desk.lay_down()
        until(lambda: len(finished(desk)) == 1, what="the recording")
    assert desk.outcomes() == ["answered"]
    assert finished(desk)[0].gaps == ()
    assert not finished(desk)[0].repaired


@pytest.mark.slow
@pytest.mark.timed
def test_sound_that_goes_and_comes_back_is_shown_and_recorded_again(
    desk: FaultDesk, server: SoundServer
) -> None:
    """The alarm is raised and cleared; the call that came meanwhile is logged."""
    with opened(desk) as terminal:
        terminal.until("Line ok", "Rec ready", "Who is on duty?")
        server.kill()
        terminal.until("Sound lost", seconds=4.5)
        until(lambda: desk.open_alarms().get("sound_lost") == "unacknowledged", what="the alarm")
        desk.ring(number="010-1111-2222")
        terminal.until("010-1111-2222")
        desk.say("01 I E 0000 G A1 11/23 05:43 PM 010-1111-2222  CallerID.com   ")
        until(lambda: desk.outcomes() == ["missed"], what="the call without sound")
        server.start()
        player = server.play(ramp())
        try:
            terminal.until("Rec ready", seconds=20)
            until(lambda: desk.open_alarms().get("sound_lost") == "cleared", what="the recovery")
            desk.ring(number="010-3333-4444")
            terminal.until("REC 0:")
        finally:
            player.kill()
            player.wait()


@pytest.mark.slow
@pytest.mark.timed
def test_facts_spooled_only_survive_the_kill(desk: FaultDesk) -> None:
    """Whatever stood in the spool when the keeper died stands in the registers afterwards."""
    with opened(desk) as terminal:
        terminal.until("Line ok")
        desk.ring(number="010-1111-2222")
        until(lambda: b"010-1111-2222" in spooled_bytes(desk) or desk.calls(), what="the call")
        desk.kill_whoever_keeps()
        terminal.until("Keeper gone", seconds=2)
        terminal.until("Line ok", "010-1111-2222")
        until(lambda: [call.number for call in desk.calls()] == ["010-1111-2222"], what="the call")
