"""Fill in a question without going through each field by keys."""

from __future__ import annotations

from textual.widgets import Input, OptionList

from dutyroom.app import DutyApp
from dutyroom.widgets.pick import Pick


def fill(app: DutyApp, **answers: str) -> None:
    """Fill in the question on top, by the names of its blanks."""
    for name, text in answers.items():
        entry = app.screen.query_one(f"#{name}")
        if isinstance(entry, (Input, Pick)):
            entry.value = text
        else:
            assert isinstance(entry, OptionList)
            entry.highlighted = entry.get_option_index(text)
