"""What doctor is told about the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dutyroom.store.backup import make_backup
from dutyroom.store.engine import Store
from dutyroom.store.facts import Fact
from dutyroom.store.integrity import examine
from dutyroom.store.sqlite import Library

Record = Callable[[Store, int], list[Fact]]


def unsound(path: Path, backups: Path, now: datetime) -> dict[str, str]:
    """Return the message of everything that is not well."""
    return {
        finding.name: finding.message
        for finding in examine(path, backups, now)
        if not finding.sound
    }


def test_a_sound_database_is_said_to_be_sound(
    store: Store, record: Record, tmp_path: Path, now: datetime
) -> None:
    """Every question is answered, the library's version among them."""
    record(store, 3)
    make_backup(store.path, tmp_path / "backups", now)
    findings = examine(store.path, tmp_path / "backups", now + timedelta(hours=3))
    assert [finding.name for finding in findings if not finding.sound] == []
    told = {finding.name: finding.message for finding in findings}
    assert set(told) == {"sqlite", "disk", "backup", "database", "log", "pages", "journal"}
    assert "3 facts" in told["journal"]
    assert "3 hours" in told["backup"]
    assert Library().text in told["sqlite"]
    quick = examine(store.path, tmp_path / "backups", now, thorough=False)
    assert {finding.name for finding in quick} == set(told) - {"pages", "journal"}


def test_an_old_or_missing_backup_is_told(store: Store, tmp_path: Path, now: datetime) -> None:
    """After two days without one."""
    backups = tmp_path / "backups"
    assert list(unsound(store.path, backups, now)) == ["backup"]
    make_backup(store.path, backups, now)
    assert unsound(store.path, backups, now + timedelta(hours=47)) == {}
    assert "72 hours" in unsound(store.path, backups, now + timedelta(hours=72))["backup"]


def test_a_changed_journal_is_told_by_its_number(
    store: Store, record: Record, tmp_path: Path, now: datetime
) -> None:
    """SQLite itself finds nothing wrong with it."""
    record(store, 5)
    store.close()
    connection = sqlite3.connect(store.path)
    connection.execute("DROP TRIGGER journal_no_update")
    connection.execute("UPDATE journal SET actor='somebody' WHERE seq=4")
    connection.commit()
    connection.close()
    told = unsound(store.path, tmp_path, now)
    assert set(told) == {"backup", "journal"}
    assert "number 4" in told["journal"]


@pytest.mark.parametrize("offset", [4096 * 3, 4096 * 5])
def test_a_damaged_file_is_told_with_what_to_do(
    store: Store, record: Record, tmp_path: Path, now: datetime, offset: int
) -> None:
    """Wherever the damage is."""
    record(store, 200)
    store.close()
    raw = bytearray(store.path.read_bytes())
    raw[offset : offset + 4096] = bytes(4096)
    store.path.write_bytes(raw)
    told = unsound(store.path, tmp_path, now)
    assert told.keys() & {"database", "pages"}
    assert any("dutyroom restore" in message for message in told.values())


def test_no_database_is_no_fault(tmp_path: Path, now: datetime) -> None:
    """Before the first start; and nothing is made by looking."""
    told = unsound(tmp_path / "deep" / "dutyroom.db", tmp_path / "backups", now)
    assert set(told) == {"backup"}
    assert list(tmp_path.iterdir()) == []
