"""`dutyroom slip`: the call slip as a page, a spreadsheet or text, or on paper."""

from __future__ import annotations

import argparse
from pathlib import Path

from dutyroom.cli.words import typed
from dutyroom.clock import clock_from_environment
from dutyroom.config import Settings, load_settings, places
from dutyroom.documents.call_slip import read_slip
from dutyroom.documents.destination import destination
from dutyroom.documents.printing import print_pdf
from dutyroom.documents.slip import CallSlip, as_text
from dutyroom.documents.slip_page import as_pdf
from dutyroom.documents.slip_sheet import as_xlsx
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.registers.calls.by_number import meant
from dutyroom.store.engine import open_store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "call",
        metavar=_("CALL"),
        type=typed,
        help=_("number of the call: 2026-00012, or of this year 12"),
    )
    parser.add_argument(
        "--output",
        metavar=_("FILE"),
        help=_("ends in .pdf, .xlsx or .txt; -: PDF to standard output"),
    )
    parser.add_argument("--text", action="store_true", help=_("as plain text; needs no fonts"))
    parser.add_argument("--print", action="store_true", help=_("on the system's printer"))


def run(arguments: argparse.Namespace) -> int:
    """Make the slip.

    Returns:
        0.

    Raises:
        PlainError: There is no such call, it is not written up, or the slip cannot be made,
            written or printed.
    """
    slip = find(arguments.home, arguments.call)
    if arguments.print:
        job = print_pdf(as_pdf(slip), f"slip-{slip.number}")
        print(_("Sent to the printer: {job}").format(job=job or "?"))
    if arguments.text and not arguments.output:
        print(as_text(slip), end="")
    elif arguments.output or not arguments.print:
        _write(slip, arguments.output or f"slip-{slip.number}.pdf", text=arguments.text)
    return 0


def find(home: Path | None, call: str) -> CallSlip:
    """Return the slip of a call.

    Args:
        home: The folder that `--home` names.
        call: The number that is printed, the running number of this year, or the id.

    Raises:
        PlainError: There is no such call, it is not written up, or the database cannot be used.
    """
    where = places(home)
    unit = (load_settings(where.config) or Settings()).unit
    store, now = open_store(where.database), clock_from_environment().now()
    try:
        with store.read() as session:
            slip = read_slip(
                session,
                meant(session, call, now),
                unit=unit.name or unit.code,
                area_code=unit.area_code,
                printed_at=now,
            )
            if slip is None:
                raise PlainError(_("There is no call {call} in the log.").format(call=call))
            if slip.recorded_at is None:
                raise PlainError(
                    _("Call {call} is not written up: there is no slip to sign off yet.").format(
                        call=call
                    )
                )
            return slip
    finally:
        store.close()


def _write(slip: CallSlip, output: str, *, text: bool) -> None:
    """Write the slip as what the name of the file says.

    Raises:
        PlainError: It says nothing, or the file cannot be written.
    """
    path = None if output == "-" else Path(output)
    suffix = ".txt" if text else path.suffix.lower() if path is not None else ".pdf"
    if suffix == ".txt":
        content = as_text(slip).encode()
    elif suffix == ".xlsx":
        content = as_xlsx(slip)
    elif suffix == ".pdf":
        content = as_pdf(slip)
    else:
        raise PlainError(_("The name of the file ends in .pdf, .xlsx or .txt."))
    with destination(path) as stream:
        stream.write(content)
    if path is not None:
        print(_("Slip written to {path}.").format(path=path))
