"""What cannot be used is refused in a plain sentence, with exit code 2, and not a byte changes."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dutyroom import i18n
from dutyroom.cli.main import main
from tests.e2e.keeper_desk import until
from tests.faults.desk import FaultDesk, dutyroom, running
from tests.faults.terminal import Terminal, console

CHINESE = re.compile(r"[\u4e00-\u9fff]{4}")
CONTROL = re.compile(r"\x1b(?:\[[0-9;:?<>=]*[a-zA-Z]|[()][A-Z0-9]|[=>78cM])|\r")


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return the bytes and the time of every file below a folder."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def damaged(path: Path) -> None:
    """The second half is lost."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def foreign(path: Path) -> None:
    """It is the database of another program, in WAL mode and with that program's own mark."""
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA application_id=1234567")
    connection.execute("CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url TEXT)")
    connection.execute("INSERT INTO moz_places (url) VALUES ('about:home')")
    connection.commit()
    connection.close()


def newer(path: Path) -> None:
    """A version of the program that does not exist yet made it."""
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()


SPOILT = [(damaged, "is damaged"), (foreign, "another program"), (newer, "newer version")]
FOR_THE_REAL_PROGRAM = [
    SPOILT[0], *(pytest.param(*each, marks=pytest.mark.slow) for each in SPOILT[1:])
]  # fmt: skip
"""One is enough every day: each of them is refused in this process too."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home of a desk with an empty database; its box is not plugged in."""
    desk = FaultDesk(tmp_path / "home")
    desk.box.unplug()
    return desk.home


def one_sentence(said: str, path: Path, language: str) -> None:
    """Say that something is one plain line about a file, in a language."""
    assert len(said.strip().splitlines()) == 1
    assert str(path) in said
    assert "Traceback" not in said
    assert bool(CHINESE.search(said.replace(str(path), ""))) == (language == "zh")


