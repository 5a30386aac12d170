"""The system's default printer, as the print service tells of it."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import dataclass
from typing import Final

from dutyroom.devices.probes.programs import NotInstalledError, ask

LIMIT: Final = 3.0
"""Seconds that the print service may take for one answer."""


@dataclass(frozen=True, slots=True)
class PrinterSeen:
    """What is known of the printer.

    Attributes:
        installed: There is a print service on the machine.
        answers: It answers in time.
        running: It says that it runs.
        default: The default printer; empty: none is chosen.
        stopped: That one takes no pages.
    """

    installed: bool = True
    answers: bool = True
    running: bool = True
    default: str = ""
    stopped: bool = False


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
    state = await _lpstat("-p", name, "-a", name)
    return PrinterSeen(default=name, stopped=" disabled " in state or "not accepting" in state)


async def _lpstat(*words: str) -> str:
    """Return what `lpstat` says, in English.

    Raises:
        TimeoutError: It does not answer.
    """
    async with asyncio.timeout(LIMIT):
        said = await ask("lpstat", *words)
    return said.out + said.error
