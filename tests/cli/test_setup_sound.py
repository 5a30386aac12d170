"""Set-up and doctor with a real sound server: what is played moves the bar."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dutyroom.config import Line, Settings, places, save_settings
from dutyroom.devices import signals
from tests.cli.setup_kit import Person
from tests.sound_server import SoundServer, require_sound_server

pytestmark = pytest.mark.device


@pytest.fixture
def server() -> Iterator[SoundServer]:
    """A running PulseAudio with a null sink."""
    require_sound_server()
    started = SoundServer()
    started.start()
    yield started
    started.close()


@pytest.mark.slow
def test_the_level_moves_and_the_alarm_is_played(server: SoundServer, tmp_path: Path) -> None:
    playing = server.play(signals.tone([1000], 60.0, level=0.25))
    person = Person(tmp_path, "setup", env=server.env)
    try:
        person.answer("Name of the unit: ", "值班室")
        person.answer("Your choice [3]: ", "")
        person.answer("may be empty): ", "")
        person.answer("may be empty): ", "")
        person.answer("Your choice", "none")
        person.answer("sound come from?", "default")
        person.expect("[####")
        person.type("\n")
        person.expect("The loudest was")
        level = re.search(r"The loudest was (-\d+\.\d) dBFS", person.wait_for_line())
        assert level is not None
        assert float(level[1]) == pytest.approx(-15, abs=2)  # a sine of a quarter, in power
        playing.kill()
        playing.wait()
        person.answer("alarm to be heard?", "default")
        person.expect("Enter: stop")
        heard = server.record(3.0)
        person.type("\n")
        assert max(heard) > 0
        person.answer("Was it heard?", "y")
        person.answer("Save it? [y]: ", "")
        assert person.end() == 0
    finally:
        playing.kill()
        playing.wait()
        person.close()


@pytest.mark.slow
def test_the_doctor_measures_the_line(server: SoundServer, tmp_path: Path) -> None:
    save_settings(places(tmp_path).config, Settings(lines=(Line(audio="default"),)))

    def told() -> dict[str, object]:
        done = subprocess.run(
            [sys.executable, "-m", "dutyroom", "--home", str(tmp_path), "doctor", "--json"],
            capture_output=True, env=server.env, check=False, timeout=40,
        )  # fmt: skip
        checks = json.loads(done.stdout)["checks"]
        assert next(each["state"] for each in checks if each["name"] == "alarm_output") == "ok"
        return {**next(each for each in checks if each["name"] == "sound")}

    assert told()["state"] == "warn"  # digital silence: nothing is connected
    playing = server.play(signals.tone([1000], 30.0, level=0.25))
    try:
        found = told()
    finally:
        playing.kill()
        playing.wait()
    assert found["state"] == "ok"
    facts = found["facts"]
    assert isinstance(facts, dict)
    assert facts["rms_dbfs"] == pytest.approx(-15, abs=2)
