"""A command that is killed just before it changes a file for the n-th time."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

_STEPS = """
import os, signal, sys
from dutyroom.cli.main import main
left, home = [int(sys.argv[1])], sys.argv[2]
def changes(event, args):
    if event not in ("os.rename", "os.remove", "open", "subprocess.Popen"):
        return False
    if event == "subprocess.Popen":
        return home in str(args[1])
    if not str(args[0]).startswith(home) or str(args[0]).endswith(".lock"):
        return False
    return args[2] & (os.O_WRONLY | os.O_RDWR) if event == "open" else os.path.lexists(args[0])
def stepping(event, args):
    if changes(event, args):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(stepping)
sys.exit(main(["--lang", "en", "--home", *sys.argv[2:]]))
"""


def killed_at(step: int, home: Path, *words: str) -> str | None:
    """Run a command that is killed before it changes, moves or removes a file, or has one made.

    Args:
        step: How often it may do so, and once more.
        home: The folder of the desk.
        *words: The command.

    Returns:
        What it had said by then; None: it came to its end before.
    """
    ran = subprocess.run(
        [sys.executable, "-c", _STEPS, str(step), str(home), *words],
        check=False,
        capture_output=True,
        text=True,
    )
    if ran.returncode == -signal.SIGKILL:
        return ran.stdout
    assert ran.returncode in {0, 2}, ran.stderr  # 2: there was nothing to be done any more
    return None
