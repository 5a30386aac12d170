"""The call slip as a spreadsheet: for a desk where no page can be set."""

from __future__ import annotations

import io

from dutyroom.documents import slip as slips
from dutyroom.documents.slip import CallSlip
from dutyroom.documents.table import Column, write_xlsx
from dutyroom.i18n import _


def as_xlsx(slip: CallSlip) -> bytes:
    """Return the slip as a workbook with a row for each field.

    Args:
        slip: The slip.
    """
    rows = [
        (_("No."), slip.number),
        *slips.pairs(slip),
        *((box.label, box.text) for box in slips.boxes(slip)),
        (_("Recorder"), slip.recorder),
        (_("Leader on duty"), slip.leader),
        *(("", note) for note in slips.notes(slip)),
        ("", slips.footer(slip)),
    ]
    if slip.urgent:
        rows.insert(1, ("", _("URGENT")))
    stream = io.BytesIO()
    columns = [Column("label", slips.title(), 20), Column("text", slip.unit, 80)]
    write_xlsx(stream, columns, rows, title=slips.title())
    return stream.getvalue()
