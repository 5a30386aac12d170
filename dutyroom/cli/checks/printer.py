"""Is there a printer that slips go to?"""

from __future__ import annotations

import asyncio

from dutyroom.cli.checks.desk import Desk
from dutyroom.cli.checks.result import Fact, Job, Result, State
from dutyroom.devices.probes import printer
from dutyroom.i18n import _
from dutyroom.standard.judging.supply import ALERTS


def jobs(desk: Desk) -> list[Job]:  # noqa: ARG001 - every check is asked the same way
    """Return the one question."""
    return [Job("printer", _("Printer"), _look)]


def _look() -> Result:
    """Ask the print service for its default printer, and that one for its state."""
    seen = asyncio.run(printer.look())
    facts: dict[str, Fact] = {"lp": seen.installed, "default": seen.default or None}
    if not seen.installed:
        text = _("There is no print service on this machine.")
        action = _("To print slips, install the package cups; they can always be saved as files.")
        return Result(State.WARN, text, action, facts)
    if not seen.answers:
        text = _("The print service does not answer.")
        return Result(State.WARN, text, _("Restart it: sudo systemctl restart cups"), facts)
    if not seen.default:
        return _without_printer(facts, running=seen.running)
    name, facts = seen.default, {**facts, "enabled": not seen.stopped}
    if seen.stopped:
        text = _("The printer {name} is stopped.").format(name=name)
        action = _("Start it: sudo cupsenable {name}; sudo cupsaccept {name}").format(name=name)
        return Result(State.WARN, text, action, facts)
    if trouble := next((text for word, text in ALERTS.items() if word in seen.alerts), ""):
        return Result(
            State.WARN, _(trouble).format(name=name), _("See to it at the printer."), facts
        )
    text = _("The default printer is {name}.").format(name=name)
    return Result(State.OK, text, facts=facts)


def _without_printer(facts: dict[str, Fact], *, running: bool) -> Result:
    """Say why nothing can be printed."""
    if running:
        text = _("The print service has no default printer.")
        action = _("Choose one: lpoptions -d PRINTER (lpstat -p lists them)")
        return Result(State.WARN, text, action, facts)
    text = _("The print service is not running.")
    return Result(State.WARN, text, _("Start it: sudo systemctl start cups"), facts)
