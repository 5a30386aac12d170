"""The set-up of a checkout: what is done when, and what a person is told."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tools import bootstrap, system_packages
from tools.bootstrap import LOCKS, PROJECT, Environment, SetupError

OLD_SYNTAX = (3, 9)


@dataclass
class Commands:
    """Takes the place of every command: notes it, and does what it is told."""

    seen: list[list[str]] = field(default_factory=list)
    fails: Callable[[list[str]], bool] = lambda _command: False

    def __call__(self, command: list[str], **_options: object) -> int:
        self.seen.append(command)
        if self.fails(command):
            return 1
        if "venv" in command:
            python = Path(command[-1]) / "bin" / "python"
            python.parent.mkdir(parents=True)
            python.touch()
        return 0

    def steps(self) -> list[str]:
        """What was done since the last time, in short."""
        done = []
        for command in self.seen:
            if "venv" in command:
                done.append("made")
            elif "-e" in command:
                done.append("project")
            else:
                done.append("dev" if "requirements-dev.lock" in command[-1] else "run")
        self.seen.clear()
        return done


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> Commands:
    """The commands of the set-up, recorded instead of run."""
    recorder = Commands()
    monkeypatch.setattr(subprocess, "call", recorder)
    return recorder


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the files that the set-up reads."""
    for name in (*LOCKS["run"], *LOCKS["dev"], *PROJECT):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{name}\n", encoding="utf-8")
    return tmp_path


def test_a_second_start_does_nothing(checkout: Path, commands: Commands) -> None:
    bootstrap.ensure_environment(Environment(checkout, "run"))
    assert commands.steps() == ["made", "run", "project"]
    bootstrap.ensure_environment(Environment(checkout, "run"))
    assert commands.steps() == []


def test_tests_come_on_top(checkout: Path, commands: Commands) -> None:
    bootstrap.ensure_environment(Environment(checkout, "run"))
    commands.steps()
    bootstrap.ensure_environment(Environment(checkout, "dev"))
    assert commands.steps() == ["dev"]
    bootstrap.ensure_environment(Environment(checkout, "run"))
    bootstrap.ensure_environment(Environment(checkout, "dev"))
    assert commands.steps() == []


@pytest.mark.parametrize(
    ("changed", "steps"),
    [
        ("requirements.lock", ["made", "run", "dev", "project"]),
        ("requirements-build.lock", ["made", "run", "dev", "project"]),
        ("requirements-dev.lock", ["made", "run", "dev", "project"]),
        ("pyproject.toml", ["project"]),
    ],
)
def test_a_changed_file_is_followed(
    checkout: Path, commands: Commands, changed: str, steps: list[str]
) -> None:
    bootstrap.ensure_environment(Environment(checkout, "dev"))
    commands.steps()
    (checkout / changed).write_text("other\n", encoding="utf-8")
    bootstrap.ensure_environment(Environment(checkout, "dev"))
    assert commands.steps() == steps


def test_locks_are_installed_by_their_hashes(checkout: Path, commands: Commands) -> None:
    bootstrap.ensure_environment(Environment(checkout, "dev"))
    locked = [command for command in commands.seen if any(".lock" in word for word in command)]
    assert len(locked) == 2
    assert all("--require-hashes" in command for command in locked)


@pytest.mark.parametrize("failing", ["requirements.lock", "requirements-dev.lock"])
def test_half_installed_packages_are_made_anew(
    checkout: Path, commands: Commands, failing: str
) -> None:
    commands.fails = lambda command: any(failing in word for word in command)
    with pytest.raises(SetupError, match="failed"):
        bootstrap.ensure_environment(Environment(checkout, "dev"))
    commands.fails = lambda _command: False
    commands.steps()
    bootstrap.ensure_environment(Environment(checkout, "dev"))
    assert commands.steps() == ["made", "run", "dev", "project"]


def test_only_the_last_step_is_taken_again(checkout: Path, commands: Commands) -> None:
    commands.fails = lambda command: "-e" in command
    with pytest.raises(SetupError):
        bootstrap.ensure_environment(Environment(checkout, "run"))
    commands.fails = lambda _command: False
    commands.steps()
    bootstrap.ensure_environment(Environment(checkout, "run"))
    assert commands.steps() == ["project"]


def test_another_python_and_another_folder_begin_anew(checkout: Path, commands: Commands) -> None:
    bootstrap.ensure_environment(Environment(checkout, "run"))
    commands.steps()
    bootstrap.ensure_environment(Environment(checkout, "run", ("python3", "3.99")))
    assert commands.steps() == ["made", "run", "project"]
    moved = checkout.rename(checkout.with_name("moved"))
    bootstrap.ensure_environment(Environment(moved, "run", ("python3", "3.99")))
    assert commands.steps() == ["made", "run", "project"]


