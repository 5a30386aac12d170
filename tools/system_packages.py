"""The parts of the operating system that no Python package brings, and how to get them.

Only the standard library is used: this runs before anything is installed.
"""

from __future__ import annotations

import ctypes.util
import importlib
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


def _module(name: str) -> Callable[[], bool]:
    def present() -> bool:
        importlib.invalidate_caches()  # it may have been installed a moment ago
        return importlib.util.find_spec(name) is not None

    return present


def _file(pattern: str) -> Callable[[], bool]:
    return lambda: any(Path("/usr").glob(pattern))


VENV = SystemPackage(
    "python{}.{}-venv".format(*sys.version_info[:2]),
    "virtual environments",
    _module("ensurepip"),
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
    SystemPackage("cups-daemon", "tests with a real print service", _file("sbin/cupsd"), True),
    SystemPackage("cups-client", "tests with a real print service", _program("lpstat"), True),
    SystemPackage("git", "tests that break the code on purpose", _program("git"), True),
    SystemPackage("socat", "tests with real serial ports", _program("socat"), True),
    SystemPackage("strace", "tests with a disk that fails", _program("strace"), True),
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


def apt() -> list[str] | None:
    """Return the words that start apt, or None where this user may not without being asked."""
    if shutil.which("apt-get") is None:
        return None
    words = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    if os.geteuid() == 0:
        return words
    if shutil.which("sudo") and _quiet(["sudo", "-n", "true"]):
        return ["sudo", "-n", *words]
    return None


def install(packages: Sequence[SystemPackage], words: Sequence[str]) -> bool:
    """Install packages.

    Args:
        packages: What to install.
        words: What `apt` returned.

    Returns:
        Whether apt reported success.
    """
    command = [*words, "install", *APT_OPTIONS, *(package.name for package in packages)]
    if _quiet(command):
        return True
    # The lists are absent on a fresh machine and old on a neglected one; both look alike here.
    _quiet([*words, "update", "-q"])
    return subprocess.call(command, stdout=sys.stderr, stdin=subprocess.DEVNULL) == 0


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
