"""Who is away as a list, and one leave in full."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from textual.content import Content

from dutyroom.commands.host import host_of
from dutyroom.i18n import _
from dutyroom.phrases import pair, sentences
from dutyroom.registers.leave.kinds import FIELD_LABELS, LeaveKind, Whereabouts
from dutyroom.widgets.fitted import in_columns
from dutyroom.widgets.lamp import Lamp
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.moments import in_log, minute
from dutyroom.widgets.shown import shown
from dutyroom.widgets.word_given import word_given

if TYPE_CHECKING:
    from dutyroom.registers.leave.reading import Correction, LeaveRow

_STATE, _NAME, _TIME, _PLACE = 11, 7, 11, 10
_LEAST_DEPUTY: Final = 9
_WIDEST_KIND: Final = 10
_LAMPS: Final = {
    Whereabouts.OVERDUE: Lamp.BAD,
    Whereabouts.UNAPPROVED: Lamp.BAD,
    Whereabouts.AWAY: Lamp.BUSY,
    Whereabouts.WAITING: Lamp.WARN,
    Whereabouts.COMING: Lamp.IDLE,
    Whereabouts.BACK: Lamp.GOOD,
    Whereabouts.REFUSED: Lamp.IDLE,
    Whereabouts.CANCELLED: Lamp.IDLE,
}


def grace_of(seconds: int) -> timedelta:
    """Return how long after its end a return may be reported, from the settings."""
    return timedelta(seconds=seconds)


class LeaveList(LineList["LeaveRow"]):
    """One leave a line: what presses first, then who is away, then who will be."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """Begin empty, with the columns of the narrowest terminal."""
        super().__init__(id=id)
        self._widths: tuple[int, ...] = ()
        self.fit(80)

    def fit(self, width: int) -> None:
        """Give the kind what its words need, and the deputy the rest."""
        longest = max(Content(kind.label).cell_length for kind in LeaveKind)
        known = (_STATE, _NAME, min(longest, _WIDEST_KIND), _TIME, _TIME, _PLACE)
        self._widths = (*known, max(width - sum(known) - len(known), _LEAST_DEPUTY))

    def draw_header(self) -> Content:
        """Return the titles."""
        titles = (_("State"), _("Name"), _("Kind"), _("From"), _("Until"), _("Where"))
        return in_columns([Content(title) for title in (*titles, _("Deputy"))], self._widths)

    def draw_row(self, row: LeaveRow) -> Content:
        """Return one leave."""
        host = host_of(self)
        where = row.whereabouts(host.now, grace_of(host.desk.settings.leave.return_grace))
        deputy = f"{row.deputy_name} {row.deputy_phone}".strip()
        return in_columns(
            [
                _LAMPS[where].draw(where.label, ascii_only=host.ascii),
                shown(row.name, limit=20),
                Content(row.kind.label if row.kind else ""),
                Content(in_log(row.start, host.now)),
                Content(in_log(row.end, host.now)),
                shown(row.place, limit=30),
                shown(deputy, limit=60),
            ],
            self._widths,
        )


def explained(
    row: LeaveRow,
    corrections: Sequence[Correction],
    now: datetime,
    grace: timedelta,
    *,
    deputy_away: bool = False,
) -> Content:
    """Return everything about one leave, for the pane below the list."""
    where = row.whereabouts(now, grace)
    head = Content.assemble(
        shown(row.name, limit=30).stylize("bold"), "  ", shown(row.post, limit=30), "  ",
        where.label, "  ", shown(row.reason, limit=120),
    )  # fmt: skip
    lines = [head, _span(row), *_steps(row)]
    if deputy_away:
        lines.insert(1, Content.styled(_("The acting deputy is away, too."), "bold $error"))
    if row.aware:
        lines.append(_told(_("Accepted"), sentences(row.aware.split("\n"))))
    for each in corrections:
        label = _(FIELD_LABELS[each.field]) if each.field in FIELD_LABELS else each.field
        words = f"{_stored(each.field, each.old)} > {_stored(each.field, each.new)} ({each.why})"
        agreed = f" {each.agreed_name}" if each.agreed_name else ""
        lines.append(
            _told(_("Changed"), pair(label, f"{words} {minute(each.at)} {each.by}{agreed}"))
        )
    return Content("\n").join(lines)


def _span(row: LeaveRow) -> Content:
    """Return where, until when, and who stands in."""
    words = f"{minute(row.start)} - {minute(row.end)}  {row.place}"
    if row.phone:
        words += f"  {row.phone}"
    if row.deputy_name:
        words += "  " + _("acting deputy {name} {phone}").format(
            name=row.deputy_name, phone=row.deputy_phone
        )
    return shown(words, limit=240)


def _steps(row: LeaveRow) -> list[Content]:
    """Return what has happened to it."""
    lines = []
    if row.applied_at is not None:
        lines.append(_told(_("Applied"), f"{minute(row.applied_at)} {row.applied_by}"))
    if row.decided_at is not None:
        verdict = _("Approved") if row.approved else _("Refused")
        lines.append(_told(verdict, f"{minute(row.decided_at)} {decided_by(row)} {row.remark}"))
    went = [(_("Left"), row.left_at), (_("Back since"), row.returned_at)]
    parts = [f"{label} {minute(at)}" for label, at in went if at is not None]
    if parts:
        lines.append(shown("  ".join(parts), limit=200))
    if row.cancelled_at is not None:
        lines.append(_told(_("Cancelled"), f"{minute(row.cancelled_at)} {row.cancelled_why}"))
    return lines


def decided_by(row: LeaveRow) -> str:
    """Return who decided and how it is known."""
    return word_given(row.decided_name, row.decided_channel, row.decided_attested_by)


def _stored(field: str, text: str) -> str:
    """Return a value of a correction as it is read: times to the minute."""
    if field not in {"start", "end"}:
        return text
    try:
        return minute(datetime.fromisoformat(text))
    except ValueError:
        return text


def _told(label: str, words: str) -> Content:
    """Return a label and foreign words."""
    return Content.assemble((label, "$foreground 60%"), "  ", shown(words, limit=300))
