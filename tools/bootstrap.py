"""Make `.venv` fit for running or for testing, from nothing but a Python and the lock files.

`python3 -m tools.bootstrap run|dev`, called by every target of the Makefile.
Where nothing has changed it ends at once. A set-up that was interrupted, moved
to another folder, made by another Python or from other locks is made anew
rather than mended: it takes a minute and is right afterwards.

Only the standard library is used, and a syntax that older Pythons read well
enough to be told that they are too old.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tools import system_packages

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
LOCKS = {
    "run": ("requirements.lock", "requirements-build.lock"),
    "dev": ("requirements-dev.lock",),
}
"""The locks each level installs; `dev` comes on top of `run`."""
PROJECT = ("pyproject.toml", "tools/build_messages.py", "dutyroom/__init__.py")
"""The files that decide what installing the project itself does."""


class SetupError(Exception):
    """The environment cannot be made; the message says what to do."""


class Environment(NamedTuple):
    """The virtual environment of a checkout.

    Attributes:
        root: The checkout.
        level: `run` or `dev`.
        python: The interpreter it is made with, and that one's version.
    """

    root: Path
    level: str
    python: tuple[str, str] = (sys.executable, sys.version)

    @property
    def folder(self) -> Path:
        """The folder of the environment."""
        return self.root / ".venv"

    @property
    def interpreter(self) -> Path:
        """The environment's own Python."""
        return self.folder / "bin" / "python"

    @property
    def stamp(self) -> Path:
        """What was installed. It is absent while anything is being installed."""
        return self.folder / "installed.json"

    def installed(self) -> dict[str, str]:
        """Return what the stamp says, or nothing where it cannot be trusted."""
        try:
            found = json.loads(self.stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        usable = isinstance(found, dict) and self.interpreter.exists()
        return found if usable else {}

    def wanted(self) -> dict[str, str]:
        """Return what the stamp has to say for this level."""
        levels = ("run", "dev") if self.level == "dev" else ("run",)
        fingerprints = {level: self._fingerprint(LOCKS[level]) for level in levels}
        # Scripts and the link to the checkout hold absolute paths, so the folder counts too.
        made = "\n".join([*self.python, str(self.root)])
        return {"made": made, **fingerprints, "project": self._fingerprint(PROJECT)}

    def _fingerprint(self, names: Sequence[str]) -> str:
        digest = hashlib.sha256()
        for name in names:
            digest.update(hashlib.sha256((self.root / name).read_bytes()).digest())
        return digest.hexdigest()


def too_old(version: tuple[int, ...]) -> str:
    """Return the sentence for a Python that is too old, or nothing for one that will do."""
    if version >= OLDEST:
        return ""
    return (
        "dutyroom needs Python {}.{} or newer, and this is Python {}.{}. Install a newer one and "
        "name it, for example: make PYTHON=python3.12 run".format(*OLDEST, *version[:2])
    )


def plan(installed: dict[str, str], wanted: dict[str, str]) -> tuple[str, ...]:
    """Return the steps that lead from what is installed to what is wanted.

    Returns:
        Of `made`, `run`, `dev` and `project`, those to do, in their order;
        `made` means that the environment is thrown away first.
    """
    stale = any(
        step in installed and installed[step] != wanted[step]
        for step in ("made", "run", "dev")
        if step in wanted
    )
    if stale or "made" not in installed or "run" not in installed:
        return tuple(wanted)  # another Python, folder or set of versions, or nothing to trust
    return tuple(step for step in wanted if installed.get(step) != wanted[step])


def ensure_system(level: str) -> None:
    """Install the system packages that are missing, or say how.

    Raises:
        SetupError: Virtual environments cannot be made on this machine.
    """
    absent = system_packages.missing(tests=level == "dev")
    apt = system_packages.apt() if absent else None
    if apt:
        _say("installing system packages: " + " ".join(package.name for package in absent))
        system_packages.install(absent, apt)
        absent = [package for package in absent if not package.present()]
    if not absent:
        return
    line = system_packages.install_line(absent)
    if system_packages.VENV in absent:
        raise SetupError(
            "Python cannot make virtual environments here. Type this, then again:\n  " + line
        )
    purposes = ", ".join(sorted({package.purpose for package in absent}))
    _say(f"missing on this machine: {purposes}. To get it, type:\n  {line}")


def ensure_environment(environment: Environment) -> None:
    """Bring the environment to what the lock files say.

    Raises:
        SetupError: A step failed.
    """
    wanted = environment.wanted()
    installed = environment.installed()
    steps = plan(installed, wanted)
    if not steps:
        return
    done = {} if "made" in steps else installed
    for step in steps:
        done.pop(step, None)
        if step != "project":  # packages may be left half written; the link to the checkout not
            environment.stamp.unlink(missing_ok=True)
        _take(environment, step)
        done[step] = wanted[step]
        environment.stamp.write_text(json.dumps(done, indent=1) + "\n", encoding="utf-8")


def _take(environment: Environment, step: str) -> None:
    """Take one step of a plan."""
    if step == "made":
        _make(environment)
    elif step == "project":
        _pip(environment, "the program itself", "--no-deps", "--no-build-isolation", "-e", ".")
    else:
        locks = LOCKS[step]
        _pip(environment, " ".join(locks), "--require-hashes", *_requirements(locks))


def _requirements(locks: Sequence[str]) -> tuple[str, ...]:
    return tuple("--requirement=" + lock for lock in locks)


def _make(environment: Environment) -> None:
    """Make an empty environment, in place of whatever stands there."""
    _say("making the virtual environment in .venv")
    if environment.folder.is_symlink() or environment.folder.is_file():
        environment.folder.unlink()
    elif environment.folder.exists():
        shutil.rmtree(environment.folder)
    _run(environment, [environment.python[0], "-m", "venv", str(environment.folder)])


def _pip(environment: Environment, what: str, *arguments: str) -> None:
    """Install something into the environment."""
    _say("installing " + what)
    options = ("--quiet", "--disable-pip-version-check", "--no-input")
    _run(environment, [str(environment.interpreter), "-m", "pip", "install", *options, *arguments])


def _run(environment: Environment, command: Sequence[str]) -> None:
    if subprocess.call(command, cwd=str(environment.root), stdin=subprocess.DEVNULL) != 0:
        raise SetupError(
            "This step failed (see above). What was half done is made anew the next time:\n  "
            + " ".join(command)
        )


def _say(sentence: str) -> None:
    print("dutyroom: " + sentence, file=sys.stderr, flush=True)


def main(arguments: Sequence[str]) -> int:
    """Make the environment fit for the level that the one argument names."""
    if tuple(arguments) not in {("run",), ("dev",)}:
        _say("usage: python3 -m tools.bootstrap run|dev")
        return 2
    sentence = too_old(tuple(sys.version_info[:2]))
    if sentence:
        _say(sentence)
        return 1
    try:
        ensure_system(arguments[0])
        ensure_environment(Environment(ROOT, arguments[0]))
    except SetupError as error:
        _say(str(error))
        return 1
    except KeyboardInterrupt:
        _say("interrupted; the next time begins where it is safe")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
