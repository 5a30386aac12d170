"""Admit somebody to the roster: asked from the list, from the roster's faults, from a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from textual.app import App

from dutyroom.commands.host import Host
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.admissions import acts, rules
from dutyroom.registers.admissions.facts import Admission
from dutyroom.registers.people import reading as people
from dutyroom.registers.people.person import Person
from dutyroom.registers.roster.planning import Planning, planning
from dutyroom.screens import admission_asking as asking
from dutyroom.screens import doors
from dutyroom.screens.assent import Decided, ask_and_decide
from dutyroom.standard.roster.eligibility import RefusalKind
from dutyroom.standard.roster.rules import Policy
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class Admitted:
    """An admission that was given.

    Attributes:
        id: Its id.
        said: What was said of it.
    """

    id: str
    said: Admission


@dataclass(frozen=True, slots=True)
class Offered:
    """What stands in the form at first.

    Attributes:
        days: First and last day; none of them is taken before today.
        person: Id of whom; empty: that is asked.
        rule: What stands against them; None: that is asked.
        before: The admission given just before: of a whole desk each is admitted for the same
            days and reason. None: there is none.
    """

    days: tuple[date, date]
    person: str = ""
    rule: RefusalKind | None = None
    before: Admission | None = None


@dataclass(frozen=True, slots=True)
class Staff:
    """Who may be admitted, and who decides about it.

    Attributes:
        needing: Who of the officers and leaders may be, those first who need it.
        able: Who of the register decides.
    """

    needing: tuple[Person, ...]
    able: tuple[Person, ...]


async def staff(host: Host) -> Staff:
    """Return who may be admitted, and who decides.

    Raises:
        DeskError: The register cannot be read.
    """
    now = host.clock.now()
    how = planning(host.desk.settings)
    today = how.rules.duty_day(now)

    def look(session: Session) -> Staff:
        everybody = people.everybody(session)
        rostered = [each for each in everybody if each.rostered().roles]
        rostered.sort(key=lambda each: not _needs(each, how, today))
        able = [each for each in everybody if rules.may_decide(session, each.id, now)]
        return Staff(tuple(rostered), tuple(able))

    return await host.desk.read(look)


def _needs(person: Person, how: Planning, today: date) -> bool:
    """Return whether somebody is never rostered without an admission."""
    found = rules.against(person, today)
    untrained = RefusalKind.TRAINING in found and how.rules.training is Policy.BLOCK
    return RefusalKind.POST in found or untrained


async def ask_admission(app: App[Any], offered: Offered) -> Admitted | None:
    """Ask who is admitted in spite of what, for which days, and who decides; and record it.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
        offered: What stands in the form at first.

    Returns:
        The admission; None: none was given.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    try:
        known = await staff(host)
    except DeskError as error:
        host.tell(str(error), wrong=True)
        return None
    if not known.needing:
        host.tell(_("Nobody is in the register as duty officer or leader."))
        return None
    person = offered.person
    if not person:
        answer = await app.push_screen_wait(doors.question(asking.who(known.needing)))
        person = answer["person"] if answer is not None else ""
    chosen = next((each for each in known.needing if each.id == person), None)
    return await _decided(app, known, chosen, offered) if chosen is not None else None


async def _decided(
    app: App[Any], known: Staff, chosen: Person, offered: Offered
) -> Admitted | None:
    """Ask for the decision about somebody; return what was recorded."""
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    how, actor = planning(host.desk.settings), host.officer
    today = how.rules.duty_day(host.clock.now())
    before = offered.before
    days = (before.first, before.last) if before is not None else offered.days
    first, last = max(days[0], today), max(days[1], today)
    choices = asking.choices_of(rules.against(chosen, last), offered.rule)
    if before is not None:
        choices.sort(key=lambda each: each != before.rules)
    made: list[Admitted] = []

    def act(access: Access, decided: Decided) -> None:
        wanted = asking.admission_of(chosen, decided.answers, today)
        identity = acts.admit(
            access, wanted, how, assent=decided.assent, actor=actor, password=decided.password
        )
        made.append(Admitted(identity, wanted))

    deciding = asking.what(chosen, choices, (first, last), today, known.able)
    if before is not None:
        deciding = asking.with_reason(deciding, before.reason)
    done = await ask_and_decide(app, deciding, act)
    return made[-1] if done else None
