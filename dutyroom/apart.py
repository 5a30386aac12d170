"""Work in a process of its own, which ends with the work: whatever it loaded goes with it.

The console stays open for weeks. What it needs once a shift, or once in its life, is
loaded by a process that is started for it, waited for, and gone.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import IO, Final

import dutyroom

REFUSED: Final = 2
"""The exit code with which such a process says a sentence for the user."""


def run(
    module: str, *words: str | Path, given: bytes = b"", time_limit: float | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run a module of the program in a process of its own, and wait for its end.

    Blocks: a screen calls it from a worker.

    Args:
        module: Its full name.
        *words: Its arguments.
        given: What it reads on standard input.
        time_limit: Seconds after which it is killed; None: as long as it takes.

    Returns:
        How it ended, and what it wrote.

    Raises:
        OSError: It cannot be started.
        subprocess.TimeoutExpired: It took too long, and is gone.
    """
    return subprocess.run(  # noqa: S603 - our own interpreter, arguments as a list
        [sys.executable, "-m", module, *map(str, words)],
        input=given,
        capture_output=True,
        timeout=time_limit,
        env=_environment(),
        check=False,
    )


def started(module: str, *words: str | Path) -> subprocess.Popen[bytes]:
    """Start a module of the program in a process of its own, with a pipe to each of its ends.

    Args:
        module: Its full name.
        *words: Its arguments.

    Raises:
        OSError: It cannot be started.
    """
    return subprocess.Popen(  # noqa: S603 - our own interpreter, arguments as a list
        [sys.executable, "-m", module, *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
    )


def end_of(pipe: IO[bytes] | None) -> IO[bytes]:
    """Return our end of one of the pipes of a process that was `started`."""
    if pipe is None:
        raise ValueError("started without pipes")
    return pipe


def ended(process: subprocess.Popen[bytes]) -> subprocess.CompletedProcess[bytes]:
    """Wait for the end of a process that was `started`; return how it ended, and its complaint."""
    complaint = end_of(process.stderr).read()
    return subprocess.CompletedProcess(process.args, process.wait(), b"", complaint)


def said(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return the sentence of a process that refused; empty where it ended in another way."""
    return _text(done) if done.returncode == REFUSED else ""


def last_words(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return the last line of what a process complained of, or else how it ended."""
    lines = _text(done).splitlines()
    return lines[-1] if lines else str(done.returncode)


def _text(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return what a process complained of."""
    return done.stderr.decode("utf-8", "replace").strip()


def _environment() -> dict[str, str]:
    """Return an environment in which the same package is found, and speaks UTF-8."""
    package = str(Path(dutyroom.__file__).parents[1])
    known = os.environ.get("PYTHONPATH")
    return {
        **os.environ,
        "PYTHONUTF8": "1",
        "PYTHONPATH": os.pathsep.join([package, known] if known else [package]),
    }
