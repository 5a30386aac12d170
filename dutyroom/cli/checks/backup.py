"""How old is the last backup?"""

from __future__ import annotations

from typing import Final

from dutyroom.cli.checks.desk import Desk
from dutyroom.cli.checks.result import Fact, Job, Result, State
from dutyroom.i18n import _, ngettext
from dutyroom.store.manifest import list_backups

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
    text = ngettext(
        "The last backup is {hours} hour old.", "The last backup is {hours} hours old.", hours
    ).format(hours=hours)
    if hours >= LATE_HOURS:
        return Result(State.WARN, text, action, facts)
    return Result(State.OK, text, facts=facts)
