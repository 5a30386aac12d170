"""What changes hands in a swap, asked one thing after the other; Esc leads to the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from textual.app import App
from textual.content import Content

from dutyroom.i18n import _
from dutyroom.registers.people import reading as people
from dutyroom.registers.people.person import Person
from dutyroom.registers.roster.reading import in_force_between
from dutyroom.registers.roster.rows import SlotRow
from dutyroom.registers.swaps.facts import NamedLeg
from dutyroom.screens import doors
from dutyroom.screens.asking import Blank, Question
from dutyroom.screens.assent import choice_of
from dutyroom.screens.swap_judging import ask_taker
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


async def ask_legs(
    app: App[Any], known: Known, slot: str, giver: str, begun: Sequence[NamedLeg] = ()
) -> list[NamedLeg]:
    """Ask what changes hands; whoever goes back is asked again what was asked before.

    Args:
        app: The app, which is a `Host`; must run in a worker of it.
        known: What is published, and who there is.
        slot: Id of the slot that changes hands, where it is chosen already.
        giver: Id of whoever gives it away, where that is chosen already.
        begun: What was answered before somebody went back to its last question.

    Returns:
        What changes hands; empty where somebody went back from the first question.
    """
    row = next((each for each in known.rows if each.slot.id == slot), None)
    if row is not None and not giver and len(row.people) == 1:
        giver = next(iter(row.people))
    return await _Asking(app, known, row, giver, list(begun)).asked()


@dataclass(slots=True)
class _Asking:
    """What changes hands, as far as it was answered.

    Attributes:
        app: The app.
        known: What is published, and who there is.
        row: The first shift, where it is chosen already.
        giver: Id of whoever gives it away, likewise; empty: that is asked.
        legs: What was answered.
        origin: Id of whoever gives the first shift away, as it was answered last.
    """

    app: App[Any]
    known: Known
    row: SlotRow | None
    giver: str
    legs: list[NamedLeg]
    origin: str = ""

    async def asked(self) -> list[NamedLeg]:
        """Ask until nobody gives anything in return; empty where somebody went back."""
        another, last = not self.legs, None
        if self.legs and not _goes_further(self.known, self.legs):
            another, last = True, self.legs.pop()
        while True:
            if another and not await self._another(last) and not self.legs:
                return []
            if not _goes_further(self.known, self.legs):
                return self.legs
            back = await _ask_back(self.app, self.known, self.legs)
            if back is False:
                return self.legs
            another, last = True, None if back else self.legs.pop()

    async def _another(self, last: NamedLeg | None) -> bool:
        """Ask what changes hands next; return whether it was said.

        Args:
            last: What was answered here before somebody went back to it: its taker is asked first.
        """
        given = self.legs[0].giver if self.legs else last.giver if last else self.giver
        self.origin = given or self.origin
        slot = last.slot.id if last else ""
        while True:
            if not self.legs and not self.giver and not slot:
                self.origin = await _ask_giver(self.app, self.known, self.row, self.origin)
            if not self.origin:
                return False
            leg = await _ask_leg(self.app, self.known, self.origin, self.legs, self.row, slot=slot)
            if leg is not None:
                self.legs.append(leg)
                return True
            if self.legs or self.giver:
                return False
            slot = ""


def said(legs: Sequence[NamedLeg]) -> Content:
    """Return what changes hands, a line for each shift."""
    words = "\n".join(f"{leg.giver_name} > {leg.taker_name}  {_leg(leg)}" for leg in legs)
    return shown(words, limit=600, lines=True)


def _goes_further(known: Known, legs: Sequence[NamedLeg]) -> bool:
    """Tell whether whoever took over last may give a shift in return."""
    taker, gone = legs[-1].taker, {leg.slot.id for leg in legs}
    left = any(row.slot.id not in gone for row in known.duties(taker))
    return taker != legs[0].giver and left and len(legs) < _MOST_LEGS


async def _ask_giver(app: App[Any], known: Known, row: SlotRow | None, before: str) -> str:
    """Ask whose shift changes hands; empty where somebody went back."""
    inside = known.serving() if row is None else [known.person(each) for each in row.people]
    names = [(choice_of(person), person.id) for person in inside]
    blank = Blank("giver", _("Whose shift changes hands"), before, required=True, choices=names)
    question = Question(_("Ask for a swap"), Content(""), _("Go on"), (blank,))
    answer = await app.push_screen_wait(doors.question(question))
    return answer["giver"] if answer is not None else ""


async def _ask_leg(
    app: App[Any],
    known: Known,
    origin: str,
    before: Sequence[NamedLeg],
    fixed: SlotRow | None,
    *,
    slot: str,
) -> NamedLeg | None:
    """Ask which shift is given away next, and to whom; None where somebody went back."""
    giver = known.person(before[-1].taker if before else origin)
    gone = {leg.slot.id for leg in before}
    rows = [each for each in known.duties(giver.id) if each.slot.id not in gone]
    only = fixed if not before else None
    chosen = only or next((row for row in rows if row.slot.id == slot), None)
    settled = chosen is not None
    while True:
        if not settled:
            chosen = await _ask_slot(app, known, giver, rows, chosen)
        settled = only is not None
        if chosen is None:
            return None
        picked = await ask_taker(app, chosen, giver.id, before)
        if picked is not None:
            taker = known.person(picked)
            return NamedLeg(chosen.slot, chosen.label, giver.id, giver.name, taker.id, taker.name)
        if settled:
            return None


async def _ask_slot(
    app: App[Any], known: Known, giver: Person, rows: Sequence[SlotRow], before: SlotRow | None
) -> SlotRow | None:
    """Ask which shift somebody gives away; None where somebody went back."""
    if not rows:
        return None
    value = before.slot.id if before is not None else _nearest(rows, known.now)
    choices = [(_shift(each, known.now), each.slot.id) for each in rows]
    question = Question(
        _("Ask for a swap"),
        shown(giver.name, limit=40).stylize("bold"),
        _("Go on"),
        (Blank("slot", _("Which shift is given away"), value, required=True, choices=choices),),
    )
    answer = await app.push_screen_wait(doors.question(question))
    return next((row for row in rows if answer and row.slot.id == answer["slot"]), None)


async def _ask_back(app: App[Any], known: Known, legs: Sequence[NamedLeg]) -> bool | None:
    """Ask whether whoever takes over gives a shift in return; None: somebody went back."""
    taker, origin = (known.person(each) for each in (legs[-1].taker, legs[0].giver))
    label = _("What does {name} get in return?").format(name=shown(origin.name, limit=40).plain)
    name = shown(taker.name, limit=40).plain
    choices = (
        (_("Nothing"), _NOTHING),
        (_("A shift of {name}, for them or for a third person").format(name=name), "shift"),
    )
    blank = Blank("back", label, _NOTHING, required=True, choices=choices)
    question = Question(_("Ask for a swap"), said(legs), _("Go on"), (blank,))
    answer = await app.push_screen_wait(doors.question(question))
    return None if answer is None else answer["back"] != _NOTHING


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
