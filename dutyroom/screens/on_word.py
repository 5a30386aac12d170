"""What is asked of somebody who does what their role does not: on whose word, and why."""

from __future__ import annotations

from dutyroom.i18n import _
from dutyroom.screens.asking import Blank


def on_word() -> tuple[Blank, ...]:
    """Return the blanks for whoever gave their word for it, and for the reason."""
    return (
        Blank("word_of", _("On whose word"), required=True, longest=40, named=True),
        Blank("word_why", _("Why it cannot wait"), required=True),
    )
