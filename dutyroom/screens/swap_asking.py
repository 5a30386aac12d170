"""Ask for a swap, one hand after the other; also from a cell of the roster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from textual.app import App
from textual.content import Content

from dutyroom.commands.host import Host
from dutyroom.desk.desk import DeskError
from dutyroom.i18n import _
from dutyroom.phrases import clauses
from dutyroom.registers.people import reading as people
from dutyroom.registers.people.person import Person, PersonRole
from dutyroom.registers.roster.reading import in_force_between
from dutyroom.registers.roster.rows import SlotRow
from dutyroom.registers.submissions.reading import submissions
from dutyroom.registers.swaps import acts
from dutyroom.registers.swaps.acts import Asking
from dutyroom.registers.swaps.facts import NamedLeg
from dutyroom.registers.swaps.reading import SwapRow
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.assent import Deciding, ask_and_decide, choice_of
from dutyroom.screens.swap_judging import ask_taker, said_against
from dutyroom.screens.waiving import Waiving
from dutyroom.standard.roster.swapping import Leg
from dutyroom.store.session import Session
from dutyroom.widgets.moments import day, local
from dutyroom.widgets.shown import shown

_BACK: Final = timedelta(days=7)
_AHEAD: Final = timedelta(days=93)
"""Shifts that are offered; one that has begun takes a decision (article 15)."""
_NOTHING: Final = "nothing"
_MOST_LEGS: Final = 8


@dataclass(frozen=True, slots=True)
class Known:
    """What is published, and who there is.

    Attributes:
        rows: The slots in force, earliest first.
        people: Everybody who is not retired.
        now: The present.
    """

    rows: Sequence[SlotRow]
    people: Sequence[Person]
    now: datetime

    def person(self, identity: str) -> Person:
        """Return somebody by id; one who is retired has only an id and the roster's name."""
        found = next((each for each in self.people if each.id == identity), None)
        names = (row.people[identity] for row in self.rows if identity in row.people)
        return found or Person(identity, next(names, identity))

    def duties(self, person: str) -> list[SlotRow]:
        """Return the shifts of somebody."""
        return [row for row in self.rows if person in row.people]

    def serving(self) -> list[Person]:
        """Return those who are on the roster, by name."""
        found = {identity for row in self.rows for identity in row.people}
        return sorted((self.person(each) for each in found), key=lambda person: person.name)


def read_known(session: Session, now: datetime) -> Known:
    """Return what is published around now, and who there is."""
    rows = in_force_between(session, now - _BACK, now + _AHEAD)
    return Known(rows, people.everybody(session), now)


