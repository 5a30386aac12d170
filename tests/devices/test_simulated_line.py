"""The simulated line behind a real port: bridge, decoder and ear take it for a real one."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from dutyroom.clock import SystemClock
from dutyroom.devices import pcm
from dutyroom.devices.events import Absent, Direction, EventKind, LineEvent
from dutyroom.devices.formats.profile import PROFILES
from dutyroom.devices.formats.registry import decoder
from dutyroom.devices.line_sound import LineSound, SoundKind
from dutyroom.devices.serial_address import PortAddress
from dutyroom.devices.serial_events import Lost, Opened, SetUp
from dutyroom.devices.serial_port import SerialBridge
from dutyroom.devices.simulated_box import HayesBox, SimulatedBox, WhozzBox
from dutyroom.devices.simulated_line import SimulatedLine
from dutyroom.devices.simulated_port import PtyPort, SimulatedPort, SocketPort
from dutyroom.devices.simulated_script import Cue, Script, ScriptedCall
from dutyroom.devices.simulated_sound import SimulatedSound
from tests.devices.serial_boxes import Listener, wait_until

IN = ScriptedCall("04802310110", "清河镇政府", rings=2, talk=3, pause=5)
MISSED = ScriptedCall("P", rings=2, talk=0, pause=5)
OUT = ScriptedCall("04802216119", direction="out", rings=1, talk=2, pause=5)
ROUND = Script((IN, MISSED, OUT), first=4)
FAST = 20.0

MakePort = Callable[[], SimulatedPort]


@contextmanager
def heard_line(
    script: Script, port: SimulatedPort, box: SimulatedBox, format_name: str = "whozz"
) -> Iterator[tuple[SimulatedLine, Listener]]:
    """Open a simulated line by a bridge."""
    clock = SystemClock()
    line = SimulatedLine(clock, script, box=box, port=port, speed=FAST)
    profile = dataclasses.replace(PROFILES[format_name], answer_seconds=0.5)
    heard = Listener()
    bridge = SerialBridge(PortAddress(line.url), profile, clock, heard)
    bridge.start()
    yield line, heard
    bridge.close()
    line.close()


def events(data: bytes, format_name: str = "whozz") -> list[LineEvent]:
    """Decode what came."""
    reader = decoder(format_name)
    return [event for event in reader.feed(data) + reader.close() if not event.partial]


@pytest.mark.parametrize("make_port", [PtyPort, SocketPort])
def test_a_round_of_calls_comes_as_a_real_box_tells_it(make_port: MakePort) -> None:
    with heard_line(ROUND, make_port(), WhozzBox()) as (_, heard):
        wait_until(lambda: heard.data().count(b" O E ") == 1, seconds=10)
        found = events(heard.data())
    told = [event.event for event in found]
    ringing = [EventKind.RING, EventKind.CALLER_ID, EventKind.RING]
    over = [EventKind.ON_HOOK, EventKind.CALL_END]
    assert told == [
        *(*ringing, EventKind.OFF_HOOK, *over),
        *(*ringing, EventKind.CALL_END),
        *(EventKind.OFF_HOOK, EventKind.CALLER_ID, *over),
    ]
    caller, withheld, dialled = (each for each in found if each.event is EventKind.CALLER_ID)
    assert (caller.number, caller.name) == ("04802310110", "清河镇政府")
    assert (withheld.number, withheld.absent) == (None, Absent.WITHHELD)
    assert (dialled.number, dialled.direction) == ("04802216119", Direction.OUT)


def test_a_modem_is_set_up_and_rings() -> None:
    with heard_line(Script((IN,), first=30), PtyPort(), HayesBox(), "hayes") as (line, heard):
        wait_until(lambda: bool(heard.of(SetUp)))
        assert heard.of(SetUp)[0].done
        assert line.call(IN)
        wait_until(lambda: b"NAME" in heard.data())
        wait_until(lambda: heard.data().count(b"RING") == 2)
        found = events(heard.data(), "hayes")
    told = [event.event for event in found]
    assert told == [EventKind.RING, EventKind.CALLER_ID, EventKind.RING]
    assert (found[1].number, found[1].name) == ("04802310110", "清河镇政府")


@pytest.mark.parametrize("make_port", [PtyPort, SocketPort])
def test_it_can_be_pulled_out_and_put_back(make_port: MakePort) -> None:
    with heard_line(Script((IN,), first=0), make_port(), WhozzBox()) as (line, heard):
        wait_until(lambda: bool(heard.of(Opened)))
        line.unplug()
        wait_until(lambda: bool(heard.of(Lost)), seconds=2)
        line.plug_in()
        wait_until(lambda: len(heard.of(Opened)) == 2, seconds=5)
        before = len(heard.data())
        wait_until(lambda: len(heard.data()) > before)


def test_commands_answer_and_hang_up() -> None:
    clock, heard = SystemClock(), Listener()
    line = SimulatedLine(clock, Script((), first=0), speed=FAST, attended=True)
    bridge = SerialBridge(PortAddress(line.url), PROFILES["whozz"], clock, heard)
    bridge.start()
    wait_until(lambda: bool(heard.of(Opened)))
    assert not line.answer()
    assert line.call(IN)
    wait_until(lambda: b"01 R" in heard.data())
    assert line.answer()
    wait_until(lambda: b"01 F" in heard.data())
    assert line.hang_up()
    wait_until(lambda: b"01 I E" in heard.data())
    bridge.close()
    line.close()


def test_nobody_listening_holds_nothing_up() -> None:
    before = threading.active_count()
    line = SimulatedLine(SystemClock(), Script((IN,), first=0), speed=5000.0)
    wait_until(lambda: line.answer() or line.hang_up())
    line.close()
    assert threading.active_count() == before


@pytest.mark.parametrize(
    ("cue", "kind"),
    [
        (Cue.TALK, SoundKind.VOICE),
        (Cue.DIAL_TONE, SoundKind.DIAL_TONE),
        (Cue.RING_BACK, SoundKind.RING_BACK),
        (Cue.FAR_END_GONE, SoundKind.BUSY),
        (Cue.LAID_DOWN, SoundKind.SILENCE),
    ],
)
def test_the_sound_is_what_it_stands_for(cue: Cue, kind: SoundKind) -> None:
    sound, ear = SimulatedSound(), LineSound()
    sound.cue(cue, IN)
    found = [event.kind for index in range(80) for event in ear.feed(sound.make(index, 800))]
    assert set(found) - {SoundKind.STIR} == {kind}


def test_the_dialled_digits_are_heard() -> None:
    sound, ear = SimulatedSound(), LineSound()
    sound.cue(Cue.DIALLED, OUT)
    found = [event for index in range(40) for event in ear.feed(sound.make(index, 800))]
    digits = "".join(each.key or "" for each in found if each.kind is SoundKind.DTMF)
    assert digits == OUT.number


@pytest.mark.parametrize("cue", [None, *Cue])
def test_sound_comes_in_whole_blocks_of_any_length_and_never_clips(cue: Cue | None) -> None:
    sound = SimulatedSound()
    if cue is not None:
        sound.cue(cue, IN)
    for frames in (0, 1, 7, 800, 30_000):
        block = sound.make(0, frames)
        assert len(block) == frames * pcm.SAMPLE_BYTES
        assert pcm.clipped(block) == 0


def test_cutting_into_blocks_changes_no_sample() -> None:
    whole, cut = SimulatedSound(), SimulatedSound()
    whole.cue(Cue.RING, IN)
    cut.cue(Cue.RING, IN)
    assert whole.make(0, 50_000) == b"".join(cut.make(index, 500) for index in range(100))
