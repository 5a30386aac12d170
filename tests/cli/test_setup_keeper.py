"""Setting up and checking a desk whose keeper runs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dutyroom.cli.setting_up.keeper_step import restart_step, running
from dutyroom.clock import SystemClock
from tests.cli.setup_kit import Script
from tests.e2e.keeper_desk import KeeperDesk, environment, until


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeeperDesk]:
    """A desk with its keeper, on an account without services."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    made = KeeperDesk(tmp_path / "home", env=environment())
    made.start()
    yield made
    made.close()


def _run(desk: KeeperDesk, *words: str, answers: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dutyroom", "--home", str(desk.home), *words],
        input=answers, capture_output=True, text=True, env=environment(), check=False, timeout=50,
    )  # fmt: skip


def test_a_keeper_is_asked_backed_up_and_never_restarted_unasked(desk: KeeperDesk) -> None:
    until(lambda: desk.keeper_state().get("database") == "ok", what="the database")
    before = desk.status()["pid"]
    told = {
        check["name"]: check
        for check in json.loads(_run(desk, "doctor", "--json").stdout)["checks"]
    }
    assert (told["keeper"]["state"], told["keeper"]["facts"]["pid"]) == ("ok", before)
    assert (told["serial"]["state"], told["serial"]["facts"]["source"]) == ("ok", "keeper")
    assert told["spool"]["facts"] == {"waiting": 0, "database": "ok", "source": "keeper"}
    made = json.loads(_run(desk, "backup", "--json").stdout)
    assert Path(made["path"]).exists()
    assert made["verified"] is True
    assert made["kind"] == "manual"
    done = _run(desk, "setup", "--yes", "--unit-name", "新名")
    assert done.returncode == 0
    assert "old settings" in done.stdout
    assert desk.status()["pid"] == before
    script = Script("n")
    restart_step(script, desk.places, desk.home, SystemClock())
    assert desk.status()["pid"] == before


def test_the_dialogue_restarts_the_keeper_if_asked(desk: KeeperDesk) -> None:
    before = desk.status()["pid"]
    kept = ["", "", "", "", "", "", "", "y"]  # the unit, its box, Enter, and keep it unheard
    answers = [*kept, "none", "", "", "y", "y", "y"]
    done = _run(desk, "setup", answers="\n".join(answers) + "\n")
    assert done.returncode == 0, done.stdout + done.stderr
    after = running(desk.places, SystemClock())
    assert after is not None, done.stdout
    try:
        assert after.pid not in {0, before}
        assert "goes on" in done.stdout
        assert "new settings" in done.stdout
    finally:
        os.kill(after.pid, signal.SIGTERM)
        until(lambda: running(desk.places, SystemClock()) is None, what="its end")


def test_without_a_database_there_is_no_backup(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dutyroom", "--home", str(tmp_path), "backup"],
        capture_output=True, text=True, env=environment(), check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "nothing to back up" in done.stderr
    assert list(tmp_path.iterdir()) == []
