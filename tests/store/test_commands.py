"""`dutyroom restore` and `dutyroom migrate`, as they are typed."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from dutyroom.cli import migrate as migrate_command
from dutyroom.cli import restore as restore_command
from dutyroom.config import places
from dutyroom.errors import PlainError
from dutyroom.store import journal
from dutyroom.store.backup import make_backup
from dutyroom.store.engine import Store, open_store
from dutyroom.store.facts import Fact
from dutyroom.store.lock import Lock

Record = Callable[[Store, int], list[Fact]]


def run(home: Path, *words: str) -> int:
    """Run the restore command as the program's way in does."""
    parser = argparse.ArgumentParser()
    parser.set_defaults(home=home)
    restore_command.add_arguments(parser)
    return restore_command.run(parser.parse_args(words))


@pytest.fixture
def home(store: Store, record: Record, now: datetime) -> Path:
    """A home with a backup of three facts and a database of five."""
    record(store, 3)
    make_backup(store.path, store.path.parent / "backups", now)
    record(store, 2)
    store.close()
    return store.path.parent


def facts(home: Path) -> int:
    """Return how many facts the database holds."""
    store = open_store(home / "dutyroom.db")
    with store.read() as session:
        count = journal.last_seq(session)
    store.close()
    return count


def test_the_list_changes_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line for each backup."""
    assert run(home, "--list") == 0
    assert capsys.readouterr().out.count("3 facts") == 1
    assert facts(home) == 5


def test_the_newest_backup_is_taken(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With what came after it, unless that is not wanted; and the user learns where the old is."""
    assert run(home, "--yes") == 0
    assert facts(home) == 5
    assert "set-aside" in capsys.readouterr().out
    assert run(home, "--yes", "--only-backup") == 0
    assert facts(home) == 3


@pytest.mark.parametrize(("answer", "status", "left"), [("y", 0, 3), ("", 2, 5), ("what", 2, 5)])
def test_it_asks_first(
    home: Path, monkeypatch: pytest.MonkeyPatch, answer: str, status: int, left: int
) -> None:
    """Only a yes is a yes."""
    monkeypatch.setattr("builtins.input", lambda _: answer)
    assert run(home, "--only-backup") == status
    assert facts(home) == left


def test_without_anybody_to_ask_nothing_happens(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As at the end of a pipe."""

    def nobody(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", nobody)
    assert run(home) == 2
    assert facts(home) == 5


def test_what_cannot_be_done_is_a_plain_sentence(home: Path, tmp_path: Path) -> None:
    """A wrong file, no backup at all, a keeper at work."""
    with pytest.raises(PlainError, match="restore --list"):
        run(home, "--yes", "--from", str(tmp_path / "none.db"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(PlainError, match="no backup"):
        run(tmp_path / "empty", "--yes")
    with Lock(places(home).keeper_lock, "keeper"), pytest.raises(PlainError, match="keeper"):
        run(home, "--yes")
    assert facts(home) == 5


def test_migrate_makes_the_database(tmp_path: Path) -> None:
    """And does nothing the second time."""
    parser = argparse.ArgumentParser()
    parser.set_defaults(home=tmp_path)
    migrate_command.add_arguments(parser)
    assert migrate_command.run(parser.parse_args([])) == 0
    assert facts(tmp_path) == 0
    assert migrate_command.run(parser.parse_args([])) == 0
    (tmp_path / "dutyroom.db").write_text("not a database")
    with pytest.raises(PlainError, match="damaged"):
        migrate_command.run(parser.parse_args([]))
