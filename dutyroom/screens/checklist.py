"""The unit changes its checklist: every change is a version, and past sheets keep theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from dutyroom.phrases import lead, listed
from dutyroom.registers.equipment import editing
from dutyroom.registers.equipment.acting import Act
from dutyroom.registers.equipment.list_picture import ListPicture, list_picture
from dutyroom.screens import checklist_asking, doors
from dutyroom.screens.asking import Question
from dutyroom.screens.base import DutyScreen
from dutyroom.screens.checklist_versions import versions_told
from dutyroom.screens.equipment_acting import Acting, acted, acting, asked_and_acted
from dutyroom.standard.equipment.items import Item
from dutyroom.widgets.equipment_lists import ItemList, ListedItem
from dutyroom.widgets.kept_at import kept_at
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.line_list import LineList
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
        self._seen = ListPicture()

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
            self._seen = await host_of(self).desk.read(lambda s: list_picture(s, unit))
        except DeskError as error:
            self.query_one("#about", Prose).update(Content(str(error)))
            return
        empty = Content(_("  The unit has no checklist yet."))
        items, chosen, rows = self.query_one(ItemList), self._chosen, _rows(self._seen)
        at = items.cursor
        items.show_rows(rows, more=False, empty=empty)
        if chosen is not None and rows and chosen.id not in {row.id for row in rows}:
            items.cursor = min(at, len(rows) - 1)  # what was retired is gone: its neighbour is next

    @property
    def _chosen(self) -> ListedItem | None:
        """The item under the cursor."""
        return self.query_one(ItemList).chosen

    @on(LineList.Chosen)
    def explain(self) -> None:
        """Explain the item, and tell the last versions."""
        row = self._chosen
        lines = []
        if self._seen.offered:
            lines.append(Content.styled(_offers(self._seen.offered), "$warning"))
        if row is not None:
            lines.append(item_told(row.item))
        lines += versions_told(self._seen, _VERSIONS)
        self.query_one("#about", Prose).update(Content("\n").join(lines))
        self.query_one(KeyBar).refresh()

    def situation(self) -> Situation:
        """Return what can be done to the item."""
        row = self._chosen
        held = {
            words_of.LISTED: self._seen.current is not None,
            words_of.CHOSEN: row is not None,
            words_of.RETIRED: bool(self._seen.returnable),
            words_of.OFFERED: row is not None and row.offered,
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
            checklist_asking.changing(None),
            lambda act, said: lambda s: editing.add(s, act, checklist_asking.changed(None, said)),
        )

    def do_change_item(self) -> None:
        """Change the item under the cursor."""
        if (row := self._chosen) is not None:
            self._ask(
                checklist_asking.changing(row.item),
                lambda act, said: (
                    lambda s: editing.change(
                        s, act, checklist_asking.changed(row.item, said), why=said["why"]
                    )
                ),
            )

    def do_retire_item(self) -> None:
        """Retire the item under the cursor; leave one that is offered out for good."""
        row = self._chosen
        if row is not None and row.offered:
            self._ask(
                checklist_asking.declining(row.item),
                lambda act, said: lambda s: editing.decline(s, act, row.id, why=said["why"]),
            )
        elif row is not None:
            self._ask(
                checklist_asking.retiring(row.item),
                lambda act, said: lambda s: editing.retire(s, act, row.id, why=said["why"]),
            )

    def do_restore_item(self) -> None:
        """Take a retired item back."""
        if self._seen.returnable:
            self._ask(
                checklist_asking.restoring(list(self._seen.returnable.values())),
                lambda act, said: lambda s: editing.restore(s, act, said["item"], why=said["why"]),
            )

    async def do_take_in(self) -> None:
        """Take the item in that is offered under the cursor."""
        if (row := self._chosen) is not None and row.offered:
            asked, key = checklist_asking.taking(row.item), row.id
            await self._at_once(asked, lambda act: lambda s: editing.take_in(s, act, key))

    def do_list_history(self) -> None:
        """Show all versions."""
        self.app.push_screen(doors.whole(*versions_told(self._seen)))

    async def do_item_up(self) -> None:
        """Move the item up."""
        await self._move(-1)

    async def do_item_down(self) -> None:
        """Move the item down."""
        await self._move(1)

    async def _move(self, by: int) -> None:
        """Move the item under the cursor within its group."""
        if (row := self._chosen) is not None:
            asked, key = checklist_asking.moving(row.item), row.id
            await self._at_once(asked, lambda act: lambda s: editing.move(s, act, key, by))

    async def _at_once(self, asked: Question, made: Callable[[Act], Acting]) -> None:
        """Carry an act out; only where nobody is on duty it is asked who does."""
        host = host_of(self)
        if host.officer:
            await acted(host, made(acting(host)))
        else:
            self._ask(asked, lambda act, _said: made(act))

    def do_list_rules(self) -> None:
        """Lay down when a check is asked for."""
        if self._seen.current is not None:
            self._ask(
                checklist_asking.ruling(self._seen.current),
                lambda act, said: (
                    lambda s: editing.rule(
                        s,
                        act,
                        start=said["start"] == "yes",
                        end=said["end"] == "yes",
                        why=said["why"],
                    )
                ),
            )


def _rows(seen: ListPicture) -> list[ListedItem]:
    """Return the list's items, and behind them those that are offered."""
    items = seen.current.items if seen.current is not None else ()
    groups = [None, *(item.group for item in items)]
    rows = [
        ListedItem(item, heads=item.group is not before)
        for item, before in zip(items, groups, strict=False)
    ]
    offered = [ListedItem(item, heads=not at, offered=True) for at, item in enumerate(seen.offered)]
    return rows + offered


def _offers(items: Sequence[Item]) -> str:
    """Return what ships with the program and the list never had, with the keys that settle it."""
    words = _(
        "New with the program, at the end of the list: {items}. A takes one in, X leaves it out."
    )
    return words.format(items=listed(item.name for item in items))


def item_told(item: Item) -> Content:
    """Return what to look at of an item, and where it is kept, in a line."""
    look = Content.assemble(lead(_("Look:")), shown(item.look, limit=120))
    return Content("  ").join(filter(None, (look, kept_at(item))))