@pytest.mark.parametrize("stamp", ["", "[]", '{"made": ', "\x00"])
def test_a_damaged_stamp_is_not_trusted(checkout: Path, commands: Commands, stamp: str) -> None:
    environment = Environment(checkout, "run")
    bootstrap.ensure_environment(environment)
    environment.stamp.write_text(stamp, encoding="utf-8")
    commands.steps()
    bootstrap.ensure_environment(environment)
    assert commands.steps() == ["made", "run", "project"]


def test_an_environment_without_its_python_is_made_anew(checkout: Path, commands: Commands) -> None:
    environment = Environment(checkout, "run")
    bootstrap.ensure_environment(environment)
    environment.interpreter.unlink()
    environment.interpreter.symlink_to("gone")
    commands.steps()
    bootstrap.ensure_environment(environment)
    assert commands.steps() == ["made", "run", "project"]


@pytest.mark.parametrize(
    ("version", "told"), [((3, 9), True), ((3, 10), True), ((3, 11), False), ((3, 14), False)]
)
def test_an_old_python_is_told_so(version: tuple[int, int], told: bool) -> None:
    sentence = bootstrap.too_old(version)
    assert bool(sentence) == told
    assert not told or "3.11" in sentence


@pytest.mark.parametrize("name", ["bootstrap.py", "system_packages.py", "__init__.py"])
def test_an_old_python_can_read_the_set_up(name: str) -> None:
    source = (bootstrap.ROOT / "tools" / name).read_text(encoding="utf-8")
    ast.parse(source, name, feature_version=OLD_SYNTAX)


def _there() -> bool:
    return True


def _absent() -> bool:
    return False


def _missing(monkeypatch: pytest.MonkeyPatch, *names: str, apt: list[str] | None) -> None:
    """Let some packages be missing, and apt be ours to use or not."""
    packages = [
        package._replace(present=_absent if package.name in names else _there)
        for package in system_packages.PACKAGES
    ]
    monkeypatch.setattr(system_packages, "PACKAGES", packages)
    monkeypatch.setattr(system_packages, "apt", lambda: apt)
    venv = next(package for package in packages if package.name == system_packages.VENV.name)
    monkeypatch.setattr(system_packages, "VENV", venv)


def test_what_may_not_be_installed_is_one_line_to_type(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _missing(monkeypatch, "libportaudio2", "pulseaudio", apt=None)
    bootstrap.ensure_system("dev")
    lines = capsys.readouterr().err.splitlines()
    assert [line.strip() for line in lines if "apt-get" in line] == [
        "sudo apt-get install -y libportaudio2 pulseaudio"
    ]


def test_running_needs_less_than_testing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _missing(monkeypatch, "pulseaudio", "ffmpeg", apt=None)
    bootstrap.ensure_system("run")
    assert capsys.readouterr().err == ""


def test_no_environments_ends_the_set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    _missing(monkeypatch, system_packages.VENV.name, apt=None)
    with pytest.raises(SetupError, match=r"sudo apt-get install -y python3\.\d+-venv"):
        bootstrap.ensure_system("run")


def test_apt_reads_its_lists_only_when_it_must(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    apt = tmp_path / "apt"
    apt.write_text(
        "#!/bin/sh\n"
        f'echo "$1" >> "{log}"\n'
        f'test "$1" = update && touch "{tmp_path}/lists"\n'
        f'test -e "{tmp_path}/lists"\n',
        encoding="utf-8",
    )
    apt.chmod(0o755)
    package = system_packages.PACKAGES[1]
    assert system_packages.install([package], [str(apt)])
    assert system_packages.install([package], [str(apt)])
    assert log.read_text(encoding="utf-8").split() == ["install", "update", "install", "install"]


def test_the_usage_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(["everything"]) == 2
    assert "run|dev" in capsys.readouterr().err


def test_it_starts_fast_enough_to_go_unnoticed() -> None:
    """Nothing but the standard library, and little of that, is loaded."""
    code = "import sys; import tools.bootstrap; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-S", "-c", code],
        cwd=bootstrap.ROOT, check=True, capture_output=True, text=True,
    ).stdout.split()  # fmt: skip
    foreign = {name.partition(".")[0] for name in loaded} - sys.stdlib_module_names
    assert foreign <= {"tools", "__main__"}
