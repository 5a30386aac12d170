"""Asking a program of the system, and ending it when nobody waits for it any more."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
from dataclasses import dataclass


class NotInstalledError(OSError):
    """The machine does not have the program."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What a program said.

    Attributes:
        code: Its exit code.
        out: What it wrote to its standard output.
        error: What it wrote to its standard error output.
    """

    code: int
    out: str
    error: str


async def ask(program: str, *words: str) -> Answered:
    """Run a program without a shell and return what it says, in English.

    Cancelled, it kills the program.

    Args:
        program: Its name, looked for on the path, or its file.
        words: Its arguments.

    Raises:
        NotInstalledError: There is no such program.
        OSError: It cannot be started.
    """
    found = shutil.which(program)
    if found is None:
        raise NotInstalledError(program)
    process = await asyncio.create_subprocess_exec(
        found,
        *words,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "LC_ALL": "C"},
    )
    try:
        out, error = await process.communicate()
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    code = process.returncode if process.returncode is not None else -1
    return Answered(code, out.decode("utf-8", "replace"), error.decode("utf-8", "replace"))
