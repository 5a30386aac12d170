"""The call slip as a PDF page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dutyroom.documents import slip as slips
from dutyroom.documents.fonts import FontFile
from dutyroom.documents.plain import printable
from dutyroom.documents.slip import CallSlip
from dutyroom.documents.typesetting import typeset
from dutyroom.i18n import _, language
from dutyroom.store.facts import JsonValue

FORM: Final = "call_slip"


def as_pdf(slip: CallSlip, *, available: Sequence[FontFile] | None = None) -> bytes:
    """Set a slip; it takes about 0.2 s, so a screen calls it from a worker.

    Args:
        slip: The slip.
        available: The fonts there are; by default those of the system.

    Returns:
        The PDF, one page for a usual call.

    Raises:
        FontMissing: No installed font draws one of the characters.
        TypesettingFailed: There is too much text.
    """
    return typeset(FORM, _values(slip), available=available)


def _values(slip: CallSlip) -> dict[str, JsonValue]:
    """Return everything that the form shows."""
    return {
        "title": slips.title(),
        "continued": _("Call slip (continued)"),
        "language": "en" if language() == "en" else "zh",
        "unit": printable(slip.unit, lines=False),
        "number_label": _("No. "),
        "number": printable(slip.number, lines=False),
        "urgent": _("URGENT") if slip.urgent else "",
        "pairs": _rows(slips.pairs(slip)),
        "boxes": [
            {
                "label": box.label,
                "text": box.text,
                "room": box.room,
                "sign": _("Signature:                    Date:        ") if box.signed else "",
            }
            for box in slips.boxes(slip)
        ],
        "signatures": _signatures(slip),
        "notes": list[JsonValue](slips.notes(slip)),
        "footer": slips.footer(slip),
    }


def _rows(pairs: list[tuple[str, str]]) -> list[JsonValue]:
    """Lay label and text out two to a row; the last one alone takes the whole row."""
    flat: list[JsonValue] = [part for pair in pairs for part in pair]
    return [flat[start : start + 4] for start in range(0, len(flat), 4)]


def _signatures(slip: CallSlip) -> list[JsonValue]:
    """Return the last rows: who recorded it and when, who was the leader on duty."""
    recorded = slips.local_minute(slip.recorded_at) if slip.recorded_at else ""
    return [
        [
            _("Recorder (signature)"),
            printable(slip.recorder, lines=False),
            _("Recorded"),
            recorded,
        ],
        [
            _("Leader on duty (signature)"),
            printable(slip.leader, lines=False),
            _("Read back"),
            _("☐ yes   ☐ no"),
        ],
    ]
