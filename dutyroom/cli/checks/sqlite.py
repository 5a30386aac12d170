"""Which SQLite is linked, and which journal mode follows from it."""

from __future__ import annotations

from dutyroom.cli.checks.desk import Desk
from dutyroom.cli.checks.result import Fact, Job, Result, State
from dutyroom.i18n import _
from dutyroom.store.sqlite import Library


def jobs(desk: Desk) -> list[Job]:  # noqa: ARG001 - every check is asked the same way
    """Return the one question."""
    return [Job("sqlite", _("SQLite"), look)]


def look(library: Library | None = None) -> Result:
    """Judge a version of SQLite.

    Args:
        library: The version; by default the linked one.
    """
    found = library or Library()
    facts: dict[str, Fact] = {
        "version": found.text,
        "wal_is_safe": found.wal_is_safe,
        "journal_mode": found.journal_mode,
        "synchronous": found.synchronous,
    }
    if found.wal_is_safe:
        text = _("SQLite {version}, journal mode {mode}.").format(
            version=found.text, mode=found.journal_mode
        )
        return Result(State.OK, text, facts=facts)
    text = _(
        "SQLite {version} can damage a write-ahead log; so the journal mode {mode} is used, "
        "which is safe and slower."
    ).format(version=found.text, mode=found.journal_mode)
    action = _("Nothing is at risk. SQLite 3.51.3 or later would be faster.")
    return Result(State.WARN, text, action, facts)
