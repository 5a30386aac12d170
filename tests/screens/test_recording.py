"""The recording panel: the picture, the player's keys, marks, and the running call."""

from __future__ import annotations

import array
import math
import wave
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from dutyroom.channel.messages import LineState
from dutyroom.desk.recording_file import below
from dutyroom.devices.playback import Phase, PlayerState
from dutyroom.registers.calls import facts
from dutyroom.screens import deck
from dutyroom.widgets.waveform import WaveformView
from tests.screens.driving import press, ready, shows, until
from tests.screens.filling import fill
from tests.screens.scene import LINE, NOW, Scene

RATE = 8000


class NotedPlayer:
    """Notes its orders and says that it carried them out."""

    made: list[NotedPlayer]

    def __init__(self, path: Path, tell: Callable[[PlayerState], None]) -> None:
        """Stand paused at the start of a file."""
        self.path = path
        self.orders: list[tuple[str, float]] = []
        self.closed = False
        self._tell = tell
        self._state = PlayerState(Phase.PAUSED, length=90.0)
        self.made.append(self)

    def _order(self, name: str, value: float = 0.0, **state: object) -> None:
        self.orders.append((name, value))
        values = {f: getattr(self._state, f) for f in PlayerState.__struct_fields__} | state
        self._state = PlayerState(**values)
        self._tell(self._state)

    def play(self) -> None:
        """Play."""
        self._order("play", phase=Phase.PLAYING)

    def pause(self) -> None:
        """Pause."""
        self._order("pause", phase=Phase.PAUSED)

    def seek_by(self, seconds: float) -> None:
        """Go on or back."""
        self._order("seek_by", seconds)

    def seek_to(self, seconds: float) -> None:
        """Go to a place."""
        self._order("seek_to", seconds, at=seconds)

    def set_speed(self, speed: float) -> None:
        """Play at a speed."""
        self._order("speed", speed, speed=speed)

    def close(self) -> None:
        """End."""
        self.closed = True


@pytest.fixture
def players(monkeypatch: pytest.MonkeyPatch) -> list[NotedPlayer]:
    """The players that the screen makes."""
    made: list[NotedPlayer] = []
    monkeypatch.setattr(NotedPlayer, "made", made, raising=False)
    monkeypatch.setattr(deck, "Player", NotedPlayer)
    return made


def recorded(scene: Scene, call: str, *, seconds: int = 90, finished: bool = True) -> Path:
    """Have a call with one recording: a tone that grows louder."""
    path = scene.places.recordings / "2026" / f"{call}.wav"
    path.parent.mkdir(parents=True, exist_ok=True)
    samples = array.array(
        "h",
        (
            int(30000 * i / (RATE * seconds) * math.sin(i / 3))
            for i in range(RATE * seconds)
        ),
    )  # fmt: skip
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(samples.tobytes())
    name = f"rec-{call}"
    scene.record(
        facts.recording_begun(
            name, NOW, LINE, call=call, segment=1, path=f"2026/{call}.wav", rate=RATE
        ),
        facts.recording_marked(name, NOW, LINE, actor="张三", frame=RATE * 30, note="address"),
    )
    if finished:
        scene.record(
            facts.recording_finished(
                name, NOW, LINE, frames=RATE * seconds, sha256="", peak=-3.0, clipped=0
            )
        )
    return path


