"""A recording made from the line is heard again from the console's player, on real PortAudio."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dutyroom.devices import pcm, signals
from dutyroom.devices.tones import Goertzel
from tests.e2e.console_desk import KNOWN, running, sign_on, spoken
from tests.e2e.console_terminal import Terminal
from tests.e2e.keeper_desk import KeeperDesk, until
from tests.sound_server import SoundServer, require_sound_server

pytestmark = [pytest.mark.device, pytest.mark.slow, pytest.mark.timeout(120)]

PITCH = 700.0
"""Hertz of the tone that is talked with: none of the line's own tones has it."""


@pytest.fixture
def server() -> Iterator[SoundServer]:
    """Return a sound server whose sink is the line and the loudspeaker at once."""
    require_sound_server()
    made = SoundServer()
    made.start()
    yield made
    made.close()


def test_what_was_said_on_the_line_is_heard_from_the_player(
    tmp_path: Path, server: SoundServer
) -> None:
    home = tmp_path / "home"
    with (
        spoken("en"),
        running(home, audio="default", env=server.env) as desk,
        Terminal(home, "--no-keeper", size=(80, 24), language="en", env=server.env) as terminal,
    ):
        sign_on(terminal)
        _talk(desk, server)
        assert _share(server.record(1.0)) < 0.1, "the line is silent before the player plays"
        terminal.until("00001", "Answered")
        terminal.press("F4")
        terminal.until("-00001", "0:00 / ")
        terminal.press("Space")
        terminal.until("0:01 / ")
        assert _share(server.record(7.0)) > 0.8
        terminal.press("Space")
        time.sleep(0.5)  # what the driver holds is played out
        assert _share(server.record(1.0)) < 0.1, "a pause is silent"


def _talk(desk: KeeperDesk, server: SoundServer) -> None:
    """Have a call in which the tone is heard for some seconds, and end it."""
    until(lambda: desk.line_state().get("sound") == "ok", what="the sound")
    player = server.play(signals.tone([PITCH], 60.0))
    time.sleep(5.0)  # the pre-roll of ten seconds is silent for five
    desk.ring(number=KNOWN, name="")
    desk.lift()
    time.sleep(10.0)  # the talk
    desk.lay_down()
    until(lambda: desk.outcomes() == ["answered"], what="the end of the call")
    player.kill()
    player.wait()


def _share(sound: bytes) -> float:
    """Return the part of the loudest half second that stands at the pitch; 0 for silence."""
    loud = max(signals.blocks_of(sound, 2000), key=pcm.rms)
    if pcm.rms(loud) < 10:
        return 0.0
    return Goertzel(PITCH, 8000).share(pcm.samples(loud), pcm.swing(loud) ** 2 * (len(loud) // 2))
