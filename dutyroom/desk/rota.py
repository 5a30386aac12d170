"""The rota solver at work for a screen: on a thread of its own, watched and stopped from outside.

The solver loads numpy when its thread begins and lets the interpreter go while it computes, so the
screen goes on echoing keys.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime
from threading import Event
from typing import TYPE_CHECKING

from dutyroom.config import Settings
from dutyroom.desk.errors import DeskError
from dutyroom.registers.roster import balance
from dutyroom.registers.roster.picture import RosterPicture
from dutyroom.registers.roster.planning import planning
from dutyroom.standard.calendar.days import YearWithoutData
from dutyroom.standard.roster.counters import Counter, Counts
from dutyroom.standard.roster.fairness import Share, shares
from dutyroom.standard.roster.setting import Setting
from dutyroom.standard.roster.values import Assignment, Roster, Slot

if TYPE_CHECKING:
    from dutyroom.standard.roster.solver import Progress, Proposal, Weights
    from dutyroom.store.session import Session


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
    return Wanted(first, last, slots, pins, around, before, published, carried)


class Solving:
    """One search for a roster.

    Attributes:
        progress: How far it has come; None: it has not begun to say.
    """

    def __init__(self, asked: Wanted, settings: Settings, monotonic: Callable[[], float]) -> None:
        """Prepare a search.

        Args:
            asked: What is to be proposed.
            settings: What the unit has chosen: limits and weights.
            monotonic: The clock's, in seconds.
        """
        self.progress: Progress | None = None
        self._asked = asked
        self._settings = settings
        self._monotonic = monotonic
        self._stop = Event()
        self._thread = ThreadPoolExecutor(1, "rota")

    def cancel(self) -> None:
        """End the search as soon as it looks up; what it has found is kept."""
        self._stop.set()

    async def run(self) -> Proposal:
        """Search on a thread of its own.

        Raises:
            DeskError: The days cannot be rostered.
        """
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._thread, self._solve)
        except YearWithoutData as error:
            raise DeskError(str(error)) from error
        finally:
            self._stop.set()
            self._thread.shutdown(wait=False)

    def _solve(self) -> Proposal:
        """Search; on the thread."""
        from dutyroom.standard.roster.solver import Limits, Problem, solve  # noqa: PLC0415 - numpy

        asked, chosen = self._asked, self._settings.roster
        problem = Problem(
            asked.first,
            asked.last,
            asked.slots,
            asked.setting,
            asked.pins,
            asked.published,
            carried=asked.carried,
            weights=_weights(self._settings),
        )
        limits = Limits(chosen.solve_seconds, chosen.explain_seconds)
        return solve(
            problem, self._monotonic, limits, report=self._note, cancelled=self._stop.is_set
        )

    def _note(self, progress: Progress) -> None:
        """Note how far it has come; on the thread."""
        self.progress = progress


def _weights(settings: Settings) -> Weights:
    """Return what the soft rules count."""
    from dutyroom.standard.roster.solver import Weights  # noqa: PLC0415 - numpy

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
    return Weights(chosen.change, chosen.request, chosen.outside_pool, fairness)


def counters(found: Sequence[Share]) -> list[Counter]:
    """Return the burdens that somebody has a part in, in the order of their kinds."""
    present = {share.counter for share in found if share.count or share.carried or share.expected}
    return [counter for counter in Counter if counter in present]


__all__ = ["Solving", "Wanted", "counters", "wanted"]
