"""What machine the figures are from. Neither its name nor any path of it is told."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import subprocess
from pathlib import Path

from dutyroom.store.sqlite import SQLITE_VERSION, Library

_PACKAGES = ("textual", "sqlmodel", "pyserial", "sounddevice")


def machine(folder: Path) -> dict[str, object]:
    """Return the description of this machine.

    Args:
        folder: Where the benchmark writes; its kind of file system is told.
    """
    library = Library(SQLITE_VERSION)
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1),
        "kernel": f"{platform.system()} {platform.release()}",
        "file_system": file_system(folder),
        "python": platform.python_version(),
        "sqlite": f"{library.text}, {library.journal_mode}",
        **{name: importlib.metadata.version(name) for name in _PACKAGES},
    }


def load() -> list[float]:
    """Return the load averages of the last 1, 5 and 15 minutes."""
    return [round(value, 2) for value in os.getloadavg()]


def _processor() -> str:
    """Return what the processor calls itself."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def file_system(folder: Path) -> str:
    """Return the kind of file system that a folder lies on."""
    asked = subprocess.run(
        ["findmnt", "--noheadings", "--output", "FSTYPE", "--target", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.strip() or "unknown"
