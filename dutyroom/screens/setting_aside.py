"""What stands against something, told and asked about: each takes a reason of its own."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from dutyroom.i18n import _
from dutyroom.registers.shifts.blockers import Blocked, Blocker
from dutyroom.screens.asking import Blank, Question
from dutyroom.widgets.shown import shown


def against_told(against: Sequence[Blocker]) -> list[Content]:
    """Return what stands against it in lines, each with the number its reason is asked under."""
    return [
        Content.assemble(f"{number} ", shown(each.words, limit=1000)).stylize("$warning")
        for number, each in enumerate(against, 1)
    ]


def reasons_for(against: Sequence[Blocker]) -> list[Blank]:
    """Return a blank for the reason that sets each blocker aside, named by its code."""
    return [
        Blank(blocker.code, _label(blocker).format(number=number), required=True)
        for number, blocker in enumerate(against, 1)
    ]


def _label(blocker: Blocker) -> str:
    """Return what is asked for: a reason, or how the desk does without something."""
    return _("Workaround {number}") if blocker.bypassed else _("Reason {number}")


def all_the_same(refused: BaseException | None) -> Question | None:
    """Return what is asked of a refusal that reasons set aside; None: none do.

    Args:
        refused: Why it was not done.
    """
    if not (isinstance(refused, Blocked) and all(each.overridable for each in refused.blockers)):
        return None
    against = refused.blockers
    return Question(
        _("In spite of the rule?"),
        Content("\n").join(against_told(against)),
        _("Do it all the same"),
        reasons_for(against),
    )
