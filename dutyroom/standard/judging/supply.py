"""Judging the printer and the emergency power supply."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from dutyroom.i18n import N_
from dutyroom.standard.probing import Said, State, Value, Verdict


class PrinterState(StrEnum):
    """How the system's printer stands."""

    READY = "ready"
    NO_SERVICE = "no_service"
    """Nothing to print with is installed."""
    NOT_RUNNING = "not_running"
    SILENT = "silent"
    """The print service does not answer in time."""
    NO_DEFAULT = "no_default"
    STOPPED = "stopped"


def judge_printer(state: PrinterState, name: str = "") -> Verdict:
    """Judge the printer.

    Args:
        state: How it stands.
        name: The default printer, where there is one.
    """
    values: dict[str, Value] = {"name": name}
    match state:
        case PrinterState.READY:
            said = Said(N_("The default printer {name} takes pages."), values)
            return Verdict(State.OK, said)
        case PrinterState.NO_SERVICE:
            said = Said(N_("There is no print service on this machine."))
            advice = N_("Print a page from the machine that has the printer.")
            return Verdict(State.CANNOT_TELL, said, Said(advice))
        case PrinterState.NOT_RUNNING:
            said = Said(N_("The print service is not running."))
            advice = N_("Start it: sudo systemctl start cups")
        case PrinterState.SILENT:
            said = Said(N_("The print service does not answer."))
            advice = N_("Restart it: sudo systemctl restart cups")
        case PrinterState.NO_DEFAULT:
            said = Said(N_("The print service has no default printer."))
            advice = N_("Choose one: lpoptions -d PRINTER (lpstat -p lists them)")
        case PrinterState.STOPPED:
            said = Said(N_("The printer {name} is stopped."), values)
            advice = N_("Start it: sudo cupsenable {name}; sudo cupsaccept {name}")
    return Verdict(State.FAULTY, said, Said(advice, values))


CHARGE: Final = "battery.charge"
STATUS: Final = "ups.status"


def judge_ups(told: Mapping[str, str], limit: float) -> Verdict:
    """Judge the emergency power supply by what NUT tells of it.

    Args:
        told: Its variables; see NUT's list of `ups.status` words.
        limit: Charge in percent below which it is not enough.
    """
    words = told.get(STATUS, "").split()
    charge = _percent(told.get(CHARGE, ""))
    values: dict[str, Value] = {"charge": charge, "status": " ".join(words)}
    if "OB" in words:
        said = Said(N_("There is no mains: it runs on its battery, charge {charge} %."), values)
        if charge is None:
            said = Said(N_("There is no mains: it runs on its battery."), values)
        advice = Said(N_("Find out about the mains at once; save what is open."))
        return Verdict(State.FAULTY, said, advice)
    if "RB" in words or "LB" in words:
        said = Said(N_("Its battery is weak or worn out ({status})."), values)
        return Verdict(State.FAULTY, said, Said(N_("Have the battery replaced.")))
    if "OL" not in words:
        said = Said(N_("It does not say that it has mains ({status})."), values)
        return Verdict(State.FAULTY, said, Said(N_("Look at its panel.")))
    if charge is None:
        said = Said(N_("It has mains, but does not tell its charge."), values)
        return Verdict(State.CANNOT_TELL, said, Said(N_("Look at its panel.")))
    if charge < limit:
        said = Said(N_("It has mains, but its charge is only {charge} %."), values)
        return Verdict(State.FAULTY, said, Said(N_("Look again in an hour: it must have risen.")))
    return Verdict(State.OK, Said(N_("It has mains, charge {charge} %."), values))


def no_ups(name: str, detail: str) -> Verdict:
    """Return the verdict where NUT tells nothing.

    Args:
        name: What was asked for.
        detail: Why there is no answer.
    """
    said = Said(N_("Nothing is told of {name} ({detail})."), {"name": name, "detail": detail})
    return Verdict(
        State.CANNOT_TELL, said, Said(N_("Check the package nut-client, and its server."))
    )


def _percent(text: str) -> float | None:
    """Return a charge; whole numbers stay whole."""
    try:
        number = float(text)
    except ValueError:
        return None
    if not 0 <= number <= 100:
        return None
    return int(number) if number.is_integer() else number
