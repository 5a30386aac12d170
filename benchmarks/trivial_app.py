"""The smallest Textual program that shows a text and a clock: what any console must cost."""

from __future__ import annotations

from datetime import datetime

from textual.app import App, ComposeResult
from textual.widgets import Static


class TrivialApp(App[None]):
    """A text and a clock."""

    def compose(self) -> ComposeResult:
        """Lay out both."""
        yield Static("trivial program")
        yield Static("", id="clock")

    def on_mount(self) -> None:
        """Begin the clock."""
        self._tick()
        self.set_interval(0.5, self._tick)

    def _tick(self) -> None:
        """Show the time."""
        self.query_one("#clock", Static).update(f"{datetime.now().astimezone():%H:%M:%S}")


if __name__ == "__main__":
    TrivialApp().run()
