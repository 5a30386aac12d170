"""A line keeper that runs while the desk is set up: it is told of, and restarted only if asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Final

from dutyroom.channel.client import ChannelClient, Gone
from dutyroom.channel.launcher import start_keeper
from dutyroom.channel.messages import Greeting
from dutyroom.cli.keeper_view import KeeperView, look
from dutyroom.cli.setting_up.dialogue import Dialogue, agree
from dutyroom.clock import Clock
from dutyroom.config import Places
from dutyroom.i18n import _
from dutyroom.line import service
from dutyroom.store.lock import holder

STOP_SECONDS: Final = 15.0
START_SECONDS: Final = 15.0
GREETING_SECONDS: Final = 0.5


def running(places: Places, clock: Clock) -> KeeperView | None:
    """Return how the keeper stands, or None where none runs."""
    # Which lines it has is not known, so it is listened to for as long as a greeting takes.
    return asyncio.run(look(places, clock, lines=frozenset({"?"}), seconds=GREETING_SECONDS))


def busy(places: Places, clock: Clock) -> Callable[[], list[str]]:
    """Return what tells how the keeper sees the lines, where it has the port."""

    def told() -> list[str]:
        view = running(places, clock)
        return [
            _("The line keeper has it: line {line}: box {box}, sound {sound}.").format(
                line=each.line, box=each.box, sound=each.sound
            )
            for each in (view.lines.values() if view is not None else ())
        ]

    return told


def tell_running(dialogue: Dialogue) -> None:
    """Say that the keeper goes on while the desk is set up."""
    dialogue.say(
        _(
            "The line keeper is running and goes on: calls are logged as before. A device that it "
            "uses may not be heard here at the same time."
        )
    )


def restart_step(dialogue: Dialogue, places: Places, home: Path | None, clock: Clock) -> None:
    """Offer to restart the keeper, so that the new settings count.

    Args:
        dialogue: Whom to ask.
        places: Where the desk stands.
        home: The folder that `--home` names.
        clock: Times the waiting.
    """
    view = running(places, clock)
    if view is None:
        dialogue.say(_("The settings count when the console or the line keeper is started."))
        return
    dialogue.say(_("The line keeper still works with the old settings until it is restarted."))
    on_call = any(line.call for line in view.lines.values())
    if on_call:
        dialogue.say(_("A call is on the line: its recording would get a gap."))
    if not agree(dialogue, _("Restart it now?"), default=not on_call):
        dialogue.say(_("Restart it later, between two calls: dutyroom line stop"))
        return
    if not asyncio.run(_stop(places, clock)):
        dialogue.say(_("The line keeper has not ended yet. Calls are still logged."))
        return
    dialogue.say(_start(places, home, clock))


def _start(places: Places, home: Path | None, clock: Clock) -> str:
    """Start the keeper again, unless its service does, and say how that went."""
    if not service.is_installed():
        try:
            start_keeper(places, home)
        except OSError as error:
            return _("The line keeper could not be started: {reason}.").format(reason=error)
    if asyncio.run(look(places, clock, patient=True, seconds=START_SECONDS)) is None:
        return _("The line keeper has not come back yet. Look: dutyroom doctor")
    return _("The line keeper runs with the new settings.")


async def _stop(places: Places, clock: Clock) -> bool:
    """Ask the keeper to end, and say whether it did."""
    client = ChannelClient(places.socket, clock, "tool")
    tasks = []
    try:
        async with asyncio.timeout(STOP_SECONDS):
            async for news in client.messages():
                if isinstance(news, Greeting):
                    tasks.append(asyncio.create_task(client.ask("stop")))
                elif isinstance(news, Gone):
                    break
            while holder(places.keeper_lock) is not None:
                await clock.sleep(0.1)  # it still finishes what it records
            return True
    except TimeoutError:
        pass
    return False
