"""Apply for compensatory leave: what it takes is checked, what speaks against it is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from textual.app import App
from textual.content import Content

from dutyroom.commands.host import Host
from dutyroom.config import Settings
from dutyroom.desk.desk import DeskError
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.phrases import sentences
from dutyroom.registers.compensation import acts, packs
from dutyroom.registers.compensation.reading import Statement
from dutyroom.registers.compensation.taking import Applying, against, taken
from dutyroom.registers.leave.reading import get
from dutyroom.registers.people import reading as people
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.asking_again import asked_again
from dutyroom.screens.leave_asking import all_the_same
from dutyroom.standard.clocks import day_after, local_date, midnight
from dutyroom.standard.roster.compensation import hours
from dutyroom.standard.typed_times import typed_moment
from dutyroom.store.session import Session
from dutyroom.widgets.moments import local, minute
from dutyroom.widgets.shown import shown

_BEGINS, _ENDS = time(8, 30), time(18)
_AHEAD: Final = 15
"""Days ahead in which a working day is looked for; no holiday is longer."""


async def ask_compensation(app: App[Any], person: str, name: str) -> None:
    """Ask how much and when, and apply; what is refused comes back to the form with the reason.

    Args:
        app: The app, which is a `Host`; must run in a worker.
        person: Id of the person.
        name: Their name.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    now = host.clock.now()
    known, day = await host.desk.read(
        lambda session: (people.get(session, person), _next_day(session, now, host.desk.settings))
    )
    question = asked = _when(name, now, day)
    while (answer := await app.push_screen_wait(doors.question(asked))) is not None:
        refused = await _apply(
            app, _applying(person, name, known.position if known else "", answer, now)
        )
        if not refused:
            host.look_again()
            return
        asked = asked_again(question, answer, refused)


async def _apply(app: App[Any], asked: Applying) -> str:
    """Apply, once what speaks against it is accepted; return why not, empty where it was done."""
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    now, actor = host.clock.now(), host.officer
    try:
        pack = packs.pack(host.desk.settings)
        needed = await host.desk.read(lambda session: taken(session, asked.start, asked.end, pack))
        found = await host.desk.read(lambda session: against(session, asked, needed, now))
        said = all_the_same(found)
        to_say = found and asked.minutes >= needed  # else the hours are refused in any case
        if to_say and await app.push_screen_wait(doors.question(said)) is None:
            return sentences(each.words for each in found)
        accepted = tuple(found)
        await host.desk.write(
            lambda r: acts.apply(r.access(), asked, pack, actor=actor, accepted=accepted)
        )
    except (DeskError, PlainError) as error:
        return str(error)
    words = _("Applied: {asked} for days with {needed} of working time.")
    host.tell(words.format(asked=hours(asked.minutes), needed=hours(needed)))
    return ""


def application_words(session: Session, known: Statement, line: str) -> Content:
    """Return what an application is about, for whoever decides: hours, dates, what was said.

    Args:
        session: A transaction that reads.
        known: The ledger.
        line: Id of the application.
    """
    applied, row = known.ledger.applications.get(line), get(session, line)
    parts = [shown(known.name, limit=60).stylize("bold")]
    if applied is not None:
        parts.append(Content(hours(applied.minutes)))
    if row is not None:
        same = local_date(row.start) == local_date(row.end)
        until = f"{local(row.end):%H:%M}" if same else minute(row.end)
        parts.append(Content(f"{minute(row.start)} - {until}"))
    words = Content("  ").join(parts)
    if row is not None and row.aware:  # above: what is closest to the blanks is seen in 24 lines
        said = shown(row.aware, limit=400, lines=True).stylize("$warning")
        words = Content.assemble(said, "\n", words)
    return words


def _applying(
    person: str, name: str, post: str, answer: Mapping[str, str], now: datetime
) -> Applying:
    """Return the leave that was asked for."""
    return Applying(
        person,
        name,
        round(float(answer["hours"]) * 60),
        typed_moment(answer["start"], now, default=_BEGINS) or now,
        typed_moment(answer["end"], now, default=_ENDS) or now,
        answer["reason"],
        post,
    )


def _next_day(session: Session, now: datetime, settings: Settings) -> date:
    """Return the next day that has working time, which is what leave is mostly taken for."""
    pack, today = packs.pack(settings), local_date(now)
    days = (today + timedelta(days=ahead) for ahead in range(1, _AHEAD))
    return next((day for day in days if taken(session, *_whole(day), pack)), today)


def _whole(day: date) -> tuple[datetime, datetime]:
    """Return when a day begins and ends."""
    return midnight(day), midnight(day_after(day))


def _when(name: str, now: datetime, day: date) -> Question:
    """Return the question how much is applied for, and when."""
    return Question(
        _("Apply for compensatory leave"),
        shown(name, limit=60).stylize("bold"),
        _("Apply"),
        (
            Blank("hours", _("Hours of leave"), "8", True, longest=6),
            Blank("start", _("From"), f"{day} 08:30", True, longest=20),
            Blank("end", _("Until"), f"{day} 18:00", True, longest=20),
            Blank("reason", _("Reason"), _("compensatory leave"), True),
        ),
        check=_checked(now),
    )


def _checked(now: datetime) -> Callable[[Mapping[str, str]], str]:
    """Return what says why the answers cannot be used."""

    def wrong(answer: Mapping[str, str]) -> str:
        start = typed_moment(answer["start"], now, default=_BEGINS)
        end = typed_moment(answer["end"], now, default=_ENDS)
        if start is None or end is None:
            return _("A time is written as 2026-11-27 08:30 or 11-27 8:30.")
        return hours_wrong(answer)

    return wrong


def hours_wrong(answer: Mapping[str, str]) -> str:
    """Return why a number of hours cannot be used; empty where it can."""
    try:
        fits = 0 < float(answer["hours"]) <= 2000
    except ValueError:
        fits = False
    return "" if fits else _("Hours are a number above 0, such as 8 or 4.5.")
