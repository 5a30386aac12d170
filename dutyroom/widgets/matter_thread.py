"""The thread of a matter: who did or said what, when and by which way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from dutyroom.documents.matter_words import toward, value, word
from dutyroom.i18n import _
from dutyroom.phrases import lead
from dutyroom.registers.matters.fields import label
from dutyroom.registers.matters.kinds import Step
from dutyroom.widgets.moments import minute
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from dutyroom.registers.matters.detail import CorrectionRow, MatterDetail, StepRow

_LONGEST = 2000


def thread(detail: MatterDetail) -> Content:
    """Return one line for each step, with its time; corrections with both values."""
    corrections = list(detail.corrections)
    lines = [Content.styled(_("Course of the matter"), "bold $accent")]
    for step in detail.steps:
        lines.append(_line(step))
        if step.step == Step.CORRECTED and corrections:
            lines.append(_corrected(corrections.pop(0)))
    return Content("\n").join(lines)


def _line(step: StepRow) -> Content:
    """Return one step."""
    head = Content.assemble(
        (minute(step.at), "$foreground 60%"),
        "  ",
        (shown(word("step", step.step), limit=30).plain, "bold"),
        "  ",
        (shown(step.by, limit=40).plain, "$foreground 60%"),
    )
    parts = [head]
    if toward(step.step, step.who):
        parts.append(shown(toward(step.step, step.who), limit=83))
    if step.channel:
        parts.append(Content(f"({word('channel', step.channel)})"))
    if step.words:
        parts.append(shown(step.words, limit=_LONGEST))
    if step.answer:
        parts.append(Content.assemble(lead(_("Answer:")), shown(step.answer, limit=_LONGEST)))
    if step.waiting_for:
        parts.append(Content.assemble(_("Waiting for"), " ", shown(step.waiting_for, limit=100)))
    return Content("  ").join(parts)


def _corrected(change: CorrectionRow) -> Content:
    """Return old and new value."""
    old, new = (shown(value(change.field, text), limit=300) for text in (change.old, change.new))
    name = shown(_(label(change.field)), limit=30)
    return Content.assemble("    ", name, "  ", old.stylize("strike"), " -> ", new)
