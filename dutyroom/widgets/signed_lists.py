"""Signed handovers as a list, and the lines of one of them."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from dutyroom.commands.host import host_of
from dutyroom.documents.duty_log import told
from dutyroom.documents.handover_words import DUES, KINDS, LEADER, margin_words, signatures, word
from dutyroom.i18n import _, ngettext
from dutyroom.registers.handover.declined import TakenOn
from dutyroom.registers.handover.reading import HandoverRow, LineRow
from dutyroom.registers.handover.statistics import Figures
from dutyroom.widgets.fitted import cell
from dutyroom.widgets.handover_words import standing_lamp
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.moments import in_log, minute
from dutyroom.widgets.shown import shown

_NUMBER, _TIME, _NAME, _MARGIN = 10, 16, 10, 14
_STATE, _KIND = 12, 6
_FIGURES = 4
"""Most sentences of the figures: what is carried on and on can be long."""


class SignedHandovers(LineList[HandoverRow]):
    """One handover a line, the latest first."""

    def draw_header(self) -> Content:
        """Return the titles."""
        titles = (
            (_("No."), _NUMBER), (_("Signed"), _TIME), (_("Gave over"), _NAME),
            (_("Took over"), _NAME), (_("Relief came"), _MARGIN), (_("Items"), 6),
        )  # fmt: skip
        return Content(" ").join([cell(Content(title), width) for title, width in titles])

    def draw_row(self, row: HandoverRow) -> Content:
        """Return one handover."""
        late = row.margin is not None and row.margin < 0
        margin = Content.styled(margin_words(row.margin), "bold $error" if late else "")
        return Content(" ").join(
            [
                cell(Content(row.label), _NUMBER),
                cell(Content(minute(row.signed_at) if row.signed_at else ""), _TIME),
                cell(shown(row.outgoing, limit=_NAME), _NAME),
                cell(shown(row.incoming, limit=_NAME), _NAME),
                cell(margin, _MARGIN),
                Content(str(row.items)),
            ]
        )


class SignedLines(LineList["SignedLines.Numbered"]):
    """The lines of a signed list."""

    @dataclass(frozen=True, slots=True)
    class Numbered:
        """A line with its place; `id` is the place as a text."""

        id: str
        line: LineRow

    def draw_header(self) -> Content:
        """Return the titles."""
        titles = (
            (_("Stands"), _STATE), (_("Kind"), _KIND), (_("No."), _NUMBER), (_("Due"), 11),
            (_("What"), 20),
        )  # fmt: skip
        return Content(" ").join([cell(Content(title), width) for title, width in titles])

    def draw_row(self, row: SignedLines.Numbered) -> Content:
        """Return one line."""
        line, host = row.line, host_of(self)
        return Content(" ").join(
            [
                cell(standing_lamp(line.standing, ascii_only=host.ascii), _STATE),
                cell(shown(word(KINDS, line.kind), limit=_KIND), _KIND),
                cell(shown(line.number.partition("-")[2], limit=_NUMBER), _NUMBER),
                cell(Content(in_log(line.due, host.now) if line.due else ""), 11),
                shown(line.what, limit=160),
            ]
        )


def figures_told(figures: Figures) -> Content:
    """Return this month's figures: how early reliefs came, and what is pending for how long."""
    lines = told(figures)
    more = len(lines) - _FIGURES
    if more > 0:
        words = ngettext("and {count} more item", "and {count} more items", more)
        lines = [*lines[:_FIGURES], words.format(count=more)]
    title = Content.styled(_("This month"), "bold $accent")
    told_first, *others = (shown(line, limit=160) for line in lines)
    carried = (line.stylize("$warning") for line in others[1:])
    return Content("\n").join([Content.assemble(title, "  ", told_first), *others[:1], *carried])


def about_handover(row: HandoverRow) -> Content:
    """Return everything about a signed handover but its list."""
    outgoing, incoming, _leader = signatures(row, None)
    lines = [
        Content.assemble(
            (row.label, "bold"), "  ", shown(outgoing, limit=60), " > ",
            shown(incoming, limit=60), "  ", margin_words(row.margin),
        ),
        _labelled(_("Leader on duty"), f"{row.leader} {word(LEADER, row.leader_mode)}"),
        _labelled(_("Journal"), f"{row.journal} {row.anchor[:12]}"),
        *conditions(row),
    ]  # fmt: skip
    if row.emergency:
        lines.append(_labelled(_("Not signed by the outgoing officer"), row.emergency))
    return Content("\n").join(lines)


def conditions(row: HandoverRow) -> list[Content]:
    """Return in what condition the desk was taken over: the equipment, and what was set aside."""
    said = ((_("Equipment at the end"), row.equipment), (_("Set aside"), row.waived))
    return [_labelled(label, text) for label, text in said if text]


def about_line(line: LineRow, taken: TakenOn | None = None) -> Content:
    """Return everything about a line of a signed list.

    Args:
        line: The line.
        taken: That somebody took it on, where it was declined; None: nobody did.
    """
    parts = (
        (_("Result") if line.done else _("Next step"), line.outcome),
        (_("Explained"), line.explanation),
        (_("Reason"), line.reason),
        (_("Contact"), line.contact),
        (_("Risk"), line.risk),
        (_("Handler"), line.handler),
    )
    head = Content.assemble(
        (f"{word(KINDS, line.kind)} {line.number}  ", "bold $accent"),
        minute(line.at) if line.at is not None else "",
        "  ",
        shown(line.source, limit=60),
    )
    said = [_labelled(label, text) for label, text in parts if text]
    if line.due is not None and not line.done:
        said.insert(0, _labelled(word(DUES, line.kind), minute(line.due)))
    if taken is not None:
        words = f"{taken.by} {minute(taken.at)}  {taken.words}"
        said.append(_labelled(_("Taken on"), words))
    return Content("\n").join([head, shown(line.what, limit=400), *said])


def _labelled(label: str, text: str) -> Content:
    """Return a foreign text behind its label."""
    return Content.assemble((f"{label} ", "$foreground 60%"), shown(text, limit=300))
