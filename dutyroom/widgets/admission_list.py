"""Special admissions as a list, with their filters, and everything about one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar, Final

from textual.content import Content
from textual.reactive import reactive

from dutyroom.commands.admissions import FILTERING
from dutyroom.commands.command import Command
from dutyroom.commands.host import host_of
from dutyroom.i18n import _
from dutyroom.phrases import pair
from dutyroom.registers.admissions.kinds import AdmissionFilter, AdmissionState
from dutyroom.registers.admissions.reading import AdmissionRow
from dutyroom.widgets.declined import MarkedList
from dutyroom.widgets.filters import Filters
from dutyroom.widgets.fitted import in_columns
from dutyroom.widgets.lamp import Lamp
from dutyroom.widgets.moments import minute
from dutyroom.widgets.shown import shown
from dutyroom.widgets.word_given import word_given

_WIDTHS: Final = (12, 8, 18, 18, 8)

_LAMPS: Final[Mapping[AdmissionState, Lamp]] = {
    AdmissionState.STANDS: Lamp.GOOD,
    AdmissionState.OVER: Lamp.IDLE,
    AdmissionState.BACK: Lamp.WARN,
}


class AdmissionFilters(Filters):
    """Three filters; the first one bears the name of whoever alone is listed."""

    FILTERS: ClassVar = tuple(AdmissionFilter)
    COMMANDS: ClassVar = FILTERING

    whose: reactive[str] = reactive("")
    """The name of whoever alone is listed; empty: everybody is."""

    def titled(self, name: str, command: type[Command]) -> str:
        """Return what a filter is called: the first one with whose admissions they are."""
        title = super().titled(name, command)
        if name == AdmissionFilter.STANDING and self.whose:
            return pair(title, shown(self.whose, limit=12).plain)
        return title


class AdmissionList(MarkedList[AdmissionRow]):
    """One admission a line."""

    today: date = date.min
    """The duty day."""

    def draw_header(self) -> Content:
        """Return the titles."""
        titles = (_("State"), _("Name"), _("In spite of"), _("Days"), _("Approver"))
        return in_columns([Content(each) for each in titles], _WIDTHS, Content(_("Reason")))

    def draw_row(self, row: AdmissionRow) -> Content:
        """Return one admission."""
        state = row.state(self.today)
        parts: Sequence[Content] = (
            _LAMPS[state].draw(state.label, ascii_only=host_of(self).ascii),
            shown(row.name, limit=20),
            Content(row.what),
            Content(row.days),
            shown(row.given_name, limit=20),
        )
        return in_columns(parts, _WIDTHS, shown(row.reason, limit=60))

    def pending(self, row: AdmissionRow) -> bool:  # noqa: ARG002 - the same of each
        """Tell that no admission is an item of a handover."""
        return False


def admission_explained(row: AdmissionRow, today: date) -> Content:
    """Return everything about an admission, for the pane below the list.

    Args:
        row: The admission.
        today: The duty day.
    """
    given = word_given(row.given_name, row.given_channel, row.given_attested_by)
    lines = [
        Content.assemble(
            shown(row.name, limit=30).stylize("bold"),
            f"  {row.days}  {row.what}  {row.state(today).label}",
        ),
        _told(_("Reason"), row.reason),
        _told(_("Given"), f"{minute(row.given_at)} {given} {row.given_call}"),
    ]
    if row.late:
        lines.append(_told(_("Entered late because"), row.late))
    if row.back_at is not None:
        by = word_given(row.back_name, row.back_channel, row.back_attested_by)
        said = f"{minute(row.back_at)} {by} {row.back_call} {row.back_why}"
        lines.append(_told(_("Taken back"), said))
    return Content("\n").join(lines)


def _told(label: str, words: str) -> Content:
    """Return a label and foreign words."""
    return Content.assemble((label, "$foreground 60%"), " ", shown(words.strip(), limit=300))