COMMANDS = ("export", "slip 2026-00001", "contacts search x", "backup", "migrate")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("spoil", "words"), SPOILT)
def test_every_command_refuses_a_database(
    home: Path,
    spoil: Callable[[Path], None],
    words: str,
    language: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whichever it is that needs the database."""
    database = home / "dutyroom.db"
    spoil(database)
    before = snapshot(home)
    try:
        for command in COMMANDS:
            assert main(["--home", str(home), "--lang", language, *command.split()]) == 2
            said = capsys.readouterr()
            assert said.out == ""
            one_sentence(said.err, database, language)
            assert language == "zh" or words in said.err
    finally:
        i18n.use("zh")
    assert snapshot(home) == before


@pytest.mark.parametrize(("spoil", "words"), FOR_THE_REAL_PROGRAM)
def test_the_real_program_refuses_a_database(
    home: Path, spoil: Callable[[Path], None], words: str
) -> None:
    """A command that reads, and the one that might have changed the file."""
    database = home / "dutyroom.db"
    spoil(database)
    before = snapshot(home)
    for command in ("export", "migrate"):
        done = dutyroom(home, command)
        assert (done.returncode, done.stdout) == (2, b"")
        one_sentence(done.stderr.decode(), database, "en")
        assert words in done.stderr.decode()
    assert snapshot(home) == before


@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.slow), "zh"])
@pytest.mark.parametrize(("spoil", "words"), SPOILT)
def test_the_console_refuses_a_database(
    home: Path, spoil: Callable[[Path], None], words: str, language: str
) -> None:
    """It leaves the terminal as it was, with the sentence below."""
    database = home / "dutyroom.db"
    spoil(database)
    before = snapshot(home)
    with console(home, "--no-keeper", language=language) as terminal:
        assert terminal.ended() == 2
        drawn, left, after = terminal.raw.rpartition(b"\x1b[?1049l")
    assert left, drawn
    said = CONTROL.sub("", after.decode())
    one_sentence(said, database, language)
    assert language == "zh" or words in said
    assert {name: snapshot(home)[name] for name in before} == before
    assert not list(home.glob("dutyroom.db-*"))


def not_toml(config: Path) -> None:
    """Somebody edited it in haste."""
    config.write_text("[unit\nname = 值班室\n", encoding="utf-8")


def wrong_value(config: Path) -> None:
    """A value that is none."""
    config.write_text("[recording]\npreroll = 'long'\n", encoding="utf-8")


def not_text(config: Path) -> None:
    """Bytes of something else."""
    config.write_bytes(b"\x00\xff\xfe" * 100)


def not_a_file(config: Path) -> None:
    """It cannot be read at all, by nobody."""
    config.unlink()
    config.mkdir()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("spoil", [not_toml, wrong_value, not_text, not_a_file])
def test_settings_that_cannot_be_read_are_refused(
    home: Path,
    spoil: Callable[[Path], None],
    language: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """By the console, the keeper and a command alike."""
    config = home / "dutyroom.toml"
    spoil(config)
    before = snapshot(home)
    try:
        for command in ([], ["line"], ["slip", "2026-00001"], ["setup", "--yes"]):
            assert main(["--home", str(home), "--lang", language, *command]) == 2, command
            said = capsys.readouterr()
            one_sentence(said.err, config, language)
            assert said.out == ""
    finally:
        i18n.use("zh")
    assert snapshot(home) == before


def test_the_real_console_refuses_settings_that_cannot_be_read(home: Path) -> None:
    """Before it draws anything; what the file holds reaches no terminal as a command."""
    config = home / "dutyroom.toml"
    config.write_text('[unit]\n"\\u001b]0;PWNED\\u0007" = 1\n')
    before = snapshot(home)
    with console(home) as terminal:
        assert terminal.ended() == 2
    assert b"\x1b" not in terminal.raw
    one_sentence(terminal.raw.decode(), config, "en")
    assert snapshot(home) == before


@pytest.mark.parametrize("port", ["nonsense", "no\x01such", "-x"])
def test_set_up_refuses_a_port_name_that_is_wrong(
    home: Path, port: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is set up before stays as it is."""
    before = snapshot(home)
    words = ["--home", str(home), "--lang", "en", "setup", f"--port={port}", "--yes"]
    assert main(words) == 2
    said = capsys.readouterr().err
    assert "neither a port nor an address" in said
    assert said.strip().isprintable()
    assert snapshot(home) == before


@pytest.mark.slow
def test_a_wrong_port_name_in_the_settings_is_an_alarm_and_not_the_end(tmp_path: Path) -> None:
    """A box that is named wrongly must not end the recording of the other lines."""
    desk = FaultDesk(tmp_path / "home")
    text = desk.places.config.read_text()
    desk.places.config.write_text(text.replace(str(desk.box.name), "bogus://box"))
    try:
        desk.start(boxed=False)
        until(lambda: desk.line_state().get("box") == "lost", what="the loss")
        until(lambda: desk.keeper_state().get("database") == "ok", what="the database")
        until(lambda: desk.open_alarms().get("line_lost") == "unacknowledged", what="the alarm")
        until(lambda: desk.keeper_state()["audible"], what="the sound")
        log = (desk.places.logs / "keeper.log").read_text()
        assert "bogus://box" in log
    finally:
        desk.close()


@pytest.mark.slow
def test_a_second_keeper_is_refused(tmp_path: Path) -> None:
    """In both languages; the first goes on."""
    with running(FaultDesk(tmp_path / "home")) as desk:
        pid = desk.keeper_pid()
        for language in ("en", "zh"):
            done = dutyroom(desk.home, "line", language=language)
            assert done.returncode == 2
            said = done.stderr.decode()
            assert str(pid) in said
            assert len(said.splitlines()) == 1
            assert bool(CHINESE.search(said)) == (language == "zh")
        assert desk.keeper_pid() == pid


@pytest.mark.slow
def test_a_second_console_only_shows(tmp_path: Path) -> None:
    """It says so, refuses to write, and sees what the first one sees."""
    with running(FaultDesk(tmp_path / "home")) as desk:
        with console(desk.home, "--no-keeper") as first:
            first.until("Who is on duty?")
            with console(desk.home, "--no-keeper") as second:
                second.until("only shows")
                assert "only shows" not in first.text
                desk.ring(number="010-1111-2222")
                second.until("010-1111-2222", "Ringing")
                first.until("010-1111-2222", "Ringing")
                second.type("\x14")  # take the call
                second.until("Another console")
            first.type("\x1b")
        with console(desk.home, "--no-keeper") as third:
            third.until("Line ok", "Ringing")
            assert "only shows" not in third.text


AS_IF = """
import sys
from pathlib import Path
from dutyroom.store import filesystem
filesystem.MOUNTS = Path(sys.argv.pop(1))
from dutyroom.cli.main import main
sys.exit(main())
"""
"""Runs the program as if other things were mounted."""


@pytest.mark.slow
def test_a_network_file_system_is_refused(home: Path, tmp_path: Path) -> None:
    """By the console, by set-up and by a command; no file is made there."""
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"30 1 0:40 / {home} rw shared:2 - nfs4 server:/x rw\n")
    before = snapshot(home)
    database = home / "dutyroom.db"
    as_if = [sys.executable, "-c", AS_IF, str(mounts), "--home", str(home)]
    for language, words in (("en", ["export"]), ("zh", ["slip", "2026-00001"])):
        command = [*as_if, "--lang", language, *words]
        done = subprocess.run(command, capture_output=True, check=False, timeout=50)
        assert done.returncode == 2
        assert b"nfs4" in done.stderr
        one_sentence(done.stderr.decode(), database, language)
    assert snapshot(home) == before
    with Terminal([*as_if, "--lang", "en", "--no-keeper"]) as terminal:
        assert terminal.ended() == 2
    assert b"network file system (nfs4)" in terminal.raw.rpartition(b"\x1b[?1049l")[2]
    assert {name: snapshot(home)[name] for name in before} == before
