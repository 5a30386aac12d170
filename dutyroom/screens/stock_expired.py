"""What has expired is taken in or handed out only where that is said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from dutyroom.i18n import _
from dutyroom.registers.equipment.stocks import StockRow
from dutyroom.screens.asking import Blank
from dutyroom.standard.equipment.stock import fresh

_PAST: Final = "past"
"""Name of the answer that says yes to what has expired."""


def asked(label: str) -> Blank:
    """Return the blank that says yes to what has expired; no stands there."""
    return Blank(_PAST, label, "no", choices=((_("no"), "no"), (_("yes"), "yes")), line=True)


def meant(said: Mapping[str, str]) -> bool:
    """Tell whether it was said that expired ones are meant."""
    return said.get(_PAST) == "yes"


def unsaid(day: date | None, said: Mapping[str, str], today: date) -> str:
    """Return that what came in has expired already, where nobody said that it is meant."""
    if day is None or day >= today or meant(said):
        return ""
    words = _("It expired on {day}. If it is taken in all the same, say yes to that.")
    return words.format(day=f"{day:%Y-%m-%d}")


def left(row: StockRow, said: Mapping[str, str], today: date) -> str:
    """Return that only expired ones are left for a quantity, where nobody said that is meant."""
    usable = fresh(row.batches, today)
    if int(said["quantity"]) <= usable or meant(said):
        return ""
    words = _("Only {usable} of it have not expired. Take fewer, or say yes to expired ones.")
    return words.format(usable=usable)
