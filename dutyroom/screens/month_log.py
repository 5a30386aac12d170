"""Print or save the duty log of a month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.app import App
from textual.content import Content

from dutyroom.commands.host import Host
from dutyroom.desk.duty_log import month, month_paper
from dutyroom.documents.paper import Paper
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.paper import ask_paper, make
from dutyroom.standard.clocks import local


async def ask_month_log(app: App[Any]) -> None:
    """Ask which month, then where to.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    blank = Blank("month", _("Month"), f"{local(host.clock.now()):%Y-%m}", True, longest=7)
    words = Content(_("Shifts, calls, matters, handovers, and how far the lines could be reached."))
    question = Question(_("Duty log of a month"), words, _("Go on"), (blank,), check=_wrong)
    answer = await app.push_screen_wait(doors.question(question))
    if answer is None:
        return
    of = month(answer["month"])
    title, name = _("Duty log {month}").format(month=of.name), _("duty-log-{month}")

    async def read() -> Paper | None:
        now, settings = host.clock.now(), host.desk.settings
        return await host.desk.read(lambda session: month_paper(session, of, now, settings))

    await ask_paper(app, title, name.format(month=of.name), read, make)


def _wrong(answer: Mapping[str, str]) -> str:
    """Return why it is no month."""
    try:
        month(answer["month"])
    except PlainError as error:
        return str(error)
    return ""
