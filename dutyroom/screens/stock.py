"""The emergency stock with its movements, and the verification of the room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content

from dutyroom.commands import equipment as words_of
from dutyroom.commands.command import bindings
from dutyroom.commands.host import host_of
from dutyroom.commands.situation import Situation
from dutyroom.commands.stock import EXPIRED, STOCK
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.phrases import lead, listed
from dutyroom.registers.equipment import stocking, stocks
from dutyroom.registers.equipment.acting import Act
from dutyroom.registers.equipment.stocks import MovementRow, RoomRow, StockRow
from dutyroom.screens import stock_asking, stock_expired
from dutyroom.screens.asking import Question
from dutyroom.screens.base import DutyScreen
from dutyroom.screens.equipment_acting import Acting, asked_and_acted
from dutyroom.standard.clocks import local_date
from dutyroom.standard.equipment.room import Room, Shared, defects, least_area
from dutyroom.store.session import Session
from dutyroom.widgets.equipment_lists import StockList
from dutyroom.widgets.kept_at import kept_at
from dutyroom.widgets.key_bar import KeyBar
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.moments import in_log
from dutyroom.widgets.prose import Prose
from dutyroom.widgets.room_stands import room_stands
from dutyroom.widgets.shown import shown

_MOVES = 6
"""Movements shown of an item."""

Said = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the screen knows: stock, the last movements of each item, the room."""

    rows: list[StockRow] = field(default_factory=list)
    movements: dict[str, list[MovementRow]] = field(default_factory=dict)
    room: RoomRow | None = None


