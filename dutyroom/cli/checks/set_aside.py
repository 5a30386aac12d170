"""Which databases were set aside, and how much of the disk do they take?"""

from __future__ import annotations

from dutyroom.cli import set_aside
from dutyroom.cli.checks.desk import Desk
from dutyroom.cli.checks.result import Fact, Job, Result, State
from dutyroom.i18n import _
from dutyroom.phrases import listed
from dutyroom.store.asides import asides


def jobs(desk: Desk) -> list[Job]:
    """Return the one question."""
    return [Job("set_aside", _("Databases set aside"), lambda: _look(desk))]


def _look(desk: Desk) -> Result:
    """Name what stands beside the database since another took its place: it is no fault."""
    found = asides(desk.places.database)
    paths = [str(each.path) for each in found]
    facts: dict[str, Fact] = {
        "count": len(found),
        "bytes": sum(each.size for each in found),
        "files": paths,
    }
    if not found:
        return Result(State.OK, _("No database was set aside."), facts=facts)
    text = f"{set_aside.counted(found)} {listed(each.path.name for each in found)}"
    action = _("See them: dutyroom restore --list")
    return Result(State.OK, text, f"{set_aside.advice()} {action}", facts)
