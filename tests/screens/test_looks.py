"""What lies below a screen that covers all is not painted, and what shows through one is."""

from __future__ import annotations

from textual.screen import ModalScreen, Screen

from dutyroom.config import Interface
from dutyroom.screens.looks import Looks


class _Dialog(ModalScreen[None]):
    CSS = "_Dialog { background: black 60%; }"


class _Console(Looks):
    def on_mount(self) -> None:
        """Put on what a unit would."""
        self.dress(Interface())


async def test_only_what_can_be_seen_is_painted() -> None:
    """Else each change of a room that is left below costs a whole screen."""
    app = _Console()

    def painted() -> list[bool]:
        return [screen.is_current for screen in (below, room)]

    async with app.run_test() as pilot:
        below, room = Screen[None](), Screen[None]()
        await app.push_screen(below)
        await app.push_screen(room)
        await pilot.pause()
        assert painted() == [False, True]
        await app.push_screen(_Dialog())
        await pilot.pause()
        assert painted() == [False, True]
        await app.pop_screen()
        await app.pop_screen()
        assert painted() == [True, False]
