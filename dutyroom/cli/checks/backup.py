"""How old is the last backup?"""

from __future__ import annotations

from typing import Final

from dutyroom.cli.checks.database import ready
from dutyroom.cli.checks.desk import Desk
from dutyroom.cli.checks.result import Fact, Job, Result, State
from dutyroom.i18n import _, ngettext
from dutyroom.store.manifest import Manifest, list_backups
from dutyroom.store.verification import hash_of

LATE_HOURS: Final = 36
"""A daily backup is late when half a day has passed in which it should have been made."""


def jobs(desk: Desk) -> list[Job]:
    """Return the one question."""
    return [Job("backup", _("Backup"), lambda: _look(desk))]


def _look(desk: Desk) -> Result:
    """Look at the newest manifest."""
    found = list_backups(desk.backups)
    facts: dict[str, Fact] = {"folder": str(desk.backups), "count": len(found)}
    action = _("Make one now: dutyroom backup")
    if not found:
        if not desk.places.database.exists():
            text = _("There is nothing to back up yet.")
            return Result(State.UNKNOWN, text, facts=facts)
        text = _("There is no backup in {folder}.").format(folder=desk.backups)
        return Result(State.WARN, text, action, facts)
    newest = found[0]
    seconds = (desk.clock.now() - newest.created_at).total_seconds()
    hours = int(seconds // 3600)
    facts = {**facts, "newest": str(newest.path), "age_hours": round(seconds / 3600, 1)}
    if seconds < 0:
        text = _("The last backup lies in the future: the clock was set back.")
        return Result(State.FAIL, text, _("Set the clock of the machine."), facts)
    if not _held(desk, newest.manifest):
        text = _(
            "The database lacks what the last backup holds up to number {seq}: it is older, or its "
            "log was taken away."
        ).format(seq=newest.manifest.seq)
        action = _("Where nobody went back to an older backup on purpose: dutyroom restore")
        return Result(State.WARN, text, action, {**facts, "lacking": True})
    text = ngettext(
        "The last backup is {hours} hour old.", "The last backup is {hours} hours old.", hours
    ).format(hours=hours)
    if not hours:
        text = _("The last backup is less than an hour old.")
    if hours >= LATE_HOURS:
        return Result(State.WARN, text, action, facts)
    return Result(State.OK, text, facts=facts)


def _held(desk: Desk, manifest: Manifest) -> bool:
    """Tell whether the journal holds the last fact of a backup; where none opens, others say so."""
    with ready(desk) as store:
        if store is None or not manifest.seq:
            return True
        with store.read() as session:
            return hash_of(session, manifest.seq) == manifest.head
