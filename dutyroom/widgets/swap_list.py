"""Swaps as a list, each with whose move it is, and one swap in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from dutyroom.commands.host import host_of
from dutyroom.i18n import _
from dutyroom.phrases import clauses
from dutyroom.registers.accounts.roles import Channel
from dutyroom.registers.values import choice
from dutyroom.standard.roster.swapping import SwapState
from dutyroom.widgets.fitted import grown, in_columns
from dutyroom.widgets.lamp import Lamp
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.moments import in_log, minute
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from datetime import datetime

    from dutyroom.registers.swaps.reading import ConsentRow, LegRow, SwapRow

_STATE, _SHIFT, _LEGS, _NEXT = 16, 11, 24, 26
_LINES: Final = 3
"""Shifts of one swap that have a line each."""
_LAMPS: Final = {
    SwapState.ASKED: Lamp.WARN,
    SwapState.AGREED: Lamp.BUSY,
    SwapState.REPORTED: Lamp.BUSY,
    SwapState.NOTIFIED: Lamp.GOOD,
    SwapState.DECLINED: Lamp.IDLE,
    SwapState.WITHDRAWN: Lamp.IDLE,
}


class SwapList(LineList["SwapRow"]):
    """One swap a line, the one whose shift comes first on top."""

    _widths = (_STATE, _SHIFT, _LEGS, _NEXT)

    def fit(self, width: int) -> None:
        """Give those concerned most of what the others leave."""
        shift, *others, legs = grown((_SHIFT, _STATE, _NEXT, _LEGS), width)
        self._widths = (others[0], shift, legs, others[1])

    def draw_header(self) -> Content:
        """Return the titles."""
        titles = (_("State"), _("Shift"), _("From whom to whom"), _("Next step"))
        return in_columns([Content(title) for title in titles], self._widths)

    def draw_row(self, row: SwapRow) -> Content:
        """Return one swap."""
        host = host_of(self)
        lamp = _LAMPS.get(row.swap.state, Lamp.WARN if row.swap.notice_due else Lamp.GOOD)
        late, first = row.too_late(host.now), row.begins
        lamp, step = (Lamp.BAD, _("has begun: withdraw it")) if late else (lamp, row.move)
        return in_columns(
            [
                lamp.draw(row.swap.state.label, ascii_only=host.ascii),
                Content(in_log(first, host.now) if first else ""),
                shown(clauses(f"{x.giver_name} > {x.taker_name}" for x in row.legs), limit=120),
                shown(step, limit=80),
            ],
            self._widths,
        )


def explained(row: SwapRow, now: datetime) -> Content:
    """Return everything about one swap, for the pane below the list.

    Args:
        row: The swap.
        now: The time.
    """
    legs = [_leg(leg) for leg in row.legs]
    if len(legs) > _LINES:  # a long circle runs on, or its last steps would lie below the edge
        legs = [clauses(legs)]
    lines = [shown(each, limit=800).stylize("bold") for each in legs]
    asked = f"{minute(row.swap.asked_at)} {row.asked_name}  {row.swap.reason}"
    lines.append(_told(_("Swap asked"), asked))
    if row.consents:
        given = clauses(_said(each) for each in row.consents)
        lines.append(_told(_("Agreed"), given))
    if row.swap.reported_at is not None:
        words = f"{minute(row.swap.reported_at)} {row.reported_name} {_way(row.reported_channel)}"
        words = "  ".join(filter(None, (words, row.reported_word, row.reported_why)))
        lines.append(_told(_("Reported to the leader"), words))
    if row.swap.waiver is not None:
        waived = f"{row.swap.waiver.reason} ({row.swap.waiver.by})"
        lines.append(_told(_("In spite of a rule"), waived))
    if row.issued_at is not None:
        words = _("{versions}, {time} by {name}").format(
            versions=row.published, time=minute(row.issued_at), name=row.issued_by
        )
        lines.append(_told(_("Carried out"), words))
    if row.swap.noticed_at is not None:
        sent = f"{minute(row.swap.noticed_at)} {row.noticed_how}"
        lines.append(_told(_("Change notice"), sent))
    if row.ended_at is not None:
        ended = f"{minute(row.ended_at)} {row.swap.ended_by}  {row.swap.ended_why}"
        lines.append(_told(row.swap.state.label, ended))
    if row.too_late(now):
        words = _("A shift of it has begun. Withdraw it (x), or carry it out with a decision.")
        lines.append(Content.styled(words, "bold $warning"))
    return Content("\n").join(lines)


def _leg(leg: LegRow) -> str:
    """Return one slot that changes hands."""
    when = minute(leg.start) if leg.start else ""
    return f"{when}  {leg.label}  {leg.giver_name} > {leg.taker_name}"


def _said(each: ConsentRow) -> str:
    """Return somebody's yes and how it is known."""
    if not each.attested_by:
        return each.name
    way = _way(each.channel)
    if each.call:
        way += " " + _("Call {call}").format(call=each.call)
    return _("{name} ({channel}, attested by {witness})").format(
        name=each.name, channel=way, witness=each.attested_by
    )


def _way(channel: str) -> str:
    """Return a channel in words."""
    known = choice(Channel, channel)
    return known.label if known else ""


def _told(label: str, words: str) -> Content:
    """Return a label and foreign words."""
    return Content.assemble((label, "$foreground 60%"), "  ", shown(words, limit=300))
