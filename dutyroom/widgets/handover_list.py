"""The items of a handover as a list, and everything about one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from textual.content import Content

from dutyroom.commands.host import host_of
from dutyroom.documents.handover_words import DUES, KINDS, word
from dutyroom.documents.matter_words import limit
from dutyroom.i18n import _
from dutyroom.registers.handover.listing import handler, told
from dutyroom.registers.handover.reading import UnderWay
from dutyroom.standard.handover.values import Decided, Decision, Explained, Item, ItemKind, Walk
from dutyroom.standard.handover.walking import Standing, standing
from dutyroom.widgets.fitted import cell
from dutyroom.widgets.handover_words import standing_lamp
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.moments import in_log, minute
from dutyroom.widgets.shown import shown

_BRIEF = 140
"""Characters of an item's text where something was said of it."""

_STATE, _KIND, _NUMBER, _DUE = 12, 6, 6, 11


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item with how it stands.

    Attributes:
        item: The item.
        standing: How it stands.
        handler: Whose it is, and will be as it stands.
    """

    item: Item
    standing: Standing
    handler: str = ""

    @property
    def id(self) -> str:
        """What tells it from the others."""
        return self.item.key


def rows_of(held: UnderWay) -> list[ItemRow]:
    """Return the rows of a handover, in the order of the walk-through."""
    walk, relief = held.walk, held.row.relief if held.row is not None else ""
    return [ItemRow(item, standing(walk, item), handler(held, item, relief)) for item in walk.items]


class HandoverList(LineList[ItemRow]):
    """One item a line: what is pending first, the urgent before the rest."""

    def draw_header(self) -> Content:
        """Return the titles."""
        titles = (
            (_("Stands"), _STATE), (_("Kind"), _KIND), (_("No."), _NUMBER), (_("Due"), _DUE),
            (_("What"), 20),
        )  # fmt: skip
        return Content(" ").join([cell(Content(title), width) for title, width in titles])

    def draw_row(self, row: ItemRow) -> Content:
        """Return one item."""
        host, item = host_of(self), row.item
        lamp = standing_lamp(row.standing, ascii_only=host.ascii)
        marks = ((item.overdue(host.now), _("Overdue")), (item.urgent, _("Urgent")))
        said = "".join(f"{words} " for holds, words in marks if holds)
        return Content.assemble(
            cell(lamp, _STATE),
            " ",
            cell(Content(word(KINDS, item.kind)), _KIND),
            " ",
            cell(shown(item.number.partition("-")[2] or item.number, limit=_NUMBER), _NUMBER),
            " ",
            cell(_due(item, host.now), _DUE),
            " ",
            Content.styled(said, "bold $error"),
            shown(item.what, limit=160),
        )


def _due(item: Item, now: datetime) -> Content:
    """Return until when something is due; what is over stands out."""
    if item.due is None or item.done:
        return Content("")
    return Content.styled(in_log(item.due, now), "bold $error" if item.overdue(now) else "")


def _limit(item: Item, now: datetime) -> list[Content]:
    """Return what the time of a pending item is the limit of, and how far off that is."""
    if item.due is None or item.done:
        return []
    words = limit(word(DUES, item.kind), item.due, now)
    return [Content.styled(words, "bold $error" if item.overdue(now) else "")]


def explained(row: ItemRow, walk: Walk, now: datetime) -> Content:
    """Return everything about one item, for the pane below the list.

    Args:
        row: The item.
        walk: The handover.
        now: The present.
    """
    item = row.item
    head = Content.assemble(
        (f"{word(KINDS, item.kind)} ", "bold $accent"),
        shown(item.number, limit=16).stylize("bold"),
        f"  {minute(item.at)}  ",
        shown(item.source, limit=60),
    )
    said = list(_said(walk.explained.get(item.key), walk.decided.get(item.key)))
    # what was said has to stay in sight below a long text
    lines = [head, shown(item.what, limit=_BRIEF if said else 400)]
    parts = (
        (_outcome_label(item), item.outcome),
        (_("Contact"), item.contact),
        (_("Risk"), item.risk),
        (_("Handler"), row.handler),
    )
    facts = _limit(item, now) + [_labelled(label, text) for label, text in parts if text]
    if facts:
        lines.append(Content("  ").join(facts))
    return Content("\n").join([*lines, *said])


def _outcome_label(item: Item) -> str:
    """Return what the outcome of an item is: a note has what was said of it before."""
    if item.kind in (ItemKind.NOTE, ItemKind.STATE):
        return _("Said before")
    return _("Result") if item.done else _("Next step")


def _said(said: Explained | None, decided: Decided | None) -> Iterator[Content]:
    """Yield what both said of an item; an answer keeps its question when it is accepted."""
    answered = said.asked if said is not None else ""
    if said is not None and answered:
        if said.before is not None:
            yield _labelled(_("Explained"), told(said.before), 200)
        yield _labelled(_("Asked"), answered, 200)
        yield _labelled(_("Reply"), said.text, 400)
    elif said is not None:
        yield _labelled(_("Explained"), said.text, 400)
    if decided is None or not decided.reason:
        return
    if decided.decision is not Decision.ASKED:
        yield _labelled(_("Reason"), decided.reason, 200)
    elif decided.reason != answered:
        yield _labelled(_("Asked"), decided.reason, 200)


def _labelled(label: str, text: str, limit: int = 120) -> Content:
    """Return a foreign text behind its label."""
    return Content.assemble((f"{label} ", "$foreground 60%"), shown(text, limit=limit))
