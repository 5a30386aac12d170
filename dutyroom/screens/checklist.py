"""The unit changes its checklist: every change is a version, and past sheets keep theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content

from dutyroom.commands import equipment as words_of
from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.commands.situation import Situation
from dutyroom.commands.stock import CHECKLIST
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.phrases import lead, pair
from dutyroom.registers.equipment import editing, lists
from dutyroom.registers.equipment.acting import Act
from dutyroom.registers.equipment.lists import Checklist
from dutyroom.screens import stock_asking
from dutyroom.screens.asking import Question
from dutyroom.screens.base import DutyScreen
from dutyroom.screens.equipment_acting import Acting, acted, acting, asked_and_acted
from dutyroom.standard.equipment.items import Item
from dutyroom.store.session import Session
from dutyroom.widgets.equipment_lists import ItemList, ListedItem
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.moments import minute
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.shown import shown

_VERSIONS = 4
"""Versions told below the list."""


class ChecklistScreen(DutyScreen[None]):
    """All items of the list in force, and its last versions."""

    OFFERS: ClassVar = CHECKLIST
    BINDINGS: ClassVar = bindings(CHECKLIST)

    DEFAULT_CSS = """
    ChecklistScreen #about { height: auto; max-height: 7; padding: 0 1; background: $surface; }
    """

    def __init__(self) -> None:
        """Begin with nothing read."""
        super().__init__()
        self._current: Checklist | None = None
        self._versions: list[Checklist] = []
        self._retired: dict[str, Item] = {}

    def compose_body(self) -> ComposeResult:
        """Lay out the list and its versions."""
        yield ItemList()
        yield Prose("", id="about")

    def on_mount(self) -> None:
        """Follow the registers."""
        self.query_one(ItemList).focus()
        self.watch(self.app, "edition", self._again)

    def _again(self) -> None:
        """Read the list again."""
        self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        """Read the list in force."""
        unit = host_of(self).desk.settings.unit.code
        try:
            self._current, self._versions, self._retired = await host_of(self).desk.read(
                lambda s: _look(s, unit)
            )
        except DeskError as error:
            self.query_one("#about", Prose).update(Content(str(error)))
            return
        items = self._current.items if self._current is not None else ()
        groups = [None, *(item.group for item in items)]
        rows = [
            ListedItem(item, heads=item.group is not before)
            for item, before in zip(items, groups, strict=False)
        ]
        empty = Content(_("  The unit has no checklist yet."))
        self.query_one(ItemList).show_rows(rows, more=False, empty=empty)

    @property
    def _chosen(self) -> ListedItem | None:
        """The item under the cursor."""
        return self.query_one(ItemList).chosen

    @on(LineList.Chosen)
    def explain(self) -> None:
        """Explain the item, and tell the last versions."""
        row = self._chosen
        lines = []
        if row is not None:
            lines.append(Content.assemble(lead(_("Look:")), shown(row.item.look, limit=120)))
        lines += [self._version(each) for each in self._versions[:_VERSIONS]]
        self.query_one("#about", Prose).update(Content("\n").join(lines))
        self.query_one(KeyBar).refresh()

    def _version(self, version: Checklist) -> Content:
        """Return a version in a line."""
        current = self._current.by_key if self._current is not None else {}
        known = {**self._retired, **current}
        item = known[version.item].name if version.item in known else version.item
        said = pair(item, version.why) if item and version.why else item or version.why
        words = _("Version {number}  {time}  {name}  {what}").format(
            number=version.revision + 1,
            time=minute(version.issued_at),
            name=shown(version.issued_by, limit=20).plain,
            what=version.what.label if version.what is not None else "?",
        )
        return Content.assemble(words, "  ", shown(said, limit=80))

    def situation(self) -> Situation:
        """Return what can be done to the item."""
        held = {
            words_of.LISTED: self._current is not None,
            words_of.CHOSEN: self._chosen is not None,
            words_of.RETIRED: bool(self._retired),
        }
        here = frozenset(word for word, so in held.items() if so)
        return replace(super().situation(), here=here)

    @work(exclusive=True, group="act")
    async def _ask(self, asked: Question, made: Callable[[Act, Mapping[str, str]], Acting]) -> None:
        """Ask, then carry out what was answered."""
        await asked_and_acted(self, asked, made)

    def do_add_item(self) -> None:
        """Add an item of the unit's own."""
        self._ask(
            stock_asking.changing(None),
            lambda act, said: lambda s: editing.add(s, act, stock_asking.changed(None, said)),
        )

    def do_change_item(self) -> None:
        """Change the item under the cursor."""
        if (row := self._chosen) is not None:
            self._ask(
                stock_asking.changing(row.item),
                lambda act, said: (
                    lambda s: editing.change(s, act, stock_asking.changed(row.item, said))
                ),
            )

    def do_retire_item(self) -> None:
        """Retire the item under the cursor."""
        if (row := self._chosen) is not None:
            self._ask(
                stock_asking.retiring(row.item),
                lambda act, said: lambda s: editing.retire(s, act, row.id, why=said["why"]),
            )

    def do_restore_item(self) -> None:
        """Take a retired item back."""
        if self._retired:
            self._ask(
                stock_asking.restoring(list(self._retired.values())),
                lambda act, said: lambda s: editing.restore(s, act, said["item"], why=said["why"]),
            )

    async def do_item_up(self) -> None:
        """Move the item up."""
        await self._move(-1)

    async def do_item_down(self) -> None:
        """Move the item down."""
        await self._move(1)

    async def _move(self, by: int) -> None:
        """Move the item under the cursor within its group."""
        if (row := self._chosen) is None:
            return
        host, key = host_of(self), row.id
        if host.officer:
            act = acting(host)
            await acted(host, lambda s: editing.move(s, act, key, by))
        else:
            asked = stock_asking.moving(row.item)
            self._ask(asked, lambda act, _said: lambda s: editing.move(s, act, key, by))

    def do_list_rules(self) -> None:
        """Lay down when a check is asked for."""
        if self._current is not None:
            self._ask(
                stock_asking.ruling(self._current),
                lambda act, said: (
                    lambda s: editing.rule(
                        s, act, start=said["start"] == "yes", end=said["end"] == "yes"
                    )
                ),
            )


def _look(session: Session, unit: str) -> tuple[Checklist | None, list[Checklist], dict[str, Item]]:
    """Return the list in force, all versions, and what was retired."""
    current = lists.in_force(session, unit)
    gone = lists.retired(session, current) if current is not None else {}
    return current, lists.versions(session, unit), gone