async def ask_swap(app: App[Any], *, slot: str = "", giver: str = "") -> None:
    """Ask for a swap from its first question to its record.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
        slot: Id of the slot that changes hands, where it is chosen already.
        giver: Id of whoever gives it away, where that is chosen already.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    now = host.clock.now()
    try:
        known = await host.desk.read(lambda session: read_known(session, now))
    except DeskError as error:
        host.tell(str(error), wrong=True)
        return
    if not known.rows:
        host.tell(_("No roster is published for these days: there is nothing to swap."))
        return
    legs = await _ask_legs(app, known, slot, giver)
    if legs:
        await _ask_reason(app, known, legs)


async def _ask_legs(app: App[Any], known: Known, slot: str, giver: str) -> list[NamedLeg]:
    """Ask what changes hands; empty where somebody went back."""
    row = next((each for each in known.rows if each.slot.id == slot), None)
    if row is not None and not giver and len(row.people) == 1:
        giver = next(iter(row.people))
    if not giver:
        inside = known.serving() if row is None else [known.person(each) for each in row.people]
        answer = await app.push_screen_wait(doors.question(_who_gives(inside)))
        if answer is None:
            return []
        giver = answer["giver"]
    legs: list[NamedLeg] = []
    current = giver
    while len(legs) < _MOST_LEGS:
        leg = await _ask_leg(app, known, current, legs, row)
        if leg is None:
            return []
        legs.append(leg)
        row, current = None, leg.taker
        goes_on = current != giver and await _goes_on(app, known, legs, giver)
        if goes_on is None:
            return []
        if not goes_on:
            break
    return legs


async def _ask_leg(
    app: App[Any], known: Known, giver: str, before: Sequence[NamedLeg], row: SlotRow | None
) -> NamedLeg | None:
    """Ask which shift somebody gives away, and to whom."""
    gone = {leg.slot.id for leg in before}
    rows = [row] if row else [each for each in known.duties(giver) if each.slot.id not in gone]
    if not rows:
        return None
    person = known.person(giver)
    which = Question(
        _("Ask for a swap"),
        shown(person.name, limit=40).stylize("bold"),
        _("Go on"),
        (
            Blank(
                "slot",
                _("Which shift is given away"),
                _nearest(rows, known.now),
                required=True,
                choices=[(_shift(each, known.now), each.slot.id) for each in rows],
            ),
        ),
    )
    first = {"slot": row.slot.id} if row else await app.push_screen_wait(doors.question(which))
    if first is None:
        return None
    chosen = next(each for each in rows if each.slot.id == first["slot"])
    picked = await ask_taker(app, chosen, giver, before)
    if picked is None:
        return None
    taker = known.person(picked)
    return NamedLeg(chosen.slot, chosen.label, giver, person.name, taker.id, taker.name)


async def _goes_on(
    app: App[Any], known: Known, legs: Sequence[NamedLeg], giver: str
) -> bool | None:
    """Ask whether whoever takes over gives a shift in return; None: somebody went back."""
    taker, origin = known.person(legs[-1].taker), known.person(giver)
    if not known.duties(taker.id):
        return False
    choices = (
        (_("Nothing"), _NOTHING),
        (_("A shift of {name}").format(name=shown(taker.name, limit=40).plain), "shift"),
    )
    words = "\n".join(f"{leg.giver_name} > {leg.taker_name}  {_leg(leg)}" for leg in legs)
    question = Question(
        _("Ask for a swap"),
        shown(words, limit=600, lines=True),
        _("Go on"),
        (
            Blank(
                "back",
                _("What does {name} get in return?").format(
                    name=shown(origin.name, limit=40).plain
                ),
                _NOTHING,
                required=True,
                choices=choices,
            ),
        ),
    )
    answer = await app.push_screen_wait(doors.question(question))
    return None if answer is None else answer["back"] != _NOTHING


async def _ask_reason(app: App[Any], known: Known, legs: Sequence[NamedLeg]) -> None:
    """Ask why and who asks, then record it."""
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    concerned = list(dict.fromkeys(p for leg in legs for p in (leg.giver, leg.taker)))
    heads = [p for p in known.people if PersonRole.HEAD_OF_ROOM in p.roles]
    asking = [known.person(each) for each in concerned]
    asking += [each for each in heads if each.id not in concerned]
    moved = [Leg(leg.slot.id, leg.giver, leg.taker) for leg in legs]
    slots = [(leg.slot.id, leg.slot.start, leg.slot.end) for leg in legs]
    against = await said_against(host, moved, slots)
    if against is None:
        return
    words = "\n".join(f"{leg.giver_name} > {leg.taker_name}  {_leg(leg)}" for leg in legs)
    actor, waiving = host.officer, Waiving()
    done = await ask_and_decide(
        app,
        Deciding(
            _("Ask for a swap"),
            Content.assemble(shown(words, limit=600, lines=True), against),
            asking,
            (Blank("reason", _("Reason"), required=True),),
            outsiders=False,
            accept=_("Ask for a swap"),
            label=_("Who asks"),
        ),
        lambda access, said: acts.ask(
            access,
            Asking(legs, said.answers["reason"], said.assent, waiving.decision),
            actor=actor,
            password=said.password,
        ),
        waiving.set_aside,
    )
    if done:
        host.tell(_("Asked. Everybody whose duty changes agrees; then the leader is told."))


def _who_gives(people_: Sequence[Person]) -> Question:
    """Return the question whose shift changes hands."""
    names = [(choice_of(person), person.id) for person in people_]
    blank = Blank("giver", _("Whose shift changes hands"), required=True, choices=names)
    return Question(_("Ask for a swap"), Content(""), _("Go on"), (blank,))


def _shift(row: SlotRow, now: datetime) -> str:
    """Return a shift as a line of a choice."""
    begun = " " + _("(has begun)") if row.slot.start <= now else ""
    return f"{day(row.slot.start)} {local(row.slot.start):%H:%M}  {row.label}{begun}"


def _leg(leg: NamedLeg) -> str:
    """Return when a leg's shift begins and what it is called."""
    return f"{day(leg.slot.start)} {local(leg.slot.start):%H:%M} {leg.label}"


def _nearest(rows: Sequence[SlotRow], now: datetime) -> str:
    """Return the id of the first shift that has not begun."""
    coming = (row.slot.id for row in rows if row.slot.start > now)
    return next(coming, rows[-1].slot.id)


def was_submitted(session: Session, row: SwapRow) -> bool:
    """Return whether the days of a swap were submitted, as far as the register knows."""
    days = row.days
    return bool(days) and bool(submissions(session, min(days), max(days)))


def submitted_before(row: SwapRow, *, sent: bool) -> Question:
    """Return the question before a version is published; the register's answer stands there."""
    choices = ((_("no"), "no"), (_("yes: a change notice is owed"), "yes"))
    value = "yes" if sent else "no"
    blank = Blank("sent", _("Was this roster submitted already?"), value, True, choices=choices)
    return Question(_("Carry out"), about(row), _("Publish"), (blank,))


def about(row: SwapRow) -> Content:
    """Return which swap is meant."""
    text = clauses(f"{leg.giver_name} > {leg.taker_name} {leg.label}" for leg in row.legs)
    return shown(f"{text}  {row.swap.reason}", limit=200).stylize("bold")
