"""A console whose terminal has gone ends, even where drawing holds it up for ever."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

_CONSOLE = """
import asyncio, queue
from dutyroom.screens.ending import end_with_terminal

async def main():
    left = asyncio.Event()
    end_with_terminal(left.set, grace=0.3)
    print("runs", flush=True)
    if {stuck}:
        queue.Queue(1).get()  # as a full queue to a terminal that has gone
    await left.wait()

asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no terminal hangs up there")
@pytest.mark.parametrize(("stuck", "code"), [(True, 129), (False, 0)])
def test_it_ends_with_its_terminal(stuck: bool, code: int) -> None:
    command = [sys.executable, "-c", _CONSOLE.format(stuck=stuck)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as console:
        assert console.stdout is not None
        assert console.stdout.readline() == b"runs\n"
        console.send_signal(signal.SIGHUP)
        try:
            assert console.wait(15) == code
        finally:
            console.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="no terminal hangs up there")
@pytest.mark.parametrize(("stuck", "code"), [(True, 129), (False, 0)])
def test_it_ends_with_a_terminal_that_tells_another_process(stuck: bool, code: int) -> None:
    """As below `make`, which alone is told: this one does not even belong to the terminal."""
    master, slave = os.openpty()
    command = [sys.executable, "-c", _CONSOLE.format(stuck=stuck)]
    with subprocess.Popen(
        command, stdin=slave, stdout=subprocess.PIPE, start_new_session=True
    ) as console:
        os.close(slave)
        assert console.stdout is not None
        assert console.stdout.readline() == b"runs\n"
        os.close(master)
        try:
            assert console.wait(15) == code
        finally:
            console.kill()
