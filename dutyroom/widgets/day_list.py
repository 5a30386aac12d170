"""A year of the calendar as a list, and what is said above and below it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from textual.content import Content

from dutyroom.i18n import _, ngettext
from dutyroom.phrases import pair
from dutyroom.standard.calendar.days import DayKind
from dutyroom.widgets.fitted import in_columns
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.moments import WEEKDAYS, minute
from dutyroom.widgets.shown import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dutyroom.registers.calendar.picture import YearPicture
    from dutyroom.registers.calendar.reading import EntryRow

_WIDTHS: Final = (13, 4, 12, 18)
_STYLES: Final = {
    DayKind.STATUTORY: "bold $error",
    DayKind.ADJACENT: "$warning",
    DayKind.MAKEUP: "$accent",
    DayKind.EVENT: "bold $success",
}
_FAINT: Final = "$foreground 60%"


@dataclass(frozen=True, slots=True)
class DayLine:
    """A line of the list.

    Attributes:
        id: Of the entry; of one that ships its place.
        row: The entry.
    """

    id: str
    row: EntryRow


class DayList(LineList[DayLine]):
    """The entries of a year, earliest first."""

    def show(self, entries: Sequence[EntryRow], *, empty: Content) -> None:
        """Show entries."""
        lines = [DayLine(row.id or f"#{place}", row) for place, row in enumerate(entries)]
        self.show_rows(lines, more=False, empty=empty)

    def draw_header(self) -> Content:
        """Return the titles."""
        titles = (_("Days"), "", _("Kind"), _("Holiday or event"))
        return in_columns([Content(title) for title in titles], _WIDTHS, Content(_("Document")))

    def draw_row(self, row: DayLine) -> Content:
        """Return one entry."""
        entry = row.row.entry
        kind = Content.styled(entry.kind.short, _STYLES.get(entry.kind, ""))
        parts = [
            Content(_days(entry.first, entry.last)),
            Content(_("{count} d").format(count=entry.length) if entry.length > 1 else ""),
            kind,
            shown(entry.name, limit=40),
        ]
        line = in_columns(parts, _WIDTHS, shown(entry.document or _("not noted"), limit=60))
        if row.row.counts:
            return line
        return Content.styled(
            f"{in_columns(parts, _WIDTHS, Content(_fate(row.row))).plain}", _FAINT
        )


def explained(row: EntryRow) -> Content:
    """Return everything about an entry."""
    entry = row.entry
    days = f"{_whole(entry.first)} – {_whole(entry.last)}"
    lines = [
        Content.assemble(
            shown(entry.name or entry.kind.label).stylize("bold"),
            "  ",
            entry.kind.label,
            "  ",
            days if entry.length > 1 else _whole(entry.first),
        ),
        _pair(_("Document"), entry.document or _("not noted")),
    ]
    if not row.id:
        return Content("\n").join([*lines, Content.styled(_("as it ships"), _FAINT)])
    noted = _("{name}, {moment}, source: {source}").format(
        name=shown(row.by).plain, moment=minute(row.noted_at), source=_source(entry.source)
    )
    lines.append(_pair(_("Noted"), noted))
    if row.why:
        lines.append(_pair(_("In place of another entry, because"), row.why))
    if row.withdrawn_at is not None:
        who = f"{shown(row.withdrawn_by).plain} {minute(row.withdrawn_at)}"
        lines.append(_pair(_("Withdrawn"), pair(who, row.withdrawn_why)))
    return Content("\n").join(lines)


def heading(picture: YearPicture) -> Content:
    """Return the year and what is missing, on at most three lines."""
    counts = " · ".join(
        [
            ngettext("{count} holiday", "{count} holidays", picture.holidays).format(
                count=picture.holidays
            ),
            ngettext("{count} day off", "{count} days off", picture.days_off).format(
                count=picture.days_off
            ),
            _("{count} made up for").format(count=picture.makeup),
            ngettext("{count} event", "{count} events", picture.events).format(
                count=picture.events
            ),
        ]
    )
    lines = [Content.assemble((f"< {picture.year} >", "bold $accent"), "  ", counts)]
    lines.append(_standing(picture))
    if picture.notice is not None and picture.notice != picture.year:
        words = _("The notice for {year} has not been entered.")
        if picture.in_part:
            words = _("The notice for {year} has been entered in part.")
        lines.append(Content.styled(words.format(year=picture.notice), "bold $error"))
    return Content("\n").join(lines)


def _standing(picture: YearPicture) -> Content:
    """Return how far the year is known."""
    if picture.assumed is not None and not picture.known:
        words = _("No notice entered; {name} allowed plain weekdays: {why}").format(
            name=shown(picture.assumed.by, limit=20).plain, why=shown(picture.assumed.why).plain
        )
        return Content.styled(words, "bold $warning")
    if not picture.known:
        words = _("No notice entered: no roster can be made for this year.")
        return Content.styled(words, "bold $error")
    if picture.missing:
        names = "、".join(picture.missing)
        return Content.styled(_("Not entered: {names}").format(names=names), "bold $error")
    if not picture.kept:
        words = _("As it ships with the program; the first change takes it into the register.")
        return Content.styled(words, _FAINT)
    return Content.styled(_("Complete: all seven holidays are entered."), _FAINT)


def _pair(label: str, text: str) -> Content:
    """Return a label and a text."""
    return Content.assemble((label, _FAINT), "  ", shown(text, limit=300))


def _fate(row: EntryRow) -> str:
    """Return why an entry counts no more."""
    return _("withdrawn") if row.withdrawn_at is not None else _("a later entry counts")


def _source(source: str) -> str:
    """Return where an entry comes from, in words."""
    if source == "chinesecalendar":
        return _("ships with the program")
    return _("typed") if source == "entered" else shown(source, limit=40).plain


def _days(first: date, last: date) -> str:
    """Return days in eleven cells and the sign between."""
    return f"{first:%m-%d}" if first == last else f"{first:%m-%d} – {last:%m-%d}"


def _whole(day: date) -> str:
    """Return a day with its weekday."""
    return f"{day.isoformat()} {_(WEEKDAYS[day.weekday()])}"
