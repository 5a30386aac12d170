"""The system's printer, through CUPS.

Fixed arguments, no shell, the document on standard input, and a time limit: a
printer that hangs must not hang the desk.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
from typing import Final

from dutyroom.devices.probes import printer
from dutyroom.documents.errors import PrintingFailed
from dutyroom.i18n import _
from dutyroom.os_reasons import os_reason

TIME_LIMIT: Final = 20.0
"""Seconds that the print service may take to accept a document."""

_TITLE: Final = re.compile(r"[^\w.-]+")
_JOB: Final = re.compile(r"\b([\w.+-]+-\d+)\b")


def print_pdf(pdf: bytes, title: str, *, time_limit: float = TIME_LIMIT) -> str:
    """Hand a document to the default printer; blocks, so a screen calls it from a worker.

    Args:
        pdf: The document.
        title: What the print queue calls it.
        time_limit: Seconds to wait.

    Returns:
        The id of the print job.

    Raises:
        PrintingFailed: There is no print service, no printer, or it does not answer.
    """
    program = shutil.which("lp")
    if program is None:
        raise PrintingFailed(
            _(
                "There is no print service on this machine; nothing was printed. Install the "
                "package {package}, or save the page as a file."
            ).format(package="cups-client")
        )
    name = _TITLE.sub("-", title)[:60].strip("-") or "dutyroom"
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments; the title is cleaned above
            [program, "-t", name, "-"],
            input=pdf,
            capture_output=True,
            timeout=time_limit,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except subprocess.TimeoutExpired as error:
        raise PrintingFailed(
            _(
                "The print service did not answer within {seconds:.0f} s. Look whether the page "
                "comes out before you print it again."
            ).format(seconds=time_limit)
        ) from error
    except OSError as error:
        raise PrintingFailed(
            _("The print service could not be started: {reason}.").format(reason=os_reason(error))
        ) from error
    if done.returncode != 0:
        raise _refused(done.stderr.decode("utf-8", "replace").strip())
    found = _JOB.search(done.stdout.decode("utf-8", "replace"))
    return found[1] if found else ""


def _is_down() -> bool:
    """Tell whether the print service is down: `lp` then says that no printer is chosen."""
    seen = asyncio.run(printer.look())
    return seen.installed and seen.answers and not seen.running


def _refused(said: str) -> PrintingFailed:
    """Return the error for what `lp` said, in English, when it refused."""
    if "no default destination" in said.lower() and not _is_down():
        return PrintingFailed(
            _(
                "No printer is chosen; nothing was printed. Choose one with: "
                "lpoptions -d PRINTER (lpstat -p lists them)"
            )
        )
    if any(word in said.lower() for word in ("no default", "scheduler", "connect")):
        return PrintingFailed(
            _(
                "The print service is not running; nothing was printed. Start it with: {command}"
            ).format(command="sudo systemctl start cups")
        )
    return PrintingFailed(
        _("The printer refused the page: {reason}. Nothing was printed.").format(
            reason=said or _("no reason given")
        )
    )
