"""The daily backup takes the files kept with matters along, and counts also without them."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from dutyroom.config import places
from dutyroom.line import keeping_files
from dutyroom.registers.matters.copies import Copied, uncopied
from dutyroom.registers.matters.kept_files import every
from dutyroom.store.engine import Store
from dutyroom.store.manifest import Backup, list_backups
from tests.registers.matters.copies_kit import CopiesKit


def make(kit: CopiesKit, home: Path) -> Backup | None:
    """Make the daily backup as the keeper does."""
    now = kit.clock.now()
    return keeping_files.make_daily_with_files(places(home), kit.backups, now, 3, lambda: False)


def lacking(kit: CopiesKit) -> int:
    """Return how many files have no copy."""
    with kit.store.read() as session:
        return len(uncopied(every(session), kit.backups))


def test_the_daily_backup_takes_the_files_along(store: Store, tmp_path: Path) -> None:
    kit = CopiesKit(store, tmp_path)
    assert lacking(kit) == 3
    assert make(kit, tmp_path) is not None
    assert lacking(kit) == 0
    assert make(kit, tmp_path) is None  # none is due


def test_a_file_that_cannot_be_copied_takes_no_backup_away(
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The database has its backup; the log tells of the files."""
    kit = CopiesKit(store, tmp_path)

    def full(*_all: object) -> Copied:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(keeping_files, "copy_files", full)
    made = make(kit, tmp_path)
    assert list_backups(kit.backups) == [made]
    assert "no copy" in caplog.text
