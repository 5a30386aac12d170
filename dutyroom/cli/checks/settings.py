"""Has this desk been set up, and can its settings be read?"""

from __future__ import annotations

from dutyroom.cli.checks.desk import Desk
from dutyroom.cli.checks.result import Fact, Job, Result, State
from dutyroom.config.box_lines import twins
from dutyroom.i18n import _, ngettext


def jobs(desk: Desk) -> list[Job]:
    """Return the one question."""
    return [Job("settings", _("Settings"), lambda: _look(desk))]


def _look(desk: Desk) -> Result:
    """Look at the settings as they were read."""
    path = desk.places.config
    facts: dict[str, Fact] = {"file": str(path), "lines": len(desk.chosen.lines)}
    if desk.unusable:
        action = _("Correct the file, or move it away and run: dutyroom setup")
        return Result(State.FAIL, desk.unusable, action, facts)
    if desk.settings is None:
        text = _("This desk has not been set up: there is no {path}.").format(path=path)
        return Result(State.WARN, text, _("Run: dutyroom setup"), facts)
    count = len(desk.settings.lines)
    text = ngettext("{path}: {count} line.", "{path}: {count} lines.", count).format(
        path=path, count=count
    )
    if not count:
        action = _("Choose the devices of the line: dutyroom setup")
        return Result(State.WARN, text, action, facts)
    if reason := twins(desk.settings):
        text = _("The settings file {path} cannot mean this: {reason}.").format(
            path=path, reason=reason
        )
        action = _("Name the line of the box: dutyroom setup --line LINE --box-line NAME")
        return Result(State.FAIL, text, action, facts)
    return Result(State.OK, text, facts=facts)
