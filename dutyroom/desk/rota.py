"""What is to be proposed for a draft, made ready for the solver, which works in another process."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from dutyroom.config import Settings
from dutyroom.desk.rota_task import Task
from dutyroom.i18n import language
from dutyroom.registers.roster import balance
from dutyroom.registers.roster.picture import RosterPicture
from dutyroom.registers.roster.planning import planning
from dutyroom.standard.roster.counters import Counter, Counts
from dutyroom.standard.roster.fairness import Share, shares
from dutyroom.standard.roster.setting import Setting
from dutyroom.standard.roster.solver import Limits, Problem, Weights
from dutyroom.standard.roster.values import Assignment, Duty, Roster, Slot
from dutyroom.standard.roster.wishes import Outcome, outcomes

if TYPE_CHECKING:
    from dutyroom.store.session import Session


_NOBODY: Final = "?"
"""Stands where a shift has begun with nobody in it; no person's id."""


@dataclass(frozen=True)
class Wanted:
    """What is to be proposed.

    Attributes:
        first: First duty day.
        last: Last duty day, included.
        slots: What is to be filled.
        pins: What stays as it is.
        setting: What it is judged by; the draft's other duties stand around it.
        before: Everybody's part as the draft has it now.
        published: What is in force, of which as much as possible is kept.
        carried: What everybody served in excess of their share so far.
    """

    first: date
    last: date
    slots: tuple[Slot, ...]
    pins: tuple[Assignment, ...]
    setting: Setting
    before: tuple[Share, ...]
    published: Roster | None
    carried: Counts


def wanted(  # noqa: PLR0917 - the draft and all around it
    session: Session,
    settings: Settings,
    picture: RosterPicture,
    draft: Roster,
    span: tuple[date, date],
    now: datetime,
    *,
    keep_all: bool,
) -> Wanted:
    """Return what is to be proposed for some days of a draft.

    Args:
        session: A transaction that reads.
        settings: What the unit has chosen.
        picture: The period.
        draft: The draft.
        span: First and last duty day.
        now: The time.
        keep_all: Whoever stands in the draft stays, and only gaps are filled; else only those
            who are pinned stay.
    """
    first, last = span
    slots = tuple(slot for slot in draft.slots if first <= slot.day <= last)
    own = {slot.id for slot in slots}
    outside = tuple(duty for duty in draft.duties if duty.slot.id not in own)
    around = replace(picture.setting, around=(*picture.setting.around, *outside))
    pins = tuple(i for i in draft.assignments if i.slot in own and (keep_all or i.pinned))
    carried = balance.balances(session, first, planning(settings), now)
    standing = Roster(first, last, slots, tuple(i for i in draft.assignments if i.slot in own))
    in_force = picture.published.roster
    published = replace(in_force, first=first, last=last) if picture.published.rows else None
    before = tuple(shares(standing, around, carried))
    open_ones = tuple(Duty(_NOBODY, slot) for slot in begun_without(draft, own, now))
    around = replace(around, around=(*around.around, *open_ones))
    return Wanted(first, last, slots, pins, around, before, published, carried)


def begun_without(draft: Roster, own: Collection[str], now: datetime) -> list[Slot]:
    """Return the shifts that have begun with nobody in them and reach beyond now.

    As the week of a leader may, in which a unit begins to roster: nobody can be put in any more.
    The proposal is not asked to fill them; the draft goes on showing what they lack.

    Args:
        draft: The draft.
        own: Ids of the slots that are to be filled.
        now: The time.
    """
    inside = {item.slot for item in draft.assignments}
    return [
        slot
        for slot in draft.slots
        if slot.id not in own and slot.id not in inside and slot.start <= now < slot.end
    ]


def task(asked: Wanted, settings: Settings) -> Task:
    """Return what a search is given.

    Args:
        asked: What is to be proposed.
        settings: What the unit has chosen: limits and weights.
    """
    problem = Problem(
        asked.first,
        asked.last,
        asked.slots,
        asked.setting,
        asked.pins,
        asked.published,
        carried=asked.carried,
        weights=_weights(settings),
    )
    chosen = settings.roster
    return Task(problem, Limits(chosen.solve_seconds, chosen.explain_seconds), language())


def wishes(roster: Roster, asked: Wanted) -> list[Outcome]:
    """Return what a draft with a proposal in it makes of the wishes of the proposed days.

    Args:
        roster: The draft, the proposal taken.
        asked: What was proposed.
    """
    first, last = asked.first, asked.last
    touching = (w for w in asked.setting.requests if w.first <= last and first <= w.last)
    return outcomes(roster, touching)


def _weights(settings: Settings) -> Weights:
    """Return what the soft rules count."""
    chosen = settings.roster.weights
    fairness = {
        Counter.SPRING_FESTIVAL: chosen.spring_festival,
        Counter.STATUTORY: chosen.statutory,
        Counter.WEEKEND: chosen.weekend,
        Counter.WEEKDAY_NIGHT: chosen.weekday_night,
        Counter.ALL: chosen.all,
        Counter.LEADER: chosen.leader,
        Counter.LEADER_REST: chosen.leader_rest,
    }
    return Weights(
        chosen.change,
        chosen.request,
        chosen.outside_pool,
        chosen.leader_run,
        chosen.leader_turn,
        fairness,
    )


def counters(found: Sequence[Share]) -> list[Counter]:
    """Return the burdens that somebody has a part in, in the order of their kinds."""
    present = {share.counter for share in found if share.count or share.carried or share.expected}
    return [counter for counter in Counter if counter in present]
