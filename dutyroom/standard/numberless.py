"""The words that stand where a call has no number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dutyroom.i18n import N_

NUMBERLESS: Final[Mapping[str, str]] = {
    "withheld": N_("Number withheld"),
    "unavailable": N_("Number unavailable"),
    "technical": N_("Number not shown for technical reasons"),
    "bad_checksum": N_("Number unreadable"),
    "offline": N_("Number unknown: box was off"),
    "not_sent": N_("No number sent"),
}
"""Why a call has no number, by the code of the line: what stands in its place."""