class StockScreen(DutyScreen[None]):
    """What there is, what came and went."""

    OFFERS: ClassVar = STOCK
    BINDINGS: ClassVar = bindings(STOCK)

    DEFAULT_CSS = """
    StockScreen #room { height: auto; max-height: 4; padding: 0 1; background: $surface; }
    StockScreen #about { height: auto; min-height: 4; max-height: 9; padding: 0 1;
        background: $surface; }
    """

    def __init__(self) -> None:
        """Begin with nothing read."""
        super().__init__()
        self._seen = _Seen()

    def compose_body(self) -> ComposeResult:
        """Lay out room, list and movements."""
        yield Prose("", id="room")
        yield StockList()
        yield Prose("", id="about")

    def on_mount(self) -> None:
        """Follow the registers."""
        self.query_one(StockList).focus()
        self.watch(self.app, "edition", self._again)

    def _again(self) -> None:
        """Read the stock again."""
        self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        """Read the stock."""
        host = host_of(self)
        settings, today = host.desk.settings, local_date(host.now)
        unit, days = settings.unit.code, settings.equipment.expiring
        try:
            self._seen = await host.desk.read(lambda s: _look(s, unit, today, days))
        except DeskError as error:
            self.query_one("#about", Prose).update(Content(str(error)))
            return
        least = least_area(settings.unit.profile, settings.equipment.area)
        room = self._seen.room
        wrong = defects(room.room if room is not None else None, least, today)
        self.query_one("#room", Prose).update(room_stands(room, wrong))
        empty = Content(_("  Nothing is counted; the checklist says what is."))
        self.query_one(StockList).show_rows(self._seen.rows, more=False, empty=empty)

    @property
    def _chosen(self) -> StockRow | None:
        """The item under the cursor."""
        return self.query_one(StockList).chosen

    @property
    def _today(self) -> date:
        """The day, Beijing time."""
        return local_date(host_of(self).clock.now())

    @on(LineList.Chosen)
    def explain(self) -> None:
        """Show batches and movements of the item under the cursor."""
        row = self._chosen
        about = Content("")
        if row is not None:
            moved = self._seen.movements.get(row.id, [])
            lines = [batches_told(row), *(_movement(row, each) for each in moved)]
            about = Content("\n").join(lines)
        self.query_one("#about", Prose).update(about)
        self.query_one(KeyBar).refresh()

    def situation(self) -> Situation:
        """Return what can be done to the item."""
        here = {words_of.LISTED} if self._seen.rows else set()
        if (row := self._chosen) is not None:
            here.add(words_of.CHOSEN)
            if any(each.expired(self._today) for each in row.batches):
                here.add(EXPIRED)
        return replace(super().situation(), here=frozenset(here))

    @work(exclusive=True, group="act")
    async def _ask(self, asked: Question, made: Callable[[Act, Said], Acting]) -> None:
        """Ask, then carry out what was answered."""
        await asked_and_acted(self, asked, made)

    def do_receive_stock(self) -> None:
        """Note what came in."""
        if (row := self._chosen) is not None:
            self._ask(
                stock_asking.receiving(row, self._today),
                lambda act, said: (
                    lambda s: stocking.receive(
                        s,
                        act,
                        row.id,
                        int(said["quantity"]),
                        expires=stock_asking.day_of(said["expires"]),
                        whom=said["whom"],
                        why=said["why"],
                        expired=stock_expired.meant(said),
                    )
                ),
            )

    def do_issue_stock(self) -> None:
        """Note what went out."""
        if (row := self._chosen) is not None:
            self._ask(
                stock_asking.issuing(row, self._today),
                lambda act, said: (
                    lambda s: stocking.issue(
                        s,
                        act,
                        row.id,
                        int(said["quantity"]),
                        whom=said["whom"],
                        why=said["why"],
                        expired=stock_expired.meant(said),
                    )
                ),
            )

    def do_count_stock(self) -> None:
        """Note a count."""
        if (row := self._chosen) is not None:
            self._ask(
                stock_asking.counting(row),
                lambda act, said: (
                    lambda s: stocking.count(
                        s,
                        act,
                        row.id,
                        int(said["quantity"]),
                        expires=stock_asking.day_of(said["expires"]),
                        unknown=stock_asking.expiry_unknown(said["expires"]),
                        why=said["why"],
                    )
                ),
            )

    def do_dispose_stock(self) -> None:
        """Note that what has expired is gone."""
        if (row := self._chosen) is not None:
            self._ask(
                stock_asking.disposing(row),
                lambda act, said: lambda s: stocking.dispose(s, act, row.id, why=said["why"]),
            )

    def do_verify_room(self) -> None:
        """Note a verification of the room."""

        def made(act: Act, said: Said) -> Acting:
            area, shared = stock_asking.area_of(said), Shared(said["shared"])
            room = Room(area, shared, local_date(act.at))
            return lambda _s: stocking.verify_room(
                act, room, photo=said["photo"], note=said["note"]
            )

        self._ask(stock_asking.verifying_room(self._seen.room), made)


def _look(session: Session, unit: str, today: date, days: int) -> _Seen:
    """Return what the screen shows."""
    rows = stocks.in_stock(session, unit, today, days)
    moved = {row.id: stocks.movements(session, unit, row.id, _MOVES) for row in rows}
    return _Seen(rows, moved, stocks.room(session, unit))


def batches_told(row: StockRow) -> Content:
    """Return where an item is kept, and what there is of it, batch by batch."""
    troubles = listed(each.label for each in row.troubles)
    kept = Content.assemble(kept_at(row.item), "  ") if row.item.place else ""
    return Content.assemble(
        shown(row.item.name, limit=40).stylize("bold"), "  ", kept, lead(_("There:")),
        row.held_by_expiry, "  ", (troubles, "bold $warning"),
    )  # fmt: skip


def _movement(of: StockRow, row: MovementRow) -> Content:
    """Return a movement of an item in a line."""
    label = row.move.label if row.move is not None else "?"
    expiry = stocks.expiry_words(of.item, row.expires)
    said = Content(_("; ")).join([shown(text, limit=60) for text in (row.whom, row.why) if text])
    return Content.assemble(
        in_log(row.at, row.at), "  ", (f"{row.by_quantity:+d}", "bold"), expiry, "  ", label,
        "  ", shown(row.by, limit=20), "  ", said,
    )  # fmt: skip
