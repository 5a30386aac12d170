"""The console ends with its terminal, whatever it was just drawing."""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Final

GRACE_SECONDS: Final = 5.0
"""How long the console may take to end after its terminal has gone."""

_HUNG_UP: Final = 129
_INPUT: Final = 0
_LOOK_MILLISECONDS: Final = 60_000


def end_with_terminal(leave: Callable[[], None], grace: float = GRACE_SECONDS) -> None:
    """Leave when the terminal goes or the process is told to end; call it on the event loop.

    What is drawn to a terminal that has gone fills a queue that nobody empties: the loop may
    wait for it for ever, and an unseen console would keep the desk to itself. Drafts are saved
    at each pause and facts in transactions, so that ending at once loses nothing.

    Args:
        leave: Ends the console properly.
        grace: Seconds after which it is ended as it is.
    """
    if sys.platform == "win32":
        return
    loop = asyncio.get_running_loop()

    def hung_up(_number: int, _frame: FrameType | None) -> None:
        """Run by the interpreter, also while the loop waits."""
        last = threading.Timer(grace, os._exit, (_HUNG_UP,))
        last.daemon = True
        last.start()
        with contextlib.suppress(RuntimeError):  # the loop has ended by itself
            loop.call_soon_threadsafe(leave)

    loop.add_signal_handler(signal.SIGTERM, leave)
    signal.signal(signal.SIGHUP, hung_up)
    if os.isatty(_INPUT):
        threading.Thread(target=_await_hang_up, name="terminal", daemon=True).start()


def _await_hang_up() -> None:
    """Wait until the terminal has gone, then say so to this process.

    The system tells the first process of the terminal alone. Where that is `make`, which waits
    for its children, nobody would tell the console.
    """
    gone = select.poll()
    gone.register(_INPUT, 0)
    while not any(state & select.POLLHUP for _file, state in gone.poll(_LOOK_MILLISECONDS)):
        pass
    os.kill(os.getpid(), signal.SIGHUP)
