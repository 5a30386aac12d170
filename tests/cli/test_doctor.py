"""The doctor: every check within its time, and what it prints."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from io import StringIO
from pathlib import Path

from dutyroom.cli import doctor
from dutyroom.cli.checks import (
    report,
    settings,
    sqlite,
)
from dutyroom.cli.checks.result import Checked, Job, Result, State
from dutyroom.cli.checks.running import run_all
from dutyroom.config import Line, Settings, places, save_settings
from dutyroom.store.sqlite import Library
from tests.cli.doctor_kit import one


def test_a_check_that_crashes_or_hangs_is_unknown_and_the_others_go_on() -> None:
    stop = threading.Event()

    def hang() -> Result:
        stop.wait(20)
        return Result(State.OK, "late")

    def crash() -> Result:
        raise ValueError("[/nonsense] from a device")

    jobs = [Job("a", "A", hang), Job("b", "B", crash), Job("c", "C", lambda: Result(State.OK, "c"))]
    begun = time.monotonic()
    found = run_all(jobs, 0.3)
    taken = time.monotonic() - begun
    stop.set()
    assert taken < 5
    assert [each.job.name for each in found] == ["a", "b", "c"]
    assert [each.result.state for each in found] == [State.UNKNOWN, State.UNKNOWN, State.OK]
    assert found[0].result.facts["error"] == "timeout"
    assert "nonsense" in found[1].result.evidence
    report.show(found, StringIO())  # markup from a device is only text


def test_questions_are_asked_at_the_same_time() -> None:
    meeting = threading.Barrier(3)

    def ask() -> Result:
        meeting.wait(5)  # breaks where they come one after the other
        return Result(State.OK, "met")

    found = run_all([Job(name, name, ask) for name in "abc"], 6.0)
    assert [each.result.evidence for each in found] == ["met"] * 3


def _doctor(home: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dutyroom", "--home", str(home), "doctor", *words],
        capture_output=True, text=True, env={**os.environ, "DUTYROOM_LANG": "en", **env},
        check=False, timeout=40,
    )  # fmt: skip


def test_an_unconfigured_desk_is_looked_at_and_left_as_it_is(tmp_path: Path) -> None:
    home = tmp_path / "home"
    done = _doctor(home, "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not home.exists()
    assert list(told) == [
        "version", "program", "checked_at", "home", "configured", "failed", "checks",
    ]  # fmt: skip
    assert (told["version"], told["configured"], told["failed"]) == (1, False, False)
    assert [check["name"] for check in told["checks"]] == [
        "settings", "keeper", "serial", "sound", "alarm_output", "database", "pages", "journal",
        "attachments", "spool", "backup", "set_aside", "sqlite", "disk", "filesystem",
        "permissions", "clock", "fonts", "printer", "terminal",
    ]  # fmt: skip
    for check in told["checks"]:
        assert list(check) == ["name", "subject", "state", "evidence", "action", "facts"]
        assert check["state"] in {"ok", "warn", "fail", "unknown"}
        assert check["evidence"]


def test_a_fault_ends_with_1_and_says_what_to_do_without_colours(tmp_path: Path) -> None:
    line = Line(port=str(tmp_path / "nothing"), format="whozz")
    save_settings(places(tmp_path).config, Settings(lines=(line,)))
    done = _doctor(tmp_path)
    assert done.returncode == 1
    assert "x fault" in done.stdout
    assert "There is no device at" in done.stdout
    assert "> " in done.stdout
    assert "\x1b" not in done.stdout


def test_unusable_settings_are_a_fault_and_the_rest_is_still_looked_at(tmp_path: Path) -> None:
    places(tmp_path).config.write_text("lines = 7", encoding="utf-8")
    desk = doctor.desk_of(tmp_path)
    assert one(settings.jobs(desk)).state is State.FAIL
    assert desk.settings is None
    assert one(sqlite.jobs(desk)).facts["version"] == Library().text


def test_lines_are_aligned_under_wide_characters() -> None:
    jobs = [Job("a", "数据库", dict), Job("b", "Disk", dict)]  # type: ignore[arg-type]  # not asked
    checked = [Checked(job, Result(State.OK, "EVIDENCE")) for job in jobs]
    shown = StringIO()
    report.show(checked, shown)
    first, second = shown.getvalue().splitlines()[:2]
    assert first.index("EVIDENCE") + len("数据库") == second.index("EVIDENCE")
