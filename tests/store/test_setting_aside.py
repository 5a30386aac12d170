"""A database keeps its log, whenever the process or the disk dies while both are set aside."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import pytest

from dutyroom.store import gate, setting_aside
from dutyroom.store.arriving import tidy_up
from dutyroom.store.errors import DatabaseMissing
from dutyroom.store.restoring import put_in_place

OLD = {"": b"damaged", "-wal": b"its log", "-shm": b"its index"}


class Killed(BaseException):
    """The process ends here: nothing is tidied up."""


@contextmanager
def dying(at_move: int, how: Callable[[], BaseException], *, ever_after: bool) -> Iterator[None]:
    """Let one move of a file fail, and those after it as well or not."""
    moves: list[Path] = []
    renames = {name: getattr(Path, name) for name in ("rename", "replace")}

    def move(name: str) -> Callable[[Path, Path], Path]:
        def moving(self: Path, target: Path) -> Path:
            moves.append(self)
            if len(moves) == at_move or (ever_after and len(moves) > at_move):
                raise how()
            moved = renames[name](self, target)
            assert isinstance(moved, Path)
            return moved

        return moving

    with pytest.MonkeyPatch.context() as patched:
        for name in renames:
            patched.setattr(Path, name, move(name))
        yield


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A damaged database with a log, and beside it the file that shall have its name."""
    for part, content in OLD.items():
        (tmp_path / f"dutyroom.db{part}").write_bytes(content)
    (tmp_path / "arriving").write_bytes(b"the new one")
    return tmp_path / "dutyroom.db"


def there(database: Path) -> dict[str, bytes]:
    """Return what stands under the name of the database."""
    found = {part: database.with_name(database.name + part) for part in setting_aside.PARTS}
    return {part: path.read_bytes() for part, path in found.items() if path.exists()}


@pytest.mark.parametrize("at_move", [1, 2, 3, 4])
@pytest.mark.parametrize("how", [Killed, lambda: OSError(errno.EIO, "Input/output error")])
def test_whoever_comes_next_finds_the_database_with_its_log(
    database: Path, now: datetime, at_move: int, how: Callable[[], BaseException]
) -> None:
    """In between nobody opens one without the other, or makes an empty one; then all is done."""
    arriving = database.with_name("arriving")
    with dying(at_move, how, ever_after=True), suppress(Killed, OSError):
        put_in_place(arriving, database, now)
    if not database.exists():
        with pytest.raises(DatabaseMissing, match="interrupted"):
            gate.look(database)
    setting_aside.move_back(database)
    assert there(database) == OLD
    aside = put_in_place(arriving, database, now)
    assert aside is not None
    assert there(aside) == OLD
    assert there(database) == {"": b"the new one"}
    setting_aside.move_back(database)
    assert there(database) == {"": b"the new one"}
    assert {path.name[:22] for path in database.parent.iterdir()} == {
        database.name,
        aside.name[:22],
    }


@pytest.mark.parametrize("at_move", [2, 3, 4])
def test_an_error_of_the_disk_moves_all_back_at_once(
    database: Path, now: datetime, at_move: int
) -> None:
    """Where it takes that; nothing has changed then."""
    dead = dying(at_move, lambda: OSError(errno.EIO, "Input/output error"), ever_after=False)
    with dead, pytest.raises(OSError, match="Input"):
        put_in_place(database.with_name("arriving"), database, now)
    assert there(database) == OLD
    assert not setting_aside.unfinished(database)


@pytest.mark.parametrize("part", ["-wal", "-journal"])
def test_nothing_takes_its_place_without_its_own_log(
    database: Path, now: datetime, part: str
) -> None:
    """As a full disk leaves one that was closed: what was written last stands in the log alone."""
    arriving = database.with_name("arriving")
    log = database.with_name(f"arriving{part}")
    log.write_bytes(b"written last")
    with pytest.raises(OSError, match="could not be brought"):
        put_in_place(arriving, database, now)
    assert there(database) == OLD
    log.write_bytes(b"")
    assert put_in_place(arriving, database, now)
    assert there(database) == {"": b"the new one"}


def test_what_a_killed_process_left_misleads_nobody_later(database: Path, now: datetime) -> None:
    """The old database is not taken for the new one when that is gone, too; no copy stays."""

    def killed(_database: Path) -> None:
        raise Killed

    with pytest.MonkeyPatch.context() as patched, suppress(Killed):
        patched.setattr("dutyroom.store.restoring.done", killed)
        put_in_place(database.with_name("arriving"), database, now)
    left = [database.with_name(f"dutyroom.db{name}") for name in (".restoring", ".rebuilding-wal")]
    for path in left:
        path.write_bytes(b"half a copy")
    tidy_up(database)
    assert not any(path.exists() for path in left)
    assert there(database) == {"": b"the new one"}
    database.unlink()
    assert not setting_aside.unfinished(database)
    setting_aside.move_back(database)
    assert there(database) == {}


def test_what_is_half_set_aside_is_left_to_whoever_goes_on(database: Path, now: datetime) -> None:
    """Another command touches none of it."""
    with dying(2, Killed, ever_after=True), suppress(Killed):
        put_in_place(database.with_name("arriving"), database, now)
    before = sorted(path.name for path in database.parent.iterdir())
    tidy_up(database)
    assert sorted(path.name for path in database.parent.iterdir()) == before
    assert setting_aside.unfinished(database)


@pytest.mark.parametrize("first", [1, 2, 3, 4])
@pytest.mark.parametrize("second", [1, 2, 3, 4, 5, 6, 7])
def test_killed_twice_it_is_still_whole(
    database: Path, now: datetime, first: int, second: int
) -> None:
    """Also over moving it back; and over setting it aside once more."""
    arriving = database.with_name("arriving")
    for at_move in (first, second):
        with dying(at_move, Killed, ever_after=True), suppress(Killed):
            put_in_place(arriving, database, now)
    setting_aside.move_back(database)
    if arriving.exists():
        assert there(database) == OLD
        put_in_place(arriving, database, now)
    assert there(database) == {"": b"the new one"}
    (aside,) = database.parent.glob("*.set-aside-*Z")
    assert there(aside) == OLD