async def test_the_picture_and_the_keys(
    scene: Scene, players: list[NotedPlayer], tmp_path: Path
) -> None:
    """Play, pause, ±5 s, speed, next mark; the waveform grows to the right.

    A part from the mark on is saved as a file of its own.
    """
    scene.shift()
    scene.past("call")
    path = recorded(scene, "call")
    app = scene.app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ready(pilot)
        await shows(pilot, "057188886666")
        await press(pilot, "f4")
        await until(pilot, lambda: players and app.screen.query_one(WaveformView).peaks)
        (player,) = players
        assert player.path == path.resolve()
        await shows(pilot, "M 0:30  张三  address")
        await press(pilot, "space")
        await shows(pilot, "Playing  0:00 / 1:30")
        for key in ("space", "left", "right", "plus", "minus", "m"):
            await press(pilot, key)
        names = [name for name, _value in player.orders]
        assert names == ["play", "pause", "seek_by", "seek_by", "speed", "speed", "seek_to"]
        values = [value for _name, value in player.orders]
        assert values[2:4] == [-5.0, 5.0]
        assert values[4] > 1.0 == values[5]
        assert values[6] == 30.0
        await shows(pilot, "0:30 / 1:30")
        view = app.screen.query_one(WaveformView)
        assert view.peaks[5][1] < view.peaks[-5][1]
        await pilot.click(WaveformView, offset=(view.size.width // 2, 3))
        await until(pilot, lambda: player.orders[-1][0] == "seek_to")
        assert abs(player.orders[-1][1] - 45.0) < 2.0
        await press(pilot, "greater_than_sign")
        await shows(pilot, "Save a part")
        fill(app, start="0:31", path=str(tmp_path / "part"))
        await press(pilot, "ctrl+s")
        await shows(pilot, "Saved as")
        with wave.open(str(tmp_path / "part.wav")) as part:
            assert part.getnframes() == 59 * RATE
        await press(pilot, "escape")
        await until(pilot, lambda: player.closed)


async def test_no_sound_output_is_a_plain_sentence(
    scene: Scene, players: list[NotedPlayer]
) -> None:
    """The picture stays, and the place: once a loudspeaker is there, the same key plays on."""
    scene.shift()
    scene.past("call")
    recorded(scene, "call")
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await shows(pilot, "057188886666")
        await press(pilot, "f4")
        await until(pilot, lambda: players)
        players[0]._tell(PlayerState(Phase.FAILED, message="No sound device."))
        await shows(pilot, "No sound device.")
        await press(pilot, "space")
        await until(pilot, lambda: len(players) == 2 and players[1].orders)
        assert players[0].closed
        assert players[1].orders == [("seek_to", 0.0), ("play", 0.0)]


async def test_the_last_minute_of_a_running_call(scene: Scene, players: list[NotedPlayer]) -> None:
    """It plays from a minute before the end, while the file still grows."""
    scene.shift()
    scene.ring("call")
    scene.answer("call")
    recorded(scene, "call", finished=False)
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        scene.keeper.news.put_nowait(
            LineState(
                "1", "ok", "ok", "recording", "call", (NOW - timedelta(seconds=90)).isoformat()
            )
        )
        await until(pilot, lambda: app.standing.recording is not None)
        await press(pilot, "f7")
        await until(pilot, lambda: players and len(players[0].orders) == 2)
        assert players[0].orders == [("seek_to", 30.0), ("play", 0.0)]


async def test_a_mark_is_set_by_the_keeper(scene: Scene) -> None:
    """The console only asks; the keeper knows the frame."""
    scene.shift()
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await press(pilot, "f8")
        assert not scene.keeper.asked
        scene.keeper.news.put_nowait(
            LineState("2", "ok", "ok", "recording", "call", NOW.isoformat())
        )
        await until(pilot, lambda: app.standing.recording is not None)
        await press(pilot, "f8")
        await until(pilot, lambda: scene.keeper.asked == [("mark", "2", {"actor": "张三"})])


async def test_a_lost_file_is_said(scene: Scene, players: list[NotedPlayer]) -> None:
    """The log stays as it is."""
    scene.shift()
    scene.past("call")
    recorded(scene, "call").unlink()
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        await shows(pilot, "057188886666")
        await press(pilot, "f4")
        await shows(pilot, "The recording is not where it should be.")
        assert not players


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "a/../../secret", "\x00", ""])
def test_a_path_never_leads_out_of_the_recordings(tmp_path: Path, name: str) -> None:
    """What the register holds is foreign text until it is checked."""
    (tmp_path / "secret").write_text("x", encoding="ascii")
    folder = tmp_path / "recordings"
    folder.mkdir()
    assert below(folder, name) is None
