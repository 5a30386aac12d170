"""The roster on paper or in a file; loaded when somebody asks for it."""

from __future__ import annotations

from pathlib import Path

from dutyroom.documents import roster_page, roster_sheet
from dutyroom.documents.destination import destination
from dutyroom.documents.printing import print_pdf
from dutyroom.documents.roster_table import WallRoster
from dutyroom.i18n import _


def wall_bytes(wall: WallRoster, form: str) -> bytes:
    """Return a roster as a file's content.

    Args:
        wall: The roster.
        form: `pdf`, `xlsx`, `csv` or `txt`.

    Raises:
        PlainError: It cannot be made.
    """
    match form:
        case "xlsx":
            return roster_sheet.as_xlsx(wall)
        case "csv":
            return roster_sheet.as_csv(wall)
        case "txt":
            return roster_sheet.as_text(wall).encode()
        case _:
            return roster_page.as_pdf(wall)


def make_wall(wall: WallRoster, path: Path | None) -> str:
    """Print a roster, or save it as what the file's name ends in.

    Args:
        wall: The roster.
        path: Where to; None: the printer.

    Returns:
        What is said to the user.

    Raises:
        PlainError: It cannot be made, written or printed.
    """
    if path is None:
        job = print_pdf(wall_bytes(wall, "pdf"), "roster")
        return _("Sent to the printer: {job}").format(job=job or "?")
    content = wall_bytes(wall, path.suffix.lower().removeprefix("."))
    with destination(path) as stream:
        stream.write(content)
    return _("Roster written to {path}.").format(path=path)
