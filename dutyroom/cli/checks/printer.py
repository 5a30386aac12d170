"""Is there a printer that slips go to?"""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import Final

from dutyroom.cli.checks.desk import Desk
from dutyroom.cli.checks.result import Fact, Job, Result, State
from dutyroom.i18n import _

_SECONDS: Final = 3.0


def jobs(desk: Desk) -> list[Job]:  # noqa: ARG001 - every check is asked the same way
    """Return the one question."""
    return [Job("printer", _("Printer"), _look)]


def _look() -> Result:
    """Ask the print service for its default printer, and that one for its state."""
    facts: dict[str, Fact] = {"lp": shutil.which("lp") is not None, "default": None}
    if not facts["lp"]:
        text = _("There is no print service on this machine.")
        action = _("To print slips, install the package cups; they can always be saved as files.")
        return Result(State.WARN, text, action, facts)
    try:
        said = _lpstat("-d")
    except subprocess.TimeoutExpired:
        text = _("The print service does not answer.")
        return Result(State.WARN, text, _("Restart it: sudo systemctl restart cups"), facts)
    _before, found, name = said.partition("destination: ")
    if not found:
        running = "no system default" in said
        return _without_printer(facts, running=running)
    name = name.strip()
    facts = {**facts, "default": name}
    state = _lpstat("-p", name)
    if " disabled " in state or "not accepting" in _lpstat("-a", name):
        text = _("The printer {name} is stopped.").format(name=name)
        action = _("Start it: sudo cupsenable {name}; sudo cupsaccept {name}").format(name=name)
        return Result(State.WARN, text, action, {**facts, "enabled": False})
    text = _("The default printer is {name}.").format(name=name)
    return Result(State.OK, text, facts={**facts, "enabled": True})


def _without_printer(facts: dict[str, Fact], *, running: bool) -> Result:
    """Say why nothing can be printed."""
    if running:
        text = _("The print service has no default printer.")
        action = _("Choose one: lpoptions -d PRINTER (lpstat -p lists them)")
        return Result(State.WARN, text, action, facts)
    text = _("The print service is not running.")
    return Result(State.WARN, text, _("Start it: sudo systemctl start cups"), facts)


def _lpstat(*words: str) -> str:
    """Return what `lpstat` says, in English.

    Raises:
        TimeoutExpired: It does not answer.
        OSError: It cannot be started.
    """
    done = subprocess.run(  # noqa: S603 - the only variable word is a printer's name, no shell
        [shutil.which("lpstat") or "lpstat", *words],
        capture_output=True,
        timeout=_SECONDS,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )
    return (done.stdout + done.stderr).decode("utf-8", "replace")
