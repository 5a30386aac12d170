"""A sound database that goes on from its backups holds all that they hold; any other does not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dutyroom.config import Places
from dutyroom.registers.holding import holds_all
from dutyroom.store.backup import make_backup
from dutyroom.store.manifest import Backup, list_backups
from tests.damage import leaves, set_raw, spoil
from tests.registers.restore_kit import CLOCK, enter, with_backup


@pytest.fixture
def desk(tmp_path: Path) -> Places:
    """A desk with a backup that holds the calls a and b; c, d and e came after it."""
    return with_backup(tmp_path)


def backups(desk: Places) -> list[Backup]:
    """Return the only backup, in a list."""
    return list_backups(desk.backups)


def changed_entry(path: Path) -> None:
    """Change one entry behind the backup, as only its hash tells."""
    set_raw(path, "journal", "actor", "seq = 30", "somebody")


def damaged_page(path: Path) -> None:
    """Damage a page of the call log."""
    spoil(path, *leaves(path, "calls"))


def test_a_sound_database_that_goes_on_from_them(desk: Places) -> None:
    assert holds_all(desk.database, backups(desk))
    assert holds_all(desk.database, [])


def test_one_that_lacks_the_end_of_a_backup(desk: Places) -> None:
    """It is as old as the backup before: what the later one holds would be lost."""
    (first,) = backups(desk)
    later = make_backup(desk.database, desk.backups, CLOCK.now())
    shutil.copyfile(first.path, desk.database)
    assert holds_all(desk.database, [first])
    assert not holds_all(desk.database, [later, first])


def test_one_with_another_entry_in_the_place_of_a_backups_last(desk: Places) -> None:
    """Both begin alike, and each is sound; the one did not grow out of the other."""
    backup, other = backups(desk)[0], with_backup(desk.data / "other")
    enter(other.database, "f", "g")
    make_backup(other.database, other.backups, CLOCK.now())
    assert holds_all(desk.database, [backup])
    assert not holds_all(desk.database, backups(other))


@pytest.mark.parametrize("harm", [changed_entry, damaged_page], ids=lambda harm: harm.__name__)
def test_one_that_is_not_sound(desk: Places, harm: Callable[[Path], None]) -> None:
    harm(desk.database)
    assert not holds_all(desk.database, backups(desk))
