"""What goes out of the desk on paper or in a file; loaded when somebody asks for it.

Everything here may take long: it runs in the desk's thread for long work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from dutyroom.documents import paper_page, paper_sheet, slip_page, slip_sheet
from dutyroom.documents.call_log import Calls, Format, write_calls
from dutyroom.documents.destination import destination
from dutyroom.documents.paper import Paper
from dutyroom.documents.paper import as_text as paper_text
from dutyroom.documents.printing import print_pdf
from dutyroom.documents.slip import CallSlip, as_text
from dutyroom.i18n import _
from dutyroom.registers.calls.export import Value, export
from dutyroom.store.engine import Store

Told = Callable[[int], None]
"""Told how much is done; may raise `Stopped`."""

_EACH = 100
"""Calls after which it is told how many are written."""


def export_calls(
    store: Store, path: Path, *, start: datetime | None, end: datetime | None, told: Told
) -> int:
    """Write the log of a stretch into a file, as the file's name ends.

    Args:
        store: The database.
        path: Ends in `.csv`, `.xlsx` or `.json`.
        start: Only calls that began at or after this time.
        end: Only calls that began before it.
        told: Told the number of calls written.

    Returns:
        The number of calls.

    Raises:
        PlainError: It cannot be read or written; a file that stood there is as it was.
        Stopped: `told` had enough; a file that stood there is as it was.
    """
    form = Format(path.suffix.lower().removeprefix("."))
    with store.read() as session, destination(path) as stream:
        return write_calls(stream, form, _counted(export(session, start=start, end=end), told))


def _counted(calls: Calls, told: Told) -> Iterator[Mapping[str, Value]]:
    """Pass calls on, and tell how many there were."""
    for number, call in enumerate(calls):
        if number % _EACH == 0:
            told(number)
        yield call


def save_slip(slip: CallSlip, path: Path) -> str:
    """Save a slip as what the file's name ends in: `.pdf`, `.xlsx` or `.txt`.

    Returns:
        What is said to the user.

    Raises:
        PlainError: It cannot be made or written; what stood there is as it was.
    """
    match path.suffix.lower():
        case ".txt":
            content = as_text(slip).encode()
        case ".xlsx":
            content = slip_sheet.as_xlsx(slip)
        case _:
            content = slip_page.as_pdf(slip)
    with destination(path) as stream:
        stream.write(content)
    return _("Slip written to {path}.").format(path=path)


def print_slip(slip: CallSlip) -> str:
    """Print a slip on the system's printer; takes 20 s where that does not answer.

    Returns:
        What is said to the user.

    Raises:
        PlainError: It cannot be made or printed.
    """
    job = print_pdf(slip_page.as_pdf(slip), f"slip-{slip.number}")
    return _("Sent to the printer: {job}").format(job=job or "?")


def save_paper(paper: Paper, path: Path) -> str:
    """Save a sheet as what the file's name ends in: `.pdf`, `.xlsx` or `.txt`.

    Returns:
        What is said to the user.

    Raises:
        PlainError: It cannot be made or written; what stood there is as it was.
    """
    content = paper_bytes(paper, path.suffix.lower().removeprefix("."))
    with destination(path) as stream:
        stream.write(content)
    return _("{title} written to {path}.").format(title=paper.title, path=path)


def print_paper(paper: Paper) -> str:
    """Print a sheet on the system's printer; takes 20 s where that does not answer.

    Returns:
        What is said to the user.

    Raises:
        PlainError: It cannot be made or printed.
    """
    job = print_pdf(paper_bytes(paper, "pdf"), f"{paper.title} {paper.number}".strip())
    return _("Sent to the printer: {job}").format(job=job or "?")


def paper_bytes(paper: Paper, form: str) -> bytes:
    """Return a sheet as a file's content.

    Args:
        paper: The sheet.
        form: `pdf`, `xlsx` or `txt`.

    Raises:
        PlainError: It cannot be made.
    """
    match form:
        case "txt":
            return paper_text(paper).encode()
        case "xlsx":
            return paper_sheet.as_xlsx(paper)
        case _:
            return paper_page.as_pdf(paper)
