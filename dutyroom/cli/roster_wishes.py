"""The wishes for and against duty on the command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from datetime import date

from dutyroom.cli.duty_room import DutyRoom
from dutyroom.documents.json_text import json_text
from dutyroom.documents.plain import printable
from dutyroom.documents.row_log import plain
from dutyroom.documents.wish_lines import shift_words
from dutyroom.i18n import _
from dutyroom.registers.wishes.granting import Granted
from dutyroom.registers.wishes.kinds import wish_words

NO = 1
"""Exit code where nobody wishes anything."""


def listed(room: DutyRoom, span: tuple[date, date], arguments: argparse.Namespace) -> int:
    """Print the wishes that stand of some days, the earliest first."""
    found, labels = room.wishes(*span)
    if arguments.json:
        print(json_text([_object(each) for each in found]))
    elif not found:
        print(_("Nobody wishes anything for these days."), file=sys.stderr)
    for each in [] if arguments.json else found:
        print(printable(_line(each, labels), lines=False))
    return 0 if found else NO


def _line(found: Granted, labels: Mapping[str, str]) -> str:
    """Return a wish in a line."""
    wish = found.wish
    what = wish_words(wanted=wish.wanted, strong=wish.strong)
    shifts = shift_words(wish.shifts, labels)
    parts = (found.state.label, wish.days, wish.name, what, shifts, wish.reason)
    return "  ".join(part for part in parts if part)


def _object(found: Granted) -> dict[str, object]:
    """Return a wish for programs."""
    wish = found.wish
    return {
        **plain(wish),
        "shifts": list(wish.shifts),
        "state": found.state.value,
        "slots": [slot.id for slot in found.slots],
    }
