"""Ask how the change notice of a swap was sent: noted with a submission it is noted for both."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.content import Content

from dutyroom.commands.host import Host
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _, ngettext
from dutyroom.registers.submissions.occasions import Occasion
from dutyroom.registers.swaps import acts
from dutyroom.registers.swaps.reading import SwapRow
from dutyroom.registers.swaps.telling import owing
from dutyroom.screens import doors
from dutyroom.screens.acting import done
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.submission_noting import ask_notice_sent
from dutyroom.screens.swap_asking import about
from dutyroom.widgets.shown import shown


async def ask_notice(app: App[Any], row: SwapRow) -> None:
    """Ask how the notice was sent, and note it where it is owed.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
        row: The swap.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    now, chosen = host.clock.now(), host.desk.settings.calendar
    try:
        known = await host.desk.read(lambda session: owing(session, row.days, now, chosen))
    except DeskError as error:
        host.tell(str(error), wrong=True)
        return
    for each in known:
        last = each.submission.sent.to if each.submission else ""
        await ask_notice_sent(app, each, _told_with(row, each), last)
    if not known:
        await _note_alone(app, host, row)


async def _note_alone(app: App[Any], host: Host, row: SwapRow) -> None:
    """Note the notice with the swap: no register knows what was submitted."""
    blank = Blank("how", _("To whom and how"), required=True)
    question = Question(_("Change notice sent"), about(row), _("Confirm"), (blank,))
    answer = await app.push_screen_wait(doors.question(question))
    if answer is not None:
        how, actor = answer["how"], host.officer
        await done(host, lambda a: acts.notice(a, row.id, how, actor=actor))


def _told_with(row: SwapRow, occasion: Occasion) -> Content:
    """Return that a swap's notice is noted with a submission, and how much that tells of."""
    words = ngettext(
        "The notice is noted with the submission of {name} and with the swap: {count} shift has "
        "changed since the receiver was told last.",
        "The notice is noted with the submission of {name} and with the swap: {count} shifts have "
        "changed since the receiver was told last.",
        len(occasion.owed),
    )
    name = shown(occasion.label, limit=30).plain
    return Content.assemble(about(row), "\n", words.format(name=name, count=len(occasion.owed)))
