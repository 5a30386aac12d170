"""Who sits here since when: asked at the first start, and whenever it changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from textual.app import App
from textual.content import Content

from dutyroom.clock import Clock
from dutyroom.commands.host import Host
from dutyroom.desk.desk import DeskError
from dutyroom.desk.questions import Registers
from dutyroom.i18n import _
from dutyroom.phrases import listed
from dutyroom.registers.equipment.at_sign_on import UNREAD, AtSignOn, at_sign_on
from dutyroom.registers.people.person import PersonRole
from dutyroom.registers.shifts import by_name, rostering
from dutyroom.registers.shifts.blockers import Blocker, Rostered
from dutyroom.screens import doors, handover_doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.asking_again import asked_again, reasons_against
from dutyroom.screens.first_shift import FOUND
from dutyroom.screens.setting_aside import against_told, reasons_for
from dutyroom.store.session import Session
from dutyroom.widgets.moments import local
from dutyroom.widgets.open_faults import open_faults_told
from dutyroom.widgets.shown import shown


async def ask_shift(app: App[Any]) -> None:
    """Ask who is on duty, and record the answer.

    Runs in a worker of the app, which is a `Host`.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    if host.standing.shift is not None and not host.locked:
        await host.action_command("handover")  # whoever is relieved hands over first (article 17)
        return
    if host.standing.accounts:
        if not (host.locked and await handover_doors.let_relieve(app)):
            await app.push_screen_wait(doors.sign_on())
        return
    now = host.clock.now()
    shift = host.standing.shift
    standing = await _standing(host, now)
    question = asked = _question(now, standing, first=shift is None)
    while (answer := await app.push_screen_wait(doors.first_shift(asked))) is not None:
        if FOUND in answer:
            founded = await doors.founding(app, answer["officer"])
            if founded is not None and PersonRole.OFFICER in founded.roles:
                await app.push_screen_wait(doors.sign_on(officer=founded.id))
            elif founded is not None:  # whoever serves needs an account first
                await host.action_command("accounts")
            return
        begun = meant(answer["since"], host.clock)
        named = by_name.ByName(answer["officer"], answer["leader"], begun, shift)
        refused = await _begin(
            app, named, {each.code: answer[each.code] for each in standing.against}
        )
        if not refused:
            host.look_again()
            return
        asked = asked_again(question, answer, refused)


@dataclass(frozen=True, slots=True)
class _Standing:
    """Whom the roster names, the open faults, and what stands against taking charge."""

    rostered: Rostered | None = None
    equipment: AtSignOn = UNREAD
    against: Sequence[Blocker] = ()


async def _standing(host: Host, now: datetime) -> _Standing:
    """Read what the equipment says; where it cannot be read, the question is asked all the same."""
    seat, limits = host.desk.place().seat, host.desk.settings.equipment

    def read(session: Session) -> _Standing:
        against = by_name.against(session, now, seat=seat, limits=limits)
        return _Standing(rostering.by_name(session, now, ""), at_sign_on(session), against)

    try:
        return await host.desk.read(read)
    except DeskError:
        return _Standing()


async def _begin(app: App[Any], named: by_name.ByName, reasons: Mapping[str, str]) -> str:
    """Record it, with why in spite of what stands against whoever is named; return why not."""
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    given = dict(reasons)

    def act(registers: Registers) -> str:
        return by_name.begin(registers.access(), named, reasons=given)

    while True:
        try:
            await host.desk.write(act)
        except DeskError as error:
            more = await reasons_against(app, error)
            if more is None:
                return str(error)
            given |= more
        else:
            return ""


def _question(now: datetime, standing: _Standing, *, first: bool) -> Question:
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
        *reasons_for(standing.against),
    )
    without = _("This desk works without accounts and passwords; F4 sets them up.")
    return Question(
        _("Who is on duty?"),
        Content("\n").join([Content(f"{words}\n{without}"), *_told(standing)]),
        _("Begin duty"),
        blanks,
        check=lambda answer: time_wrong(answer["since"], now),
    )


def _told(standing: _Standing) -> list[Content]:
    """Return whom the roster names, the open faults and what stands against it, in lines."""
    equipment = open_faults_told(standing.equipment)
    lines = [_rostered(standing.rostered)] if standing.rostered is not None else []
    lines += [equipment.stylize("$warning")] if equipment.plain else []
    lines += against_told(standing.against)
    if standing.against:
        lines.append(Content(_("Esc: see to it first. Or give the reason here.")))
    return lines


def _rostered(planned: Rostered) -> Content:
    """Return whom the roster names for this time."""
    words = _("Roster: {officers}.")
    if planned.leader_name:
        words = _("Roster: {officers}; leader {leader}.")
    officers = shown(listed(planned.officers.values()), limit=200).plain
    leader = shown(planned.leader_name, limit=40).plain
    return Content(words.format(officers=officers, leader=leader))


def time_wrong(text: str, now: datetime) -> str:
    """Return why a text is no time of day, for the user; empty where it is one."""
    if since(text, now) is not None:
        return ""
    return _("The time is not a time of day such as 08:30.")


def meant(text: str, clock: Clock) -> datetime:
    """Return the moment that a time of day names where a question is answered.

    The question may have been open for a while: what came meanwhile is not yesterday's.

    Args:
        text: A time of day that was checked.
        clock: Its time is that of the answer; it stands in for a text that is none.
    """
    now = clock.now()
    return since(text, now) or now


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
