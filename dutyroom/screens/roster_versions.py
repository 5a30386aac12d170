"""The published versions of a period, each compared with the one before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.commands.roster_dialogs import VERSIONS
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.roster import reading
from dutyroom.registers.roster.picture import RosterPicture
from dutyroom.registers.roster.rows import VersionRow, WaiverRow
from dutyroom.screens.base import DutyScreen
from dutyroom.standard.roster.comparing import Change
from dutyroom.widgets.fitted import cell
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.moments import minute
from dutyroom.widgets.roster_words import weekday
from dutyroom.widgets.shown import shown

_WIDTHS = (20, 7, 18, 14)
_SHOWN = 200
"""Most changed shifts that are listed."""


class VersionList(LineList[VersionRow]):
    """One version a line, the newest first."""

    def draw_header(self) -> Content:
        """Return the titles."""
        titles = (_("Period"), _("Version"), _("Published"), _("Published by"), _("Why"))
        cells = [cell(Content(t), w) for t, w in zip(titles, _WIDTHS, strict=False)]
        return Content.assemble(*cells, titles[-1])

    def draw_row(self, row: VersionRow) -> Content:
        """Return one version."""
        parts = (
            Content(f"{row.first} - {row.last:%m-%d}"),
            Content(str(row.number)),
            Content(minute(row.published_at)),
            shown(row.by, limit=12),
        )
        cells = [cell(part, width) for part, width in zip(parts, _WIDTHS, strict=True)]
        return Content.assemble(*cells, shown(row.why, limit=60))


class RosterVersionsScreen(DutyScreen[None]):
    """What was published, and what each version changed."""

    OFFERS: ClassVar = VERSIONS
    BINDINGS: ClassVar = bindings(VERSIONS)

    DEFAULT_CSS = """
    RosterVersionsScreen VersionList { height: 9; }
    RosterVersionsScreen #difference { height: 1fr; padding: 0 1; background: $surface;
        overflow-y: auto; }
    """

    def __init__(self, picture: RosterPicture) -> None:
        """Show the versions of a period.

        Args:
            picture: The period.
        """
        super().__init__()
        self._picture = picture

    def compose_body(self) -> ComposeResult:
        """Lay out list and difference."""
        yield VersionList(id="versions")
        yield Static("", id="difference")

    def on_mount(self) -> None:
        """Begin at the newest."""
        listed = self.query_one(VersionList)
        listed.focus()
        listed.show_rows(self._picture.versions, more=False, empty=Content(""))

    @on(LineList.Chosen)
    @work(exclusive=True, group="compare")
    async def compare(self) -> None:
        """Compare the chosen version with the one before it."""
        chosen = self.query_one(VersionList).chosen
        if chosen is None:
            return
        older = (each for each in self._picture.versions if each.seq < chosen.seq)
        before = next(older, None)
        desk = host_of(self).desk
        try:
            waivers = await desk.read(lambda session: reading.waivers(session, chosen.id))
            changes: Sequence[Change] | None = None
            if before is not None:
                earlier = before.id
                changes = await desk.read(lambda s: reading.compared(s, earlier, chosen.id))
        except DeskError as error:
            self.query_one("#difference", Static).update(Content(str(error)))
            return
        said = explained(chosen, before, changes, waivers, self._picture)
        self.query_one("#difference", Static).update(said)


def explained(
    chosen: VersionRow,
    before: VersionRow | None,
    changes: Sequence[Change] | None,
    waivers: Sequence[WaiverRow],
    picture: RosterPicture,
) -> Content:
    """Return what a version changed, and what it was published in spite of."""
    lines = []
    if before is None or changes is None:
        lines.append(Content(_("The first version of these days.")))
    else:
        words = _("What changed against version {number} of {date}: {count}")
        said = words.format(
            number=before.number, date=minute(before.published_at), count=len(changes)
        )
        lines.append(Content.styled(said, "bold"))
    since = _("In force for shifts from {date} on.").format(date=minute(chosen.since))
    lines.append(Content.styled(since, "$foreground 60%"))
    lines += [
        difference(change, picture.labels, picture.names) for change in (changes or ())[:_SHOWN]
    ]
    for waiver in waivers:
        if waiver.reason:
            words = _("accepted: {fault} ({reason})")
            text = words.format(fault=waiver.words, reason=waiver.reason)
            lines.append(shown(text, limit=200).stylize("$warning"))
    return Content("\n").join(lines)


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
