"""The published versions of a period; each is compared with the one before, or any two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content

from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.commands.roster_dialogs import VERSIONS
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _, ngettext
from dutyroom.registers.roster import reading
from dutyroom.registers.roster.comparing import Comparison, compared
from dutyroom.registers.roster.picture import RosterPicture
from dutyroom.registers.roster.rows import VersionRow, WaiverRow
from dutyroom.screens.base import DutyScreen
from dutyroom.standard.roster.comparing import Change
from dutyroom.widgets.fitted import cell
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.moments import minute
from dutyroom.widgets.prose import Prose, in_lines
from dutyroom.widgets.roster_differences import DifferenceList, DifferenceRow, difference_row
from dutyroom.widgets.roster_words import weekday
from dutyroom.widgets.shown import shown

_WIDTHS = (2, 20, 8, 18, 13)
_LONGEST = 600
"""Most characters of a fault and its reason."""
_MARK = "*"
"""Before the version that others are compared with."""


class VersionList(LineList[VersionRow]):
    """One version a line, the newest first."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        """Begin empty, with no version marked.

        Args:
            id: Its id.
        """
        super().__init__(id=id)
        self.marked = ""

    def draw_header(self) -> Content:
        """Return the titles."""
        titles = ("", _("Period"), _("Version"), _("Published"), _("Published by"), _("Why"))
        cells = [cell(Content(t), w) for t, w in zip(titles, _WIDTHS, strict=False)]
        return Content.assemble(*cells, titles[-1])

    def draw_row(self, row: VersionRow) -> Content:
        """Return one version."""
        parts = (
            Content.styled(_MARK if row.id == self.marked else "", "bold $accent"),
            Content(f"{row.first} - {row.last:%m-%d}"),
            Content(str(row.number)),
            Content(minute(row.published_at)),
            shown(row.by, limit=12),
        )
        cells = [cell(part, width) for part, width in zip(parts, _WIDTHS, strict=True)]
        return Content.assemble(*cells, shown(row.why, limit=60))


class RosterVersionsScreen(DutyScreen[None]):
    """What was published, and how any two versions differ."""

    OFFERS: ClassVar = VERSIONS
    BINDINGS: ClassVar = bindings(VERSIONS)

    DEFAULT_CSS = """
    RosterVersionsScreen VersionList { height: 9; }
    RosterVersionsScreen #heading { height: auto; max-height: 4; padding: 0 1;
        background: $surface; }
    """

    def __init__(self, picture: RosterPicture) -> None:
        """Show the versions of a period.

        Args:
            picture: The period.
        """
        super().__init__()
        self._picture = picture

    def compose_body(self) -> ComposeResult:
        """Lay out the versions, what is compared, and what differs."""
        yield VersionList(id="versions")
        yield Prose("", id="heading")
        yield DifferenceList(id="differences")

    def on_mount(self) -> None:
        """Begin at the newest."""
        listed = self.query_one(VersionList)
        listed.focus()
        listed.show_rows(self._picture.versions, more=False, empty=Content(""))

    def do_mark_version(self) -> None:
        """Mark the chosen version, so that others are compared with it, or let it go."""
        listed = self.query_one(VersionList)
        if listed.chosen is not None:
            listed.marked = "" if listed.marked == listed.chosen.id else listed.chosen.id
            listed.refresh()
            self.compare()

    @on(LineList.Chosen)
    def chosen(self, event: LineList.Chosen) -> None:
        """Compare when the cursor goes to another version; among the shifts it only reads."""
        if isinstance(event.row, VersionRow):
            self.compare()

    @work(exclusive=True, group="compare")
    async def compare(self) -> None:
        """Compare the chosen version with the marked one, else with the one before it."""
        listed = self.query_one(VersionList)
        chosen = listed.chosen
        if chosen is None:
            return
        other = listed.marked or self._before(chosen)
        desk = host_of(self).desk
        try:
            waivers = await desk.read(lambda session: reading.waivers(session, chosen.id))
            found = await desk.read(lambda session: compared(session, other, chosen.id))
        except DeskError as error:
            self.query_one("#heading", Prose).update(Content(str(error)))
            return
        marked = listed.marked == chosen.id
        self.query_one("#heading", Prose).update(heading(chosen, found, marked=marked))
        rows = []
        if found is not None:
            rows = [difference_row(each, found.labels, found.names) for each in found.changes]
        width = max(self.size.width - 2, 20)
        for place, waiver in enumerate(each for each in waivers if each.told):
            rows += _accepted(waiver, place, width)
        self.query_one(DifferenceList).show_rows(rows, more=False, empty=Content(""))

    def _before(self, chosen: VersionRow) -> str:
        """Return the id of the version before another; empty: there is none."""
        older = (each.id for each in self._picture.versions if each.seq < chosen.seq)
        return next(older, "")


def heading(chosen: VersionRow, found: Comparison | None, *, marked: bool) -> Content:
    """Return what is compared, and since when the chosen version is in force.

    Args:
        chosen: The version under the cursor.
        found: How it differs from another one; None: there is no other.
        marked: Whether it is itself the one that the others are compared with.
    """
    lines = []
    if marked:
        words = _("Version {number} is marked: go to another one to see what differs.")
        lines.append(Content.styled(words.format(number=chosen.number), "bold $accent"))
    elif found is None:
        lines.append(Content(_("The first version of these days.")))
    else:
        lines += compared_lines(found)
    since = _("In force for shifts from {date} on.").format(date=minute(chosen.since))
    lines.append(Content.styled(since, "$foreground 60%"))
    return Content("\n").join(lines)


def compared_lines(found: Comparison) -> list[Content]:
    """Return which versions are compared, and of which days both speak."""
    count = len(found.changes)
    words = ngettext(
        "Version {new} of {after} against {old} of {before}: {count} shift differs",
        "Version {new} of {after} against {old} of {before}: {count} shifts differ",
        count,
    )
    said = words.format(
        old=found.before.number,
        before=minute(found.before.published_at),
        new=found.after.number,
        after=minute(found.after.published_at),
        count=count,
    )
    lines = [Content.styled(said, "bold")]
    if found.days is None:
        lines.append(Content.styled(_("They have no day in common."), "$warning"))
    elif found.partial:
        words = _("Only the days of both are compared: {first} - {last}.")
        said = words.format(first=found.days[0], last=found.days[1])
        lines.append(Content.styled(said, "$warning"))
    return lines


def _accepted(waiver: WaiverRow, place: int, width: int) -> list[DifferenceRow]:
    """Return a fault that a version was published with, as lines below the shifts.

    Args:
        waiver: The fault, and why it was accepted where somebody has said.
        place: Its number among them.
        width: Cells of a line.
    """
    said = _("not explained: {fault}") if waiver.unexplained else "{fault}"
    said = _("accepted: {fault} ({reason})") if waiver.reason else said
    text = said.format(fault=waiver.words, reason=waiver.reason)
    broken = in_lines(shown(text, limit=_LONGEST).stylize("$warning"), width)
    return [DifferenceRow(f"waiver {place} {at}", line) for at, line in enumerate(broken)]


def difference(change: Change, labels: Mapping[str, str], names: Mapping[str, str]) -> Content:
    """Return one changed shift in a line: the day, the shift, before and after."""
    slot = change.slot

    def named(people: Sequence[str]) -> str:
        return " ".join(shown(names.get(one, one), limit=12).plain for one in people) or "--"

    label = shown(labels.get(slot.shift, slot.shift), limit=12)
    return Content.assemble(
        f"{slot.day:%m-%d} {weekday(slot.day)} ",
        cell(label, 8),
        (named(change.before), "$foreground 60%"),
        "  ->  ",
        (named(change.after), "bold"),
    )
