"""Holidays and events as a list: when the roster is due, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from dutyroom.commands.host import host_of
from dutyroom.i18n import _, ngettext
from dutyroom.phrases import clauses, listed
from dutyroom.standard.calendar.deadlines import SubmissionStage
from dutyroom.standard.clocks import local_date
from dutyroom.widgets.fitted import in_columns
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.moments import minute
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dutyroom.registers.submissions.occasions import Occasion
    from dutyroom.registers.submissions.reading import Sent
    from dutyroom.registers.submissions.staffing import DayStaff

_WIDTHS: Final = (20, 13, 8, 8)
_FAINT: Final = "$foreground 60%"
_MOST_NOTICES: Final = 2
_LOOKS: Final = {
    SubmissionStage.EARLY: ("○", _FAINT),
    SubmissionStage.SOON: ("!", "bold $warning"),
    SubmissionStage.DUE: ("!", "bold $warning"),
    SubmissionStage.LATE: ("×", "bold $error"),
    SubmissionStage.SUBMITTED: ("√", "$success"),
    SubmissionStage.SUBMITTED_LATE: ("×", "$error"),
}


class OccasionList(LineList["Occasion"]):
    """The occasions, earliest first."""

    def draw_header(self) -> Content:
        """Return the titles."""
        titles = (_("Holiday or event"), _("Days"), _("Due by"), _("To go"))
        return in_columns([Content(title) for title in titles], _WIDTHS, Content(_("Submission")))

    def draw_row(self, row: Occasion) -> Content:
        """Return one occasion."""
        standing = row.standing
        waits = row.submission is None and standing.days_left >= 0
        parts = [
            shown(row.label, limit=40),
            Content(f"{row.first:%m-%d} – {row.last:%m-%d}"),
            Content(f"{standing.due:%m-%d}"),
            self._to_go(row) if waits else Content(""),
        ]
        sign, style = _LOOKS[standing.stage]
        words = Content.styled(f"{sign} {standing.stage.label}", style)
        if row.owed:  # the sign keeps saying whether it was late
            owed = _("! change notice owed ({count})").format(count=len(row.owed))
            words = Content.assemble((sign, style), " ", (owed, "bold $error"))
        return in_columns(parts, _WIDTHS, words)

    def _to_go(self, row: Occasion) -> Content:
        """Return how many days are left to the day it is due by, or how long it is late."""
        left = (row.standing.due - local_date(host_of(self).clock.now())).days
        if left < 0:
            return Content.styled(_("{count} d late").format(count=-left), "bold $error")
        return Content(_("{count} d").format(count=left))


def explained(row: Occasion, staff: Sequence[DayStaff], *, working: bool) -> Content:
    """Return everything about an occasion.

    Args:
        row: The occasion.
        staff: Who is on duty on its days.
        working: Whether the unit counts working days.
    """
    counted = _("working days") if working else _("natural days")
    head = Content.assemble(
        shown(row.label, limit=60).stylize("bold"),
        f"  {row.first.isoformat()} – {row.last.isoformat()}  ",
        shown(row.document, limit=60),
    )
    lines = [head, _staffed(staff), _confirmed(staff)]
    if row.submission is None:
        words = _("To be submitted by {day}, counted in {days}.").format(
            day=row.standing.due.isoformat(), days=counted
        )
        return Content("\n").join([*lines, Content(words)])
    late = "  " + _("LATE: due by {day}").format(day=row.submission.due.isoformat())
    sent = Content.assemble(
        (_("Submitted"), _FAINT), "  ", _sent(row.submission.sent),
        (late if row.submission.late else "", "bold $error"),
    )  # fmt: skip
    lines.append(sent)
    if row.submission.missing:
        words = f"{row.submission.missing}  {row.submission.missing_why}"
        lack = shown(words, limit=160).stylize("bold $warning")
        lines.append(Content.assemble((_("Incomplete"), _FAINT), "  ", lack))
    for notice in row.submission.notices[-_MOST_NOTICES:]:
        told = ngettext("{count} shift", "{count} shifts", notice.changes)
        words = f"{told.format(count=notice.changes)}  "
        lines.append(Content.assemble((_("Notice"), _FAINT), "  ", words, _sent(notice.sent)))
    return Content("\n").join(lines)


def _sent(sent: Sent) -> Content:
    """Return how something was sent, and its receipt."""
    way = sent.way.label if sent.way is not None else "?"
    receipt = " ".join(filter(None, (sent.receipt, sent.received_by)))
    words = receipt or _("no receipt yet")
    style = "" if receipt else "bold $warning"
    return Content.assemble(
        f"{minute(sent.at)}  {way}  ", shown(sent.to, limit=30), "  ",
        shown(words, limit=60).stylize(style), ("  ", ""), shown(sent.by, limit=20),
    )  # fmt: skip


def _staffed(staff: Sequence[DayStaff]) -> Content:
    """Return how many are on duty, and on which days somebody is missing."""
    label = (_("On duty"), _FAINT)
    if not any(day.needed for day in staff):
        words = _("no roster is published for these days")
        return Content.assemble(label, "  ", (words, "bold $error"))
    short = [f"{day.day:%m-%d}" for day in staff if day.short]
    least = min(day.officers for day in staff)
    words = ngettext(
        "at least {count} officer at any time", "at least {count} officers at any time", least
    ).format(count=least)
    if short:
        missing = "  " + _("somebody is missing: {days}").format(days=" ".join(short))
        unfit = listed(dict.fromkeys(name for day in staff for name in day.unfit))
        if unfit:
            missing += "  " + _("not counted: {names}").format(names=shown(unfit, limit=60).plain)
        return Content.assemble(label, "  ", words, (missing, "bold $error"))
    return Content.assemble(label, "  ", words, "  ", (_("complete"), "$success"))


def _confirmed(staff: Sequence[DayStaff]) -> Content:
    """Return on how many days a leader has said that they are at post."""
    days = sum(bool(day.at_post) for day in staff)
    words = _("confirmed on {count} of {all} days").format(count=days, all=len(staff))
    alone = (day for day in staff if day.on_word and not day.at_post)
    told = [f"{day.day:%m-%d} {listed(day.on_word)}" for day in alone]
    left = Content("")
    if told:
        why = _("not counted, neither signed nor on a recorded call: {days}")
        left = shown("  " + why.format(days=clauses(told)), limit=200).stylize("$warning")
    return Content.assemble((_("Leader at post"), _FAINT), "  ", words, left)
