"""Do facts wait for the database?"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

from dutyroom.channel.messages import KeeperState
from dutyroom.cli.checks.desk import Desk
from dutyroom.cli.checks.result import Fact, Job, Result, State
from dutyroom.cli.keeper_words import state_word
from dutyroom.i18n import _, ngettext
from dutyroom.os_reasons import os_reason
from dutyroom.store import facts as stored
from dutyroom.store import gate
from dutyroom.store.engine import open_store
from dutyroom.store.errors import StoreError
from dutyroom.store.journal import find


def jobs(desk: Desk) -> list[Job]:
    """Return the one question."""
    return [Job("spool", _("Spool"), lambda: _look(desk))]


def _look(desk: Desk) -> Result:
    """Ask the keeper, or compare the spool with the journal."""
    if desk.keeper is not None and desk.keeper.state is not None:
        return _by_keeper(desk.keeper.state)
    waiting: list[stored.Fact] = []
    for path in sorted(desk.places.spool.glob("*.spool")):
        try:
            waiting += _facts(path.read_bytes())
        except OSError as error:  # of a read it does not name the file
            return _unreadable(path, error)
    count = len(waiting) - (_written(desk, waiting) if waiting else 0)
    facts: dict[str, Fact] = {"waiting": count, "source": "files"}
    if not count:
        return Result(State.OK, _("No fact waits for the database."), facts=facts)
    text = ngettext("{count} fact waits in {path}.", "{count} facts wait in {path}.", count).format(
        count=count, path=desk.places.spool
    )
    action = _("They are entered when the line keeper starts; delete nothing there.")
    return Result(State.WARN, text, action, facts)


def _unreadable(path: Path, error: OSError) -> Result:
    """Say which segment keeps to itself what may wait in it."""
    text = _("{path} cannot be read: {reason}. Facts may wait in it.").format(
        path=path, reason=os_reason(error)
    )
    action = _(
        "Delete nothing there: the line keeper leaves it as it is and tries again at its next "
        "start. Have the disk looked at."
    )
    return Result(State.FAIL, text, action, {"waiting": None, "source": "files"})


def _by_keeper(state: KeeperState) -> Result:
    """Say what the keeper says of the database."""
    facts: dict[str, Fact] = {
        "waiting": state.spooled,
        "database": state.database,
        "source": "keeper",
    }
    if state.database == "ok":
        return Result(State.OK, _("The line keeper writes to the database."), facts=facts)
    text = _("The database takes no facts ({database}); waiting: {count}.").format(
        database=state_word(state.database), count=state.spooled
    )
    action = _("Calls are still logged. See what is said of the database here.")
    return Result(State.FAIL, text, action, facts)


def _facts(segment: bytes) -> Iterator[stored.Fact]:
    """Yield the facts of a segment; a torn line was never acknowledged."""
    for line in segment.split(b"\n"):
        try:
            if int(line[:8], 16) == zlib.crc32(line[9:]):
                yield stored.Fact.from_json(line[9:].decode("utf-8", "surrogatepass"))
        except ValueError:
            continue


def _written(desk: Desk, waiting: list[stored.Fact]) -> int:
    """Return how many of them the journal holds already."""
    try:
        if gate.look(desk.places.database) is not gate.State.READY:
            return 0
        store = open_store(desk.places.database)
    except StoreError:
        return 0
    try:
        with store.read() as session:
            return sum(find(session, fact.id) is not None for fact in waiting)
    finally:
        store.close()
