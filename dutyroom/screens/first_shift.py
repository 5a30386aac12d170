"""The question who is on duty at a desk without accounts, with the way to accounts."""

from __future__ import annotations

from typing import ClassVar

from dutyroom.commands.command import bindings
from dutyroom.commands.signing import FIRST_SHIFT
from dutyroom.screens.question import QuestionDialog
from dutyroom.widgets.name_field import NameField

FOUND = "found"
"""Stands in the answers where accounts are wanted instead."""


class FirstShiftDialog(QuestionDialog):
    """Asks who is on duty; dismissed with the answers, or with what `FOUND` marks."""

    OFFERS: ClassVar = FIRST_SHIFT
    BINDINGS: ClassVar = bindings(FIRST_SHIFT)

    def do_found_desk(self) -> None:
        """Leave for the accounts, with the name that is meant."""
        meant = self.query_one("#officer", NameField).named
        self.dismiss({FOUND: "yes", "officer": meant})
