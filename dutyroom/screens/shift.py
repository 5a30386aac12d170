"""Who sits here since when: asked at the first start, and whenever it changes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from textual.app import App
from textual.content import Content

from dutyroom.commands.host import Host
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.shifts import facts, rostering
from dutyroom.registers.shifts.facts import Planned
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.first_shift import FOUND
from dutyroom.widgets.moments import local


async def ask_shift(app: App[Any]) -> None:
    """Ask who is on duty, and record the answer.

    Runs in a worker of the app, which is a `Host`.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    if host.standing.shift is not None and not host.locked:
        await host.action_command("handover")  # whoever is relieved hands over first (article 17)
        return
    if host.standing.accounts:
        await app.push_screen_wait(doors.sign_on())
        return
    now = host.clock.now()
    shift = host.standing.shift
    answer = await app.push_screen_wait(doors.first_shift(_question(now, first=shift is None)))
    if answer is None:
        return
    if FOUND in answer:
        founded = await doors.founding(app, answer["officer"])
        if founded is not None:
            await app.push_screen_wait(doors.sign_on(officer=founded.id))
        return
    begun = since(answer["since"], now) or now
    place, officer = host.desk.place(), answer["officer"]
    before = shift.slot if shift is not None else ""
    planned = await _planned(host, begun, officer, before)
    new = [
        facts.begun(
            facts.new_id(), begun, place, officer=officer, leader=answer["leader"], planned=planned
        )
    ]
    if shift is not None:
        new.insert(0, facts.ended(shift.id, begun, place, actor=officer))
    await host.recorded(*new)


async def _planned(host: Host, begun: datetime, officer: str, before: str) -> Planned | None:
    """Return what the roster says; None: it cannot be read, and nobody waits for it."""
    try:
        return await host.desk.read(lambda s: rostering.by_name(s, begun, officer, before))
    except DeskError:
        return None


def _question(now: datetime, *, first: bool) -> Question:
    """Return the question with the present as its answer."""
    words = (
        _("Calls do not wait for this. Your name stands under what you write up.")
        if first
        else _("The officer before is taken off duty at the time you name.")
    )
    blanks = (
        Blank("officer", _("Duty officer"), required=True, longest=40, named=True),
        Blank("leader", _("Leader on duty"), longest=40, named=True),
        Blank("since", _("Since"), f"{local(now):%H:%M}", required=True, longest=5),
    )
    without = _("This desk works without accounts and passwords; F4 sets them up.")
    return Question(
        _("Who is on duty?"),
        Content(f"{words}\n{without}"),
        _("Begin duty"),
        blanks,
        check=lambda answer: time_wrong(answer["since"], now),
    )


def time_wrong(text: str, now: datetime) -> str:
    """Return why a text is no time of day, for the user; empty where it is one."""
    if since(text, now) is not None:
        return ""
    return _("The time is not a time of day such as 08:30.")


def since(text: str, now: datetime) -> datetime | None:
    """Return the last time at which it was so late by the clock.

    Args:
        text: A time of day such as `8:30`, typed with either colon.
        now: The present.

    Returns:
        The moment, not after the present; None where the text is no time of day.
    """
    hours, colon, minutes = text.replace("：", ":").partition(":")
    if not (colon and hours.isdecimal() and minutes.isdecimal()):
        return None
    if int(hours) > 23 or int(minutes) > 59:
        return None
    at = local(now).replace(hour=int(hours), minute=int(minutes), second=0, microsecond=0)
    return at if at <= now else at - timedelta(days=1)
