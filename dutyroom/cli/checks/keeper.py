"""Does the line keeper run, and will it run again after the machine was started?"""

from __future__ import annotations

import shutil

import dutyroom
from dutyroom.cli.checks.desk import Desk
from dutyroom.cli.checks.result import Fact, Job, Result, State
from dutyroom.cli.keeper_view import KeeperView
from dutyroom.i18n import _
from dutyroom.line import service
from dutyroom.store.lock import holder


def jobs(desk: Desk) -> list[Job]:
    """Return the one question."""
    return [Job("keeper", _("Line keeper"), lambda: _look(desk))]


def _look(desk: Desk) -> Result:
    """Say whether it runs, and who starts it."""
    installed = service.is_installed()
    facts: dict[str, Fact] = {"runs": desk.keeper is not None, "service": installed}
    if desk.keeper is not None:
        return _running(desk.keeper, facts, installed=installed)
    held = holder(desk.places.keeper_lock)
    if held is not None:
        text = _("A keeper is there (process {pid}), but it does not answer.").format(pid=held.pid)
        action = _("Look again in a moment; if it stays so, end that process.")
        return Result(State.FAIL, text, action, {**facts, "pid": held.pid})
    if desk.settings is None or not desk.settings.lines:
        text = _("No line keeper runs, and no line has been set up.")
        return Result(State.UNKNOWN, text, _("Run: dutyroom setup"), facts)
    text = _("No line keeper runs: calls are neither logged nor recorded now.")
    action = _("Start the service: systemctl --user restart {name}").format(name=service.NAME)
    if not installed:
        action = _("Open the console, or make it a service: dutyroom line install")
    return Result(State.FAIL, text, action, facts)


def _running(view: KeeperView, facts: dict[str, Fact], *, installed: bool) -> Result:
    """Judge a keeper that answers."""
    facts = {**facts, "pid": view.pid, "version": view.version}
    if view.other or view.version != dutyroom.__version__:
        text = _("The line keeper is of another version ({version}).").format(
            version=view.version or "?"
        )
        action = _("Restart it between two calls: dutyroom line stop")
        return Result(State.WARN, text, action, facts)
    text = _("The line keeper runs, process {pid}.").format(pid=view.pid)
    if installed:
        text += " " + _("It is a service and starts by itself.")
        return Result(State.OK, text, facts=facts)
    text += " " + _("It is no service: after a restart of the machine the console starts it.")
    possible = shutil.which("systemctl") is not None
    action = _("So that it starts by itself: dutyroom line install") if possible else ""
    return Result(State.OK, text, action, facts)
