"""A fault ticket told in full, for the pane below the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from dutyroom.i18n import _
from dutyroom.phrases import lead
from dutyroom.registers.equipment.faults import FaultRow, ItemHistory, StepRow
from dutyroom.widgets.moments import minute
from dutyroom.widgets.shown import shown

_MOST_STEPS: Final = 6
"""Lines that the steps of a ticket may take in the pane."""
_LONGEST: Final = 400
"""Letters of a text that is read in full; none that is typed is longer."""


def explained(
    row: FaultRow, steps: Sequence[StepRow], history: ItemHistory | None, *, whole: bool = False
) -> Content:
    """Return everything about a ticket: its item's figures, its steps in their order.

    Args:
        row: The ticket.
        steps: Its steps.
        history: What the item's faults have been.
        whole: It is read in full: no text is cut, no step left out.
    """
    longest = _LONGEST if whole else 80
    head = Content.assemble(
        shown(row.name, limit=40).stylize("bold"), "  ", row.state.label, "  ",
        shown(row.words, limit=longest),
    )  # fmt: skip
    lines = [head]
    if row.workaround:
        lines.append(Content.assemble(lead(_("Workaround:")), shown(row.workaround, limit=longest)))
    elif row.blocks:
        words = _("Critical: state a workaround (w), or whoever signs on has to say it.")
        lines.append(Content.styled(words, "bold $error"))
    lines += [_step(step, longest) for step in steps] if whole else _steps(steps, longest)
    if history is not None:
        lines.append(Content.styled(figures(history), "$foreground 60%"))
    return Content("\n").join(lines)


def _steps(steps: Sequence[StepRow], longest: int) -> list[Content]:
    """Return the steps in lines: the first and the last ones where they are many."""
    if len(steps) <= _MOST_STEPS:
        return [_step(step, longest) for step in steps]
    left_out = len(steps) - _MOST_STEPS + 1
    words = _("… {count} more: Enter shows them.").format(count=left_out)
    between = Content.styled(words, "$foreground 60%")
    last = [_step(step, longest) for step in steps[1 + left_out :]]
    return [_step(steps[0], longest), between, *last]


def _step(step: StepRow, longest: int) -> Content:
    """Return one step; of a text no more than so many letters."""
    label = step.step.label if step.step is not None else "?"
    parts = [shown(text, limit=longest) for text in step.said]
    if step.due_at is not None:
        parts.append(Content(_("promised for {time}").format(time=minute(step.due_at))))
    said = Content(_("; ")).join(parts)
    name = shown(step.by, limit=20)
    when = minute(step.before or step.at)
    if step.before is not None:
        when += " " + _("(noted {time})").format(time=minute(step.at))
    return Content.assemble(when, "  ", name, "  ", (label, "bold"), "  ", said)


def figures(history: ItemHistory) -> str:
    """Return how often an item failed and how long its repairs took."""
    record = history.record
    words = _("This item: {faults} faults, {repaired} repaired and verified").format(
        faults=record.faults, repaired=record.repaired
    )
    if record.mean is not None:
        words += _(", on average after {time}").format(time=record.average)
    if record.waiting:
        words += _(", {count} to be verified").format(count=record.waiting)
    return words
