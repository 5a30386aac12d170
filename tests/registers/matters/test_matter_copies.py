"""The files kept with matters have copies beside the backups, and come back from there."""

from __future__ import annotations

import errno
import os
from datetime import timedelta
from pathlib import Path

import pytest

from dutyroom.registers.matters import copies, kept_files
from dutyroom.registers.matters.kept_files import Kept, every, found
from dutyroom.store.engine import Store
from dutyroom.store.files import copy_file, file_hash
from tests.registers.matters.copies_kit import CopiesKit


@pytest.fixture
def kit(store: Store, tmp_path: Path) -> CopiesKit:
    """Return a desk that keeps files."""
    return CopiesKit(store, tmp_path)


def test_each_file_is_copied_once_and_comes_back(kit: CopiesKit) -> None:
    """What was changed is kept beside what was attached; what is whole is left alone."""
    note, photo, _again = kit.hashes
    made = kit.backup()
    assert copies.keep(made, kit.attachments, stop=lambda: True).copied == 0
    assert (copies.keep(made, kit.attachments).files, copies.keep(made, kit.attachments)) == (
        2, copies.Copied(2, 0, ()),
    )  # fmt: skip
    kit.path(note).unlink()
    kit.path(photo).write_text("改过", encoding="utf-8")  # as long as it was
    elsewhere = kit.backups.with_name("stick")  # where a backup was brought from, without files
    kit.store.close()
    done = copies.bring_back(kit.store.path, (elsewhere, kit.backups), kit.attachments)
    assert done == copies.Copied(2, 2, ())
    assert {found(kit.attachments, each) for each in kit.hashes} == {Kept.WHOLE}
    aside = kit.path(photo).with_name(photo + copies.CHANGED)
    kit.path(photo).write_text("又改", encoding="utf-8")
    assert copies.bring_back(kit.store.path, (kit.backups,), kit.attachments).copied == 1
    again = aside.with_name(f"{aside.name}-2")
    assert [each.read_text(encoding="utf-8") for each in (aside, again)] == ["改过", "又改"]
    assert kit.path(note).stat().st_mode & 0o777 == 0o600


def test_what_is_not_what_was_attached_is_copied_nowhere(kit: CopiesKit) -> None:
    """It is told by its name, and an earlier copy stays as it is."""
    note, photo, _again = kit.hashes
    kit.path(note).unlink()
    kit.path(photo).write_text("改过", encoding="utf-8")
    made = kit.backup()
    done = copies.keep(made, kit.attachments)
    assert (done.copied, [each.sha256 for each in done.missing]) == (0, [note, photo])
    with kit.store.read() as session:
        assert len(copies.uncopied(every(session), kit.backups)) == 3
    beside = kit.backups / copies.FOLDER
    assert [path for path in beside.rglob("*") if path.is_file()] == []


def test_a_file_that_cannot_be_read_keeps_no_other_from_being_copied(
    kit: CopiesKit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stands first, and would at every backup from now on."""
    note, photo, _again = kit.hashes

    def bad_sector(path: Path, target: Path | None = None) -> str:
        if path == kit.path(note):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return file_hash(path) if target is None else copy_file(path, target)

    made = kit.backup()
    monkeypatch.setattr(kept_files, "file_hash", bad_sector)
    monkeypatch.setattr(copies, "copy_file", bad_sector)
    done = copies.keep(made, kit.attachments)
    assert (done.copied, [each.sha256 for each in done.missing]) == (1, [note])
    assert found(kit.backups / copies.FOLDER, photo) is Kept.WHOLE


def test_a_full_disk_is_a_reason_and_leaves_no_half_of_a_copy(
    kit: CopiesKit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also what a killed process left there goes, once nobody writes to it any more."""
    made, beside = kit.backup(), kit.backups / copies.FOLDER
    beside.mkdir()
    left = beside / ".arriving-1"
    left.touch()
    old = (kit.clock.now() - timedelta(hours=2)).timestamp()
    os.utime(left, (old, old))

    def full(_source: Path, target: Path) -> str:
        target.write_bytes(b"half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(copies, "copy_file", full)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        copies.keep(made, kit.attachments)
    assert [path for path in beside.rglob("*") if path.is_file()] == []
