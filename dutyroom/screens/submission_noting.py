"""Ask how a roster or its change notice was sent, and note it: the same from every screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from textual.app import App
from textual.content import Content

from dutyroom.commands.host import Host
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.roster.issuing import Issuer, lacking
from dutyroom.registers.roster.planning import planning
from dutyroom.registers.submissions import acts
from dutyroom.registers.submissions.acts import Desk
from dutyroom.registers.submissions.occasions import Occasion
from dutyroom.screens import doors
from dutyroom.screens import submission_asking as asking
from dutyroom.screens.asking import Question
from dutyroom.screens.asking_again import asked_again
from dutyroom.screens.on_word import on_word
from dutyroom.widgets.shown import shown


async def ask_notice_sent(app: App[Any], row: Occasion, words: Content, to: str) -> bool:
    """Ask how the change notice of an occasion was sent, then note it; return whether it was.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
        row: The occasion.
        words: What stands above the fields; foreign text in it has passed `shown`.
        to: Who was told the last time.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    title = _("Change notice: {name}").format(name=shown(row.label, limit=30).plain)
    question = asking.about_sending(title, words, host.clock, to)
    return await ask_sending(app, row, question, acts.notify)


async def ask_sending(
    app: App[Any], row: Occasion, question: Question, act: Callable[..., None]
) -> bool:
    """Ask how something was sent, on whose word where that is wanted, and note it.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
        row: The occasion.
        question: How it was sent.
        act: Notes it, or refuses.

    Returns:
        Whether it was noted.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    try:
        why = await host.desk.read(lambda session: lacking(session, host.session))
    except DeskError as error:
        host.tell(str(error), wrong=True)
        return False
    if why:
        body = Content.assemble(question.body, "\n", (why, "bold $warning"))
        question = replace(question, body=body, blanks=(*question.blanks, *on_word()))
    asked = question
    while (answer := await app.push_screen_wait(doors.question(asked))) is not None:
        given = {"in_spite": "", **answer}
        try:
            await host.desk.write(lambda r: _note(host, r.access(), act, row, given))  # noqa: B023 - awaited here
        except DeskError as error:
            late = error.__cause__  # the roster of then may lack whom the one of now has
            if isinstance(late, acts.Incomplete) and "in_spite" not in answer:
                question = asking.in_spite(question, late.missing)
            asked = asked_again(question, given, str(error))
            continue
        host.look_again()
        host.tell(_("Noted."))
        return True
    return False


def desk_of(host: Host, access: Access, issuer: Issuer | None = None, in_spite: str = "") -> Desk:
    """Return who notes it, and how the unit counts and rosters."""
    settings = host.desk.settings
    return Desk(access, host.officer, settings.calendar, issuer, planning(settings), in_spite)


def _note(
    host: Host, access: Access, act: Callable[..., None], row: Occasion, given: Mapping[str, str]
) -> None:
    """Note what was answered of a sending."""
    issuer = Issuer(host.session, given.get("word_of", ""), given.get("word_why", ""))
    desk = desk_of(host, access, issuer, given["in_spite"])
    act(desk, row.id, asking.sending_of(given, host.clock.now()))
