"""Enter by hand what did not come over the recorded line."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from textual.app import App
from textual.content import Content

from dutyroom.commands.host import Host
from dutyroom.documents.call_words import words
from dutyroom.i18n import _
from dutyroom.registers.calls import facts
from dutyroom.registers.calls.kinds import Medium
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.hand_entry import HandEntryScreen
from dutyroom.screens.shift import meant, time_wrong
from dutyroom.widgets.moments import local


async def ask_entry(app: App[Any], call: str) -> HandEntryScreen | None:
    """Ask how and when something arrived; it is recorded when something is written of it.

    Args:
        app: The app, which is a `Host`; must run in a worker.
        call: Id of the new call.

    Returns:
        The form to write it up in; None: nobody wanted to go on.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    now = host.clock.now()
    answer = await app.push_screen_wait(doors.question(_question(now)))
    if answer is None:
        return None
    at = meant(answer["at"], host.clock)
    fact = facts.entered(
        call,
        at,
        host.desk.place(),
        actor=host.officer,
        medium=Medium(answer["medium"]),
        direction=answer["direction"],
        number=answer["number"],
    )
    return HandEntryScreen(fact)


def _question(now: datetime) -> Question:
    """Return what is asked."""
    media = [(word, code) for code, word in words("medium").items() if code != Medium.LINE]
    ways = ((_("Received"), "in"), (_("Sent"), "out"))
    return Question(
        _("Enter by hand"),
        Content(""),
        _("Go on"),
        (
            Blank("medium", _("How it arrived"), "fax", required=True, choices=media),
            Blank("direction", _("Direction"), "in", required=True, choices=ways),
            Blank("number", _("Number"), longest=40),
            Blank("at", _("Time"), f"{local(now):%H:%M}", required=True, longest=5),
        ),
        check=lambda answer: time_wrong(answer["at"], now),
    )
