"""A restore or a rebuild that is killed in between loses nothing."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from dutyroom.cli.main import main
from dutyroom.config import Places
from dutyroom.registers.bringing_back import BroughtBack
from dutyroom.registers.ledger import Ledger
from dutyroom.store.engine import open_store
from tests.damage import leaves, spoil
from tests.registers.restore_kit import (
    CALLS,
    CLOCK,
    everything,
    go_back,
    with_backup,
)

KILLED = """
import os, signal, sys
from pathlib import Path
from dutyroom.cli.main import main
moves = [int(sys.argv[1])]
for name in ("rename", "replace"):
    def moving(self, target, real=getattr(Path, name)):
        moves[0] -= self.name.startswith("dutyroom.db")
        if moves[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(self, target)
    setattr(Path, name, moving)
main(sys.argv[2:])
"""

KILLED_OVER_THE_NOTE = """
import os, signal, sys
from pathlib import Path
from dutyroom.cli.main import main
def removing(self, missing_ok=False, real=Path.unlink):
    if self.name.endswith(".setting-aside") and self.exists():
        os.kill(os.getpid(), signal.SIGKILL)
    return real(self, missing_ok)
Path.unlink = removing
main(sys.argv[1:])
"""


@pytest.fixture
def desk(tmp_path: Path) -> Places:
    """A desk with a backup that holds the calls a and b; c, d and e came after it."""
    return with_backup(tmp_path)


def killed(desk: Places, command: str, at_move: int) -> None:
    """Run a command that is killed just before it gives a file another name."""
    words = ["--home", str(desk.data), command, "--yes"]
    ran = subprocess.run(
        [sys.executable, "-c", KILLED, str(at_move), *words], check=False, capture_output=True
    )
    assert ran.returncode == -signal.SIGKILL, ran.stderr.decode()


@pytest.mark.slow
@pytest.mark.parametrize("at_move", [1, 2, 3])
def test_a_restore_that_is_killed_in_between_loses_nothing(desk: Places, at_move: int) -> None:
    """Not the log of the database either, in which what came last may stand alone."""
    parts = [desk.database, desk.database.with_name("dutyroom.db-wal")]
    with closing(open_store(desk.database)) as store:
        Ledger(store, CLOCK).record(*CALLS["f"])
        as_after_a_power_cut = [path.read_bytes() for path in parts]
    before = everything(desk.database)
    for path, content in zip(parts, as_after_a_power_cut, strict=True):
        path.write_bytes(content)
    killed(desk, "restore", at_move)
    assert go_back(desk) == BroughtBack(48, 0, 0, ())
    assert everything(desk.database) == before


@pytest.mark.slow
def test_a_rebuild_that_is_killed_in_between_loses_nothing(
    desk: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    """Until it is done again every command says so, and none begins anew."""
    before = everything(desk.database)
    spoil(desk.database, *leaves(desk.database, "call_search_data"))
    killed(desk, "rebuild", 2)
    assert not desk.database.exists()
    assert main(["--home", str(desk.data), "migrate", "--empty", "--yes"]) == 2
    assert "dutyroom rebuild" in capsys.readouterr().err
    assert main(["--home", str(desk.data), "rebuild", "--yes"]) == 0
    assert everything(desk.database) == before


@pytest.mark.slow
@pytest.mark.parametrize("after", [["contacts", "search", "x"], ["rebuild"]])
def test_no_old_database_comes_back_by_the_note_of_a_killed_restore(
    desk: Places, after: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Killed when all is in its place: whoever next opens the new one takes the note away."""
    home = ["--home", str(desk.data)]
    ran = subprocess.run(
        [sys.executable, "-c", KILLED_OVER_THE_NOTE, *home, "restore", "--yes"], check=False
    )
    assert ran.returncode == -signal.SIGKILL
    note = desk.database.with_name("dutyroom.db.setting-aside")
    assert note.exists()
    main([*home, *after])
    assert not note.exists()
    desk.database.unlink()
    capsys.readouterr()
    assert main([*home, "rebuild", "--yes"]) == 2
    assert not desk.database.exists()
    assert "dutyroom restore" in capsys.readouterr().err
