"""A line that asks whether the officer is at the post; it takes the keyboard from nobody."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from dutyroom.commands.everywhere import ConfirmPresence
from dutyroom.commands.host import host_of
from dutyroom.i18n import _
from dutyroom.widgets.moments import local


class PresenceCard(Widget):
    """Stands below the strip while a confirmation is due."""

    DEFAULT_CSS = """
    PresenceCard { height: 1; display: none; padding: 0 1;
                   background: $warning-muted; color: $foreground; }
    PresenceCard.-due { display: block; }
    """

    def on_mount(self) -> None:
        """Follow the time and what is due."""
        self.watch(self.app, "standing", self._again)
        self.watch(self.app, "now", self._again, init=False)

    def _again(self) -> None:
        """Appear when it is due, and go when it is confirmed."""
        host = host_of(self)
        due = host.standing.presence_due
        self.set_class(due is not None and due <= host.now, "-due")

    async def on_click(self) -> None:
        """Confirm with the mouse."""
        await host_of(self).action_command(ConfirmPresence.name)

    def render(self) -> RenderResult:
        """Return the question."""
        due = host_of(self).standing.presence_due
        if due is None:
            return Content("")
        words = _("{time}  Are you at the post?  {key} confirms")
        key = ConfirmPresence.key_names()[0]
        return Content.styled(words.format(time=f"{local(due):%H:%M}", key=key), "bold")
