"""The roster as PDF pages: one for each month, to be posted on the wall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from dutyroom.documents.fonts import FontFile
from dutyroom.documents.plain import printable
from dutyroom.documents.roster_table import WallDay, WallRoster
from dutyroom.documents.slip import local_minute
from dutyroom.documents.typesetting import typeset
from dutyroom.i18n import _, language
from dutyroom.store.facts import JsonValue

FORM: Final = "roster"


def as_pdf(wall: WallRoster, *, available: Sequence[FontFile] | None = None) -> bytes:
    """Set a roster; it takes some tenths of a second, so a screen calls it from a worker.

    Args:
        wall: The roster.
        available: The fonts there are; by default those of the system.

    Returns:
        The PDF.

    Raises:
        FontMissing: No installed font draws one of the characters.
        TypesettingFailed: There is too much text.
    """
    months = [
        _month(replace(wall, days=tuple(days)))
        for _month_of, days in groupby(wall.days, key=lambda day: (day.day.year, day.day.month))
    ]
    values: dict[str, JsonValue] = {
        "title": wall.title,
        "unit": _flat(wall.unit),
        "language": "en" if language() == "en" else "zh",
        "months": list[JsonValue](months),
        "number": _("Duty telephone: {number}").format(number=_flat(wall.number) or "–"),
        "issued": _flat(wall.issued),
        "versions": _flat(wall.versions),
        "officers": _("Officers: {list}").format(list=_officers(wall)),
        "admissions": _flat(wall.admissions),
        "printed": _("Printed {time}").format(time=local_minute(wall.printed_at)),
    }
    return typeset(FORM, values, available=available)


def _month(wall: WallRoster) -> dict[str, JsonValue]:
    """Return the page of a month."""
    return {
        "span": wall.span,
        "headings": list[JsonValue](_flat(text) for text in wall.headings),
        "shifts": len(wall.shifts),
        "rows": [{"rest": day.rest, "cells": _cells(day)} for day in wall.days],
    }


def _cells(day: WallDay) -> list[JsonValue]:
    """Return the texts of a line; the date without its year, which stands on top."""
    date = _("{month}-{day}").format(month=day.day.month, day=day.day.day)
    texts = (date, day.weekday, day.note, *day.cells, day.leaders, day.phones)
    return [_flat(text) for text in texts]


def _officers(wall: WallRoster) -> str:
    """Return every officer with their telephone."""
    return "；".join(
        " ".join(filter(None, (_flat(name), _flat(phone)))) for name, phone in wall.officers
    )


def _flat(text: str) -> str:
    """Return a foreign text in one line."""
    return printable(text, lines=False)
