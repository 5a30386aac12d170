"""The proof of the recorder as an officer sees it: a keeper made up, a real console."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pytest

from dutyroom import i18n
from dutyroom.app import DutyApp
from dutyroom.channel.messages import Answer
from dutyroom.devices.playback import Phase
from dutyroom.registers.calls import facts as call_facts
from dutyroom.screens import deck
from dutyroom.screens.recorder_proof import RecorderProofDialog
from dutyroom.standard.judging.recorder import Course, TrialSeen, gave_way, judge_trial
from dutyroom.standard.probing import Reading, State, Verdict, worded
from tests.screens.driving import press, ready, screen_text, shows, until
from tests.screens.scene import LINE, Scene
from tests.screens.test_hostile import HOSTILE
from tests.screens.test_pseudo_locale import untranslated
from tests.screens.test_recording import NotedPlayer

GOOD = judge_trial(
    TrialSeen(Course.RECORDED, 450.0, 0.99, -16.0, -13.0, 0.0, 5.0, "ab" * 32), -40, 0.5
)
LOUD = judge_trial(
    TrialSeen(Course.RECORDED, 450.0, 0.99, -1.0, 0.0, 9.0, 5.0, "ab" * 32), -40, 0.5
)
NO_TONE = judge_trial(TrialSeen(Course.NO_TONE, 450.0, rms=-60.0, peak=-50.0), -40, 0.5)


@dataclass
class Trials:
    """A keeper that has one trial, which goes as the test says."""

    told: dict[str, str] = field(default_factory=lambda: {"phase": "listening"})
    begins: Answer = field(default_factory=lambda: Answer(0, done=True))
    asked: list[str] = field(default_factory=list)

    async def __call__(self, command: str, line: str = "", **values: str) -> Answer:
        """Answer as the keeper does."""
        self.asked.append(f"{command} {line}" if values else command)
        await asyncio.sleep(0.01)
        return self.begins if command == "prove" else Answer(0, done=True, values=self.told)

    def over(self, verdict: Verdict, path: str = "", call: str = "") -> None:
        """Have it end with a verdict."""
        told = msgspec.json.encode(verdict).decode()
        self.told = {"phase": "recorded", "seconds": "5.0", "verdict": told, "call": call}
        if path:
            self.told["path"] = path


@pytest.fixture
def players(monkeypatch: pytest.MonkeyPatch) -> list[NotedPlayer]:
    """The players that the dialog makes."""
    made: list[NotedPlayer] = []
    monkeypatch.setattr(NotedPlayer, "made", made, raising=False)
    monkeypatch.setattr(deck, "Player", NotedPlayer)
    return made


def opened(app: DutyApp, trials: Trials, by: str = "") -> list[Reading | None]:
    """Open the dialog; what it is dismissed with comes into the list."""
    came: list[Reading | None] = []
    app.push_screen(RecorderProofDialog("1", trials, by), came.append)
    return came


@pytest.mark.usefixtures("players")
async def test_lifted_found_recorded_played_and_heard(
    scene: Scene, players: list[NotedPlayer], tmp_path: Path
) -> None:
    scene.shift()
    app, trials = scene.app(), Trials()
    async with app.run_test() as pilot:
        await ready(pilot)
        came = opened(app, trials)
        await shows(pilot, "> Lift the handset")
        await press(pilot, "f9")
        assert came == []
        trials.told = {"phase": "recording", "seconds": "2.0"}
        await shows(pilot, "+ Lift the handset", "> The tone is recorded  2 s")
        trials.over(GOOD, path=str(tmp_path / "x.wav"))
        await shows(pilot, "Dial tone of 450 Hz at -16 dBFS", "say whether you heard it")
        await until(pilot, lambda: players and ("play", 0.0) in players[0].orders)
        await shows(pilot, "+ The recording is played", "> Was it heard?")
        await press(pilot, "f9")
        await until(pilot, lambda: came)
        assert players[0].closed
    reading = came[0]
    assert reading is not None
    assert (reading.probe, reading.state) == ("recorder:1", State.OK)
    assert "heard when played" in worded(reading.evidence)


async def test_what_was_not_heard_is_a_fault(
    scene: Scene, players: list[NotedPlayer], tmp_path: Path
) -> None:
    scene.shift()
    app, trials = scene.app(), Trials()
    trials.over(GOOD, path=str(tmp_path / "x.wav"))
    async with app.run_test() as pilot:
        await ready(pilot)
        came = opened(app, trials)
        await until(pilot, lambda: players and players[0]._state.phase is Phase.PLAYING)
        await shows(pilot, "> Was it heard?")
        await press(pilot, "delete")
        await until(pilot, lambda: came)
    assert came[0] is not None
    assert came[0].state is State.FAULTY


async def test_without_a_tone_it_says_what_to_do_and_can_be_tried_again(scene: Scene) -> None:
    scene.shift()
    app, trials = scene.app(), Trials()
    trials.over(NO_TONE)
    async with app.run_test() as pilot:
        await ready(pilot)
        came = opened(app, trials)
        await shows(pilot, "faulty  No dial tone of 450 Hz", "Lift the handset of this very line")
        await press(pilot, "f9", "delete", "space")
        assert came == []
        trials.told = {"phase": "listening"}
        await press(pilot, "f3")
        await shows(pilot, "> Lift the handset")
        assert trials.asked.count("prove") == 2
        await press(pilot, "escape")
        await until(pilot, lambda: came)
        await until(pilot, lambda: "end_proof" in trials.asked)
    assert came == [None]


async def test_a_fault_that_was_found_is_kept_when_it_is_left(scene: Scene) -> None:
    app, trials = scene.app(), Trials()
    trials.over(NO_TONE)
    async with app.run_test() as pilot:
        await ready(pilot)
        came = opened(app, trials)
        await shows(pilot, "faulty")
        await press(pilot, "escape")
        await until(pilot, lambda: came)
    assert came[0] is not None
    assert came[0].state is State.FAULTY


@pytest.mark.parametrize(
    ("begins", "says"),
    [
        (Answer(0, done=False, reason="gone"), "The line keeper does not answer"),
        (Answer(0, done=False, reason="busy"), "gave way"),
        (Answer(0, done=False, reason="no_recorder"), "no sound device"),
        (Answer(0, done=False, reason="disk", values={"detail": "full"}), "not be written: full"),
        (Answer(0, done=False, reason="unknown_command"), "does not know of this"),
    ],
)
async def test_each_reason_why_it_cannot_begin_is_said(
    scene: Scene, begins: Answer, says: str
) -> None:
    app, trials = scene.app(), Trials(begins=begins)
    async with app.run_test() as pilot:
        await ready(pilot)
        opened(app, trials)
        await shows(pilot, says)
        await press(pilot, "f9", "space")
        await shows(pilot, says)


async def test_a_call_takes_the_line_and_the_dialog_says_so(scene: Scene) -> None:
    app, trials = scene.app(), Trials()
    async with app.run_test() as pilot:
        await ready(pilot)
        came = opened(app, trials)
        await shows(pilot, "> Lift the handset")
        scene.ring("in")
        trials.over(gave_way())
        await shows(pilot, "cancelled  A call came in")
        await press(pilot, "escape")
        await until(pilot, lambda: came)
    assert came == [None]


@pytest.mark.usefixtures("players")
async def test_the_lifted_handset_need_not_be_written_up_unless_somebody_dialled(
    scene: Scene, tmp_path: Path
) -> None:
    """So it is before anybody is on duty, and where the proof failed though its tone came."""
    for call in ("proof", "loud", "dialled"):
        scene.record(call_facts.begun(call, scene.clock.now(), LINE, direction="out"))
    scene.record(
        call_facts.numbered("dialled", scene.clock.now(), LINE, number="12345", format_name="x")
    )
    app = scene.app()
    async with app.run_test() as pilot:
        await ready(pilot)
        for call, verdict, key in (
            ("proof", GOOD, "f9"), ("loud", LOUD, "escape"), ("dialled", GOOD, "f9"),
        ):  # fmt: skip
            trials = Trials()
            trials.over(verdict, path=str(tmp_path / "x.wav"), call=call)
            came = opened(app, trials, by="张三")
            await shows(pilot, "> Was it heard?" if key == "f9" else "F3 tries again")
            await press(pilot, key)
            await until(pilot, lambda came=came: came)  # type: ignore[misc]
        found = [
            await app.desk.ask(lambda registers, call=call: registers.call(call))  # type: ignore[misc]
            for call in ("proof", "loud", "dialled")
        ]
    assert [each.row.needless for each in found if each is not None] == [True, True, False]


@pytest.mark.parametrize(
    ("key", "dialled", "noted"),
    [("x", "", True), ("x", "12345", False), ("escape", "", False)],
)
async def test_a_handset_that_was_lifted_without_a_tone_is_what_the_officer_says(
    scene: Scene, key: str, dialled: str, noted: bool
) -> None:
    """Unless somebody dialled: then the key says why it does nothing."""
    scene.shift()
    now = scene.clock.now()
    scene.record(call_facts.begun("proof", now, LINE, direction="out"))
    if dialled:
        scene.record(call_facts.numbered("proof", now, LINE, number=dialled, format_name="x"))
    app, trials = scene.app(), Trials()
    trials.over(NO_TONE, call="proof")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        came = opened(app, trials)
        await shows(pilot, "The handset is logged as a call. X: only for this proof.")
        await press(pilot, key)
        if noted:
            await shows(pilot, "needs no write-up")
        elif key == "x":
            await until(pilot, lambda: "dialled" in "".join(n.message for n in app._notifications))
        if key == "x":
            await press(pilot, "escape")
        await until(pilot, lambda: came)
        found = await app.desk.ask(lambda registers: registers.call("proof"))
    assert found is not None
    assert (found.row.needless, came[0] and came[0].state) == (noted, State.FAULTY)


@pytest.mark.usefixtures("players")
async def test_it_fits_a_small_terminal_in_chinese(scene: Scene, tmp_path: Path) -> None:
    i18n.use("zh")
    scene.shift()
    app, trials = scene.app(), Trials()
    trials.over(GOOD, path=str(tmp_path / "x.wav"))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        opened(app, trials)
        await shows(pilot, "录音检验：线路 1", "听到了吗？", "F9", "请听回放")
        assert "Lift" not in screen_text(app)


@pytest.mark.parametrize("text", HOSTILE, ids=["markup", "control", "unseen"])
async def test_what_the_keeper_says_is_shown_harmlessly(scene: Scene, text: str) -> None:
    """A disk's or a driver's own words may hold anything."""
    app, trials = scene.app(), Trials()
    seen = TrialSeen(Course.DISK, 450.0, detail=text)
    trials.over(judge_trial(seen, -40, 0.5))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        app.push_screen(RecorderProofDialog(text[:50], trials))
        await shows(pilot, "faulty", "could not be written")
        drawn = screen_text(app)
        assert not {each for each in drawn if each != "\n" and not each.isprintable()}
        assert "\u202e" not in drawn


@pytest.mark.usefixtures("players")
async def test_every_word_of_the_dialog_is_translated(scene: Scene, tmp_path: Path) -> None:
    for verdict in (GOOD, NO_TONE, gave_way()):
        i18n.use("pseudo")
        trials = Trials()
        trials.over(verdict, path=str(tmp_path / "x.wav"))
        async with (app := scene.app()).run_test(size=(100, 40)) as pilot:
            await ready(pilot)
            opened(app, trials)
            await shows(pilot, "⟦A call" if verdict == gave_way() else "dB")
            assert not untranslated(app)
