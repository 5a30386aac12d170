"""The system's default printer, as the print service tells of it."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import dataclass
from typing import Final

from dutyroom.devices.probes.programs import NotInstalledError, ask

LIMIT: Final = 3.0
"""Seconds that the print service may take for one answer."""

_ALERTS: Final = "Alerts:"
"""How `lpstat -l` begins the line of a printer's `printer-state-reasons` (RFC 8011, 5.4.12)."""


@dataclass(frozen=True, slots=True)
class PrinterSeen:
    """What is known of the printer.

    Attributes:
        installed: There is a print service on the machine.
        answers: It answers in time.
        running: It says that it runs.
        default: The default printer; empty: none is chosen.
        stopped: That one takes no pages.
        alerts: What it reports of itself, in CUPS's words such as `media-empty`.
    """

    installed: bool = True
    answers: bool = True
    running: bool = True
    default: str = ""
    stopped: bool = False
    alerts: tuple[str, ...] = ()


async def look() -> PrinterSeen:
    """Ask the print service for its default printer, and that one for its state.

    Raises:
        OSError: The question cannot be asked.
    """
    if shutil.which("lp") is None:
        return PrinterSeen(installed=False, answers=False, running=False)
    try:
        return await _look()
    except NotInstalledError:
        return PrinterSeen(installed=False, answers=False, running=False)
    except TimeoutError:
        return PrinterSeen(answers=False, running=False)


async def _look() -> PrinterSeen:
    """Ask one thing after the other.

    Raises:
        TimeoutError: There is no answer in time.
    """
    said = await _lpstat("-r", "-d")  # without -r a service that is down looks like no printer
    _before, found, name = said.partition("destination: ")
    if not found:
        return PrinterSeen(running="scheduler is running" in said)
    name = name.strip()
    state = await _lpstat("-l", "-p", name, "-a", name)
    stopped = " disabled " in state or "not accepting" in state
    return PrinterSeen(default=name, stopped=stopped, alerts=_alerts(state))


def _alerts(state: str) -> tuple[str, ...]:
    """Return what a printer reports of itself; what is a mere report is left out."""
    lines = (line.strip() for line in state.splitlines())
    found = next((line for line in lines if line.startswith(_ALERTS)), _ALERTS)
    words = (word for word in found.removeprefix(_ALERTS).split() if not word.endswith("-report"))
    bare = (word.removesuffix("-error").removesuffix("-warning") for word in words)
    return tuple(word for word in bare if word != "none")


async def _lpstat(*words: str) -> str:
    """Return what `lpstat` says, in English.

    Raises:
        TimeoutError: It does not answer.
    """
    async with asyncio.timeout(LIMIT):
        said = await ask("lpstat", *words)
    return said.out + said.error
