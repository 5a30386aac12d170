"""Can the database be used, and is it as it was written?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from dutyroom.cli import left_out
from dutyroom.cli.checks.desk import Desk
from dutyroom.cli.checks.result import Fact, Job, Result, State
from dutyroom.i18n import _, ngettext
from dutyroom.registers.anew import beside
from dutyroom.registers.retelling import in_words, strayed
from dutyroom.store import gate
from dutyroom.store.beside import unreadable
from dutyroom.store.engine import Store, open_store
from dutyroom.store.errors import DatabaseBusy, DatabaseDamaged, StoreError
from dutyroom.store.journal import last_seq, verify
from dutyroom.store.known import refuse_new
from dutyroom.store.quick_check import quick_check
from dutyroom.store.sqlite_reasons import fault_reasons

THOROUGH_SECONDS: Final = 3600.0
_TAIL: Final = 1000
"""How many of the last facts are verified where not all of them are."""

_AT_ONCE: Final = 20_000
"""Facts that are all verified in about a second, to say what a damaged database needs."""


def jobs(desk: Desk) -> list[Job]:
    """Return the questions to the database."""
    long = THOROUGH_SECONDS if desk.thorough else 0.0
    asked = [
        Job("database", _("Database"), lambda: _opens(desk)),
        Job("pages", _("Database pages"), lambda: _pages(desk), seconds=long),
        Job("journal", _("Journal"), lambda: _journal(desk), seconds=long),
    ]
    if desk.thorough:
        asked.append(Job("registers", _("Registers"), lambda: _registers(desk), seconds=long))
    return asked


def _opens(desk: Desk) -> Result:
    """Go through the gate, and open it."""
    path = desk.places.database
    facts: dict[str, Fact] = {"file": str(path)}
    try:
        state = gate.look(path)
        facts["gate"] = state.name.lower()
        refuse_new(path, desk.backups)
        if state is gate.State.MISSING:
            text = _("There is no database yet. It is made at the first start.")
            return Result(State.UNKNOWN, text, facts=facts)
        store = open_store(path)
    except DatabaseBusy as error:
        return Result(State.WARN, str(error), facts={**facts, "gate": "busy"})
    except StoreError as error:
        return Result(State.FAIL, str(error), facts={**facts, "error": type(error).__name__})
    mode = store.journal_mode
    store.close()
    text = _("The database opens; journal mode {mode}.").format(mode=mode)
    return Result(State.OK, text, facts={**facts, "journal_mode": mode})


@contextmanager
def ready(desk: Desk) -> Iterator[Store | None]:
    """Give the open database, or None where it does not open: said elsewhere."""
    try:
        missing = gate.look(desk.places.database) is gate.State.MISSING
        store = None if missing else open_store(desk.places.database)
    except StoreError:
        store = None
    try:
        yield store
    finally:
        if store is not None:
            store.close()


def _not_open() -> Result:
    return Result(State.UNKNOWN, _("There is no database that opens."), facts={"error": "closed"})


def _pages(desk: Desk) -> Result:
    """Read every page while time lasts."""
    with ready(desk) as store:
        if store is None:
            return _not_open()
        faults = quick_check(store, desk.left_to_read)
        if faults is None:
            text = _("The database is too large to be read whole in {seconds:.0f} s.").format(
                seconds=desk.seconds
            )
            action = _("Take the time when it is quiet: dutyroom doctor --thorough")
            return Result(State.UNKNOWN, text, action, {"error": "timeout"})
        out = () if faults else unreadable(store.path, beside())
        if not faults and not out:
            text = _("Every page of the database is sound.")
            return Result(State.OK, text, facts={"faults": []})
        detail = fault_reasons(faults) if faults else left_out.fault(out)
        faults = [*faults, *(f"{each.table}: {each.rows}" for each in out)]
        text = _("The database is damaged ({detail}).").format(detail=detail)
        return Result(State.FAIL, text, _way_out(store, desk), {"faults": faults})


def _way_out(store: Store, desk: Desk) -> str:
    """Say which command puts a damaged database right: that depends on the journal."""
    try:
        with store.read() as session:
            if not desk.thorough and last_seq(session) > _AT_ONCE:
                return _("What to do is said by: dutyroom doctor --thorough")
            whole = verify(session).sound
    except DatabaseDamaged:
        whole = False
    if whole:
        return _(
            "The journal is whole, so no fact is lost. Close console and line keeper, then "
            "compute all else anew from it: dutyroom rebuild"
        )
    return _("Go back to a backup: dutyroom restore")


def _journal(desk: Desk) -> Result:
    """Verify the end of the chain, or all of it."""
    with ready(desk) as store:
        if store is None:
            return _not_open()
        try:
            with store.read() as session:
                last = last_seq(session)
                after = 0 if desk.thorough else max(0, last - _TAIL)
                found = verify(session, after=after)
        except DatabaseDamaged as error:  # a page of the journal itself
            text = _("A page of the journal cannot be read.")
            action = _("Go back to a backup: dutyroom restore")
            return Result(State.FAIL, text, action, {"error": type(error).__name__})
    facts: dict[str, Fact] = {
        "last": last,
        "verified": found.count,
        "head": found.head,
        "first_bad": found.first_bad,
    }
    if found.sound:
        text = ngettext(
            "{all} facts; the last {count} is unbroken, hash {head}.",
            "{all} facts; the last {count} are unbroken, hash {head}.",
            found.count,
        ).format(all=last, count=found.count, head=found.head[:12])
        return Result(State.OK, text, facts=facts)
    text = _("The journal was changed at number {seq}: what stands there was not written so.")
    action = _(
        "Tell the head of the unit. To go back to the last sound backup, with all behind it that "
        "is sound: dutyroom restore"
    )
    return Result(State.FAIL, text.format(seq=found.first_bad), action, facts)


def _refuse_unsound(desk: Desk) -> None:
    """Refuse to compute anything anew from a journal that is not as it was written.

    Raises:
        DatabaseDamaged: It is not.
    """
    with ready(desk) as store:
        if store is None:
            return
        with store.read() as session:
            if not verify(session).sound:
                raise DatabaseDamaged(_("the journal is damaged"))


def _registers(desk: Desk) -> Result:
    """Compute every row of the registers anew, on a copy, and compare."""
    with ready(desk) as store:
        if store is None:
            return _not_open()
    try:
        _refuse_unsound(desk)
        found = strayed(desk.places.database, desk.backups, desk.clock)
    except DatabaseDamaged as error:
        text = _("They cannot be compared with the journal while the database is damaged.")
        action = _("Do what is said of its pages and its journal.")
        return Result(State.FAIL, text, action, {"error": type(error).__name__})
    except StoreError as error:
        return Result(State.FAIL, str(error), facts={"error": type(error).__name__})
    facts: dict[str, Fact] = {"strayed": [f"{name}: {rows}" for name, rows in found.items()]}
    if not found:
        text = _("Every row of the registers is as the journal has it.")
        return Result(State.OK, text, facts=facts)
    action = _("Close console and line keeper, then compute them anew: dutyroom rebuild")
    return Result(State.FAIL, in_words(found), action, facts)
