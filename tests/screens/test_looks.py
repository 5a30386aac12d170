"""What lies below is laid out where it may show through, and no first frame is painted unseen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.geometry import Region
from textual.screen import ModalScreen, Screen

from dutyroom.config import Interface
from dutyroom.screens.looks import Looks
from dutyroom.widgets.prose import Prose
from tests.screens.driving import until


class _Dialog(ModalScreen[None]):
    CSS = "_Dialog { background: black 60%; }"


class _Room(Screen[None]):
    CSS = "#card { height: 2; display: none; } #list { height: 1fr; }"

    def compose(self) -> ComposeResult:
        """Lay out a card that is not there yet, and a list."""
        yield Prose("", id="card")
        yield Prose("", id="list")


class _Console(Looks):
    def on_mount(self) -> None:
        """Put on what a unit would."""
        self.dress(Interface())


async def test_the_first_frame_is_not_painted_below_a_room() -> None:
    """Else each change of it costs a whole screen; it is painted where a dialog shows it."""
    app = _Console()
    async with app.run_test() as pilot:
        first = app.screen
        await app.push_screen(_Dialog())
        await pilot.pause()
        shown = [first.is_current]
        await app.pop_screen()
        await app.push_screen(Screen[None]())
        await pilot.pause()
        shown.append(first.is_current)
        assert shown == [True, False]


async def test_what_shows_through_a_dialog_is_laid_out_while_both_are_covered() -> None:
    """Else a call that came meanwhile stands over the list below, or leaves a hole there."""
    app = _Console()
    async with app.run_test(size=(80, 24)) as pilot:
        room = _Room()
        await app.push_screen(room)
        await app.push_screen(_Dialog())
        await app.push_screen(Screen[None]())
        await pilot.pause()
        room.query_one("#card").display = True
        below = room.query_one("#list")
        await until(pilot, lambda: below.region == Region(0, 2, 80, 22), "the list below the card")
