"""Judging the printer and the emergency power supply."""

from __future__ import annotations

from collections.abc import Collection, Mapping
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
    ALERTS = "alerts"
    """It reports something because of which no page comes out."""


ALERTS: Final[Mapping[str, str]] = {
    "media-empty": N_("The printer {name} is out of paper."),
    "media-needed": N_("The printer {name} is out of paper."),
    "input-tray-missing": N_("The paper tray of the printer {name} is not in."),
    "media-jam": N_("The printer {name} has a paper jam."),
    "toner-empty": N_("The printer {name} is out of toner or ink."),
    "marker-supply-empty": N_("The printer {name} is out of toner or ink."),
    "cover-open": N_("A cover of the printer {name} is open."),
    "door-open": N_("A cover of the printer {name} is open."),
    "interlock-open": N_("A cover of the printer {name} is open."),
    "output-area-full": N_("The output tray of the printer {name} is full."),
    "offline": N_("The printer {name} is switched off, or its cable is out."),
    "shutdown": N_("The printer {name} is switched off, or its cable is out."),
    "timed-out": N_("The printer {name} is switched off, or its cable is out."),
    "connecting-to-device": N_("The printer {name} is switched off, or its cable is out."),
}
"""Message ids of what a printer reports because of which no page comes out (RFC 8011, 5.4.12).

What it only warns of, such as toner that runs low, is no fault.
"""


def judge_printer(state: PrinterState, name: str = "", alerts: Collection[str] = ()) -> Verdict:
    """Judge the printer.

    Args:
        state: How it stands.
        name: The default printer, where there is one.
        alerts: What that one reports of itself.
    """
    values: dict[str, Value] = {"name": name, "alerts": " ".join(alerts)}
    match state:
        case PrinterState.ALERTS:
            other = N_("The printer {name} reports trouble ({alerts}).")
            told = next((text for word, text in ALERTS.items() if word in alerts), other)
            return Verdict(State.FAULTY, Said(told, values), Said(N_("See to it at the printer.")))
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
ALARM: Final = "ups.alarm"

_PANEL: Final = N_("Look at its panel.")
_TROUBLES: Final[Mapping[str, tuple[str, str]]] = {
    "FSD": (
        N_("It is about to switch itself and this machine off."),
        N_("Find out about the mains at once; save what is open."),
    ),
    "OFF": (N_("It is switched off: nothing gets power from it."), _PANEL),
    "BYPASS": (N_("It is bypassed: when the mains fail, this machine stops."), _PANEL),
    "OVER": (
        N_("It is overloaded: its battery will not carry what hangs on it."),
        N_("Unplug what need not hang on it."),
    ),
    "RB": (N_("Its battery is weak or worn out ({status})."), N_("Have the battery replaced.")),
    "LB": (N_("Its battery is weak or worn out ({status})."), N_("Have the battery replaced.")),
    "ALARM": (N_("It raises an alarm: {alarm}"), _PANEL),
}
"""Words of `ups.status` besides that of the battery that mean a fault, the worst first."""


def judge_ups(told: Mapping[str, str], limit: float) -> Verdict:
    """Judge the emergency power supply by what NUT tells of it.

    Args:
        told: Its variables; see NUT's list of `ups.status` words.
        limit: Charge in percent below which it is not enough.
    """
    words = told.get(STATUS, "").split()
    charge = _percent(told.get(CHARGE, ""))
    values: dict[str, Value] = {
        "charge": charge, "status": " ".join(words), "alarm": told.get(ALARM, "?"),
    }  # fmt: skip
    if "OB" in words:
        said = Said(N_("There is no mains: it runs on its battery, charge {charge} %."), values)
        if charge is None:
            said = Said(N_("There is no mains: it runs on its battery."), values)
        advice = Said(N_("Find out about the mains at once; save what is open."))
        return Verdict(State.FAULTY, said, advice)
    if trouble := next((each for word, each in _TROUBLES.items() if word in words), None):
        text, advice_text = trouble
        return Verdict(State.FAULTY, Said(text, values), Said(advice_text))
    return _judge_charge(words, charge, values, limit)


def _judge_charge(
    words: Collection[str], charge: float | None, values: Mapping[str, Value], limit: float
) -> Verdict:
    """Judge a power supply that reports no trouble."""
    if "CAL" in words:
        said = Said(N_("It is measuring its battery, and runs on it meanwhile."), values)
        return Verdict(State.CANNOT_TELL, said, Said(N_("Look again in an hour.")))
    if "OL" not in words:
        said = Said(N_("It does not say that it has mains ({status})."), values)
        return Verdict(State.FAULTY, said, Said(_PANEL))
    if charge is None:
        said = Said(N_("It has mains, but does not tell its charge."), values)
        return Verdict(State.CANNOT_TELL, said, Said(_PANEL))
    if charge < limit:
        said = Said(N_("It has mains, but its charge is only {charge} %."), values)
        return Verdict(State.FAULTY, said, Said(N_("Look again in an hour: it must have risen.")))
    return Verdict(State.OK, Said(N_("It has mains, charge {charge} %."), values))


_UNTOLD: Final[Mapping[str, tuple[str, str]]] = {
    "Data stale": (
        N_("NUT has lost {name}: nothing comes from it any more."),
        N_("Check its cable to this machine; restart NUT's driver."),
    ),
    "Driver not connected": (
        N_("NUT has lost {name}: its driver does not run."),
        N_("Check its cable to this machine; restart NUT's driver."),
    ),
    "Unknown UPS": (
        N_("NUT knows no {name}."),
        N_("Check ups under [probes] in the settings; upsc -l lists what NUT knows."),
    ),
    "Connection failure": (
        N_("NUT's server, which tells of {name}, does not answer."),
        N_("Start it: sudo systemctl start nut-server"),
    ),
}
"""How NUT's words for having nothing to tell begin; see its `errors.txt`."""


def no_name() -> Verdict:
    """Return the verdict where no emergency power supply is named."""
    said = Said(N_("Nothing was asked: no emergency power supply is named."))
    advice = N_("Look at it yourself; one that NUT knows is named by ups under [probes].")
    return Verdict(State.CANNOT_TELL, said, Said(advice))


def no_tool(name: str) -> Verdict:
    """Return the verdict where the machine has no `upsc`."""
    said = Said(N_("upsc is not installed, so nothing is known of {name}."), {"name": name})
    return Verdict(State.CANNOT_TELL, said, Said(N_("Install the package nut-client.")))


def no_ups(name: str, detail: str) -> Verdict:
    """Return the verdict where NUT tells nothing.

    Args:
        name: What was asked for.
        detail: Why there is no answer, in NUT's words.
    """
    values: dict[str, Value] = {"name": name, "detail": detail}
    bare = detail.removeprefix("Error:").strip()
    known = next((each for begins, each in _UNTOLD.items() if bare.startswith(begins)), None)
    text, advice = known or (
        N_("Nothing is told of {name} ({detail})."),
        N_("Check the package nut-client, and its server."),
    )
    return Verdict(State.CANNOT_TELL, Said(text, values), Said(advice))


def _percent(text: str) -> float | None:
    """Return a charge; whole numbers stay whole."""
    try:
        number = float(text)
    except ValueError:
        return None
    if not 0 <= number <= 100:
        return None
    return int(number) if number.is_integer() else number
