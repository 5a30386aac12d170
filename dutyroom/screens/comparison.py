"""The checks of start and end of one shift side by side (article 17)."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.content import Content

from dutyroom.commands.command import bindings
from dutyroom.commands.equipment import COMPARISON
from dutyroom.commands.host import host_of
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.equipment.compared import of_latest_shift
from dutyroom.registers.equipment.sheets import Sheet, differences
from dutyroom.screens.base import DutyScreen
from dutyroom.standard.equipment.items import Item, SheetKind
from dutyroom.widgets.equipment_lists import ComparedItem, ComparisonList
from dutyroom.widgets.moments import minute
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.shown import shown


class ComparisonScreen(DutyScreen[None]):
    """What has changed in a shift."""

    OFFERS: ClassVar = COMPARISON
    BINDINGS: ClassVar = bindings(COMPARISON)

    DEFAULT_CSS = """
    ComparisonScreen #heads { height: auto; padding: 0 1; background: $surface; }
    """

    def compose_body(self) -> ComposeResult:
        """Lay out the heads of the sheets and the list."""
        yield Prose("", id="heads")
        yield ComparisonList()

    def on_mount(self) -> None:
        """Read both sheets."""
        self.query_one(ComparisonList).focus()
        self._read()

    @work(exclusive=True)
    async def _read(self) -> None:
        """Read the signed checks of the shift in charge, else of the last one."""
        heads, desk = self.query_one("#heads", Prose), host_of(self).desk
        seat, limits, now = desk.place().seat, desk.settings.equipment, host_of(self).clock.now()
        try:
            start, end = await desk.read(lambda s: of_latest_shift(s, seat, limits, now))
        except DeskError as error:
            heads.update(Content(str(error)))
            return
        found = {each.item for each in differences(start, end)}
        parts = [_head(start, SheetKind.START), _head(end, SheetKind.END)]
        if start is not None and end is not None:
            parts.append(_("{count} items differ.").format(count=len(found)))
        if start is None and end is None:
            parts.append(_("The checks of one shift are compared; a check counts once it begins."))
        heads.update(Content("\n".join(parts)))
        rows = [
            ComparedItem(
                item,
                start.states.get(item.key) if start is not None else None,
                end.states.get(item.key) if end is not None else None,
                item.key in found,
            )
            for item in _items(start, end)
        ]
        rows.sort(key=lambda row: not row.differs)
        self.query_one(ComparisonList).show_rows(rows, more=False, empty=Content(""))


def _head(sheet: Sheet | None, kind: SheetKind) -> str:
    """Return what a sheet is, in a line."""
    if sheet is None or sheet.row.signed_at is None:
        return _("{kind}: none is signed.").format(kind=kind.label)
    words = _("{kind}: {time}, signed by {name}")
    name = shown(sheet.row.signed_by, limit=40).plain
    return words.format(kind=kind.label, time=minute(sheet.row.signed_at), name=name)


def _items(*sheets: Sheet | None) -> list[Item]:
    """Return the items of some sheets, each once."""
    return list({item.key: item for sheet in sheets if sheet for item in sheet.items}.values())
