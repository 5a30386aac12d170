"""The parts of the operating system that no Python package brings, and how to get them.

Only the standard library is used: this runs before anything is installed.
"""

from __future__ import annotations

import ctypes.util
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

APT_OPTIONS = ("-y", "-q", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120")


class SystemPackage(NamedTuple):
    """One Debian package, and how to see whether what it brings is there.

    Attributes:
        name: The name that apt knows.
        purpose: What is missing without it, for the person who is asked to install it.
        present: Says whether it is there, from whatever source.
        tests_only: Whether running the program goes without it.
    """

    name: str
    purpose: str
    present: Callable[[], bool]
    tests_only: bool = False


def _program(name: str) -> Callable[[], bool]:
    return lambda: shutil.which(name) is not None


def _file(pattern: str) -> Callable[[], bool]:
    return lambda: any(Path("/usr").glob(pattern))


VENV = SystemPackage(
    "python{}.{}-venv".format(*sys.version_info[:2]),
    "virtual environments",
    lambda: importlib.util.find_spec("ensurepip") is not None,
)
"""Without it nothing can be installed at all."""

PACKAGES = (
    VENV,
    SystemPackage(
        "libportaudio2", "sound", lambda: ctypes.util.find_library("portaudio") is not None
    ),
    SystemPackage("fonts-noto-cjk", "printing in Chinese", _file("share/fonts/**/Noto*CJK*")),
    SystemPackage("pulseaudio", "tests with real sound", _program("pulseaudio"), True),
    SystemPackage("pulseaudio-utils", "tests with real sound", _program("pactl"), True),
    SystemPackage(
        "libasound2-plugins",
        "tests with real sound",
        _file("lib/*/alsa-lib/libasound_module_pcm_pulse.so"),
        True,
    ),
    SystemPackage("ffmpeg", "tests of excerpts", _program("ffmpeg"), True),
)


def missing(tests: bool) -> list[SystemPackage]:
    """Return the packages whose work nothing on this machine does.

    Args:
        tests: Whether those that only the tests need count too.
    """
    return [
        package
        for package in PACKAGES
        if (tests or not package.tests_only) and not package.present()
    ]


def install_line(packages: Sequence[SystemPackage]) -> str:
    """Return the one line that a person types to install packages."""
    return "sudo apt-get install -y " + " ".join(package.name for package in packages)


def install(packages: Sequence[SystemPackage]) -> bool:
    """Install packages with apt, where this user may without being asked anything.

    Returns:
        Whether apt reported success.
    """
    prefix = _apt_prefix()
    if prefix is None:
        return False
    command = [*prefix, "install", *APT_OPTIONS, *(package.name for package in packages)]
    if _quiet(command):
        return True
    # The lists are absent on a fresh machine and old on a neglected one; both look alike here.
    _quiet([*prefix, "update", "-q"])
    return subprocess.call(command, stdout=sys.stderr, stdin=subprocess.DEVNULL) == 0


def _apt_prefix() -> list[str] | None:
    """Return the words before `install`, or None where apt is not ours to run."""
    if shutil.which("apt-get") is None:
        return None
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    if os.geteuid() == 0:
        return apt
    if shutil.which("sudo") and _quiet(["sudo", "-n", "true"]):
        return ["sudo", "-n", *apt]
    return None


def _quiet(command: Sequence[str]) -> bool:
    """Run a command without a word and say whether it succeeded."""
    finished = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return finished.returncode == 0
