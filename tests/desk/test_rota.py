"""A proposal for a draft: judged by an independent checker, stopped on request, out of the way."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom import apart
from dutyroom.config import Settings
from dutyroom.config.roster import Roster as Chosen
from dutyroom.desk import rota, rota_task
from dutyroom.desk.errors import DeskError
from dutyroom.desk.rota_search import Solving
from dutyroom.registers.roster.drafting import Draft
from dutyroom.registers.roster.picture import RosterPicture, judged, picture
from dutyroom.registers.roster.planning import Planning, planning
from dutyroom.registers.roster.sources import SOURCES, Sources
from dutyroom.standard.roster import editing
from dutyroom.standard.roster.counters import Counter
from dutyroom.standard.roster.solver import Progress, Proposal, Status
from dutyroom.standard.roster.solver.solve import solve
from dutyroom.standard.roster.values import Absence, Role, Roster
from dutyroom.store.engine import Store
from dutyroom.store.session import Session
from tests.registers.roster import roster_kit
from tests.registers.roster.roster_kit import FIRST, NOW, PLANNING, Room
from tests.standard.roster.independent import breaches
from tests.standard.roster.scenes import at

LAST = FIRST + timedelta(days=6)
NAMES = [f"o{number}" for number in range(7)]


@pytest.fixture
def room(store: Store) -> Room:
    """A room with seven officers and three leaders, in November."""
    return roster_kit.room(store)


def seen(room: Room, how: Planning, first: date = FIRST, last: date = LAST) -> RosterPicture:
    """Return a week of December."""
    with room.access.store.read() as session:
        return picture(session, first, last, how, NOW)


def proposed(
    room: Room,
    found: RosterPicture,
    draft: Roster,
    *,
    keep_all: bool = False,
    chosen: Settings | None = None,
) -> tuple[Proposal, rota.Wanted]:
    """Return what is proposed for a whole draft."""
    using = chosen or Settings()
    span = (found.first, found.last)
    with room.access.store.read() as session:
        asked = rota.wanted(session, using, found, draft, span, NOW, keep_all=keep_all)
    task = rota_task.task_of(rota_task.line(rota.task(asked, using)))  # as the process reads it
    return solve(task.problem, time.monotonic, task.limits), asked


def test_a_leaders_week_that_began_with_nobody_keeps_no_proposal_out(room: Room) -> None:
    """A unit begins in the middle of a week: its officers are rostered, and the next leaders."""
    using = Settings(roster=Chosen(pattern="day-night-week"))
    first, last = date(2026, 11, 1), date(2026, 11, 30)
    found = seen(room, planning(using), first, last)
    span = (date(2026, 11, 21), last)  # a Saturday; now it is Friday
    with room.access.store.read() as session:
        asked = rota.wanted(session, using, found, empty(found), span, NOW, keep_all=False)
    proposal = solve(rota.task(asked, using).problem, time.monotonic)
    assert proposal.status is Status.OPTIMAL
    assert {slot.day for slot in asked.slots if slot.role is Role.LEADER} == {
        date(2026, 11, 23),
        date(2026, 11, 30),
    }
    made = editing.proposed(empty(found), proposal.assignments, [slot.id for slot in asked.slots])
    lacks = [each for each in judged(found, made).blocking if each.end > NOW]
    assert "No leader on duty" in " ".join(each.words for each in lacks)


def empty(found: RosterPicture) -> Roster:
    """Return the empty draft of a period."""
    assert found.empty is not None
    return found.empty


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    pins=st.lists(st.tuples(st.integers(0, 20), st.sampled_from(NAMES)), max_size=3),
    gone=st.lists(
        st.tuples(st.sampled_from([*NAMES, "l0"]), st.integers(0, 150), st.integers(1, 60)),
        max_size=4,
    ),
    keep_all=st.booleans(),
)
def test_whatever_is_proposed_into_a_draft_keeps_every_rule(
    room: Room,
    pins: list[tuple[int, str]],
    gone: list[tuple[str, int, int]],
    keep_all: bool,
) -> None:
    absences = [
        Absence(person, at(FIRST, start), at(FIRST, start + hours)) for person, start, hours in gone
    ]

    def away(session: Session, start: datetime, end: datetime) -> Iterable[Absence]:
        return absences

    how = replace(PLANNING, sources=Sources(SOURCES.calendar, (away,)))
    found = seen(room, how)
    draft = empty(found)
    for place, person in pins:
        slot = draft.slots[place]
        if slot.role == "officer":
            draft = editing.put(draft, slot.id, person)
    answer, asked = proposed(room, found, draft, keep_all=keep_all)
    if answer.status is Status.OPTIMAL:
        made = editing.proposed(draft, answer.assignments, {slot.id for slot in asked.slots})
        assert breaches(made, found.setting) == set()
        assert {(i.slot, i.person) for i in draft.assignments} <= {
            (i.slot, i.person) for i in made.assignments if i.pinned
        }
    else:
        assert answer.status is Status.INFEASIBLE
        assert answer.clashes


def test_only_some_days_are_proposed_and_the_others_count_for_rest(room: Room) -> None:
    found = seen(room, PLANNING)
    first_night, next_day = f"{FIRST}/night", f"{FIRST + timedelta(days=1)}/day"
    draft = editing.put(empty(found), first_night, "o1")
    span = (FIRST + timedelta(days=1), LAST)
    with room.access.store.read() as session:
        asked = rota.wanted(session, Settings(), found, draft, span, NOW, keep_all=False)
    assert first_night not in {slot.id for slot in asked.slots}
    assert ("o1", first_night) in {(duty.person, duty.slot.id) for duty in asked.setting.around}
    answer = asyncio.run(Solving(rota.task(asked, Settings())).run())
    assert answer.status is Status.OPTIMAL
    assert "o1" not in {i.person for i in answer.assignments if i.slot == next_day}


def test_what_is_in_force_changes_as_little_as_possible(room: Room) -> None:
    first, _asked = proposed(room, seen(room, PLANNING), empty(seen(room, PLANNING)))
    roster = replace(empty(seen(room, PLANNING)), assignments=first.assignments)
    room.publish(roster)
    found = seen(room, PLANNING)
    again, _asked = proposed(room, found, found.in_force)
    assert again.changes == ()
    assert {(i.slot, i.person) for i in again.assignments} == {
        (i.slot, i.person) for i in first.assignments
    }


def test_a_search_that_is_stopped_says_so(room: Room) -> None:
    found = seen(room, PLANNING)
    _answer, asked = proposed(room, found, empty(found))
    solving = Solving(rota.task(asked, Settings()))
    solving.cancel()
    assert asyncio.run(solving.run()).status is Status.CANCELLED


def test_what_is_asked_and_said_is_the_same_on_the_other_side(room: Room) -> None:
    found = seen(room, PLANNING)
    answer, asked = proposed(room, found, empty(found))
    carried = {("o1", Counter.STATUTORY): 1.5, ("l0", Counter.LEADER): -2.0}
    task = rota.task(replace(asked, carried=carried, published=empty(found)), Settings())
    assert rota_task.task_of(rota_task.line(task)) == task
    said = rota_task.Said(Progress(1.0, None, 0.5, None), answer)
    assert rota_task.said_of(rota_task.said_line(said)) == said
    boundless = rota_task.Said(Progress(1.0, None, float("-inf"), None))
    assert rota_task.said_of(rota_task.said_line(boundless)).progress is not None


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("import sys; sys.stderr.write('没有 2031 年'); sys.exit(2)", "没有 2031 年"),
        ('print(\'{"progress":{"sec\')', "No roster could be proposed"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "No roster could be proposed"),
    ],
)
def test_a_process_without_a_result_is_a_sentence(
    room: Room, monkeypatch: pytest.MonkeyPatch, code: str, words: str
) -> None:
    """Refused with the reason, or gone: the task does not fit its pipe, and nobody waits for it."""

    def started(_module: str) -> subprocess.Popen[bytes]:
        three = (subprocess.PIPE, subprocess.PIPE, subprocess.PIPE)
        return subprocess.Popen([sys.executable, "-c", code], -1, None, *three)

    monkeypatch.setattr(apart, "started", started)
    found = seen(room, PLANNING)
    with room.access.store.read() as session:
        span = (found.first, found.last)
        asked = rota.wanted(session, Settings(), found, empty(found), span, NOW, keep_all=False)
    slots = tuple(replace(slot, shift="x" * 10_000) for slot in asked.slots)
    with pytest.raises(DeskError, match=words):
        asyncio.run(Solving(rota.task(replace(asked, slots=slots), Settings())).run())


def test_weights_and_limits_are_the_units(room: Room) -> None:
    using = Settings(roster=Chosen(pattern="whole-day", officers=2))
    how = planning(using)
    found = seen(room, how)
    answer, _asked = proposed(room, found, empty(found), chosen=using)
    assert answer.status is Status.OPTIMAL
    assert len([i for i in answer.assignments if i.slot.endswith("whole-day")]) == 14


def test_opening_the_roster_loads_no_numpy() -> None:
    """Only a proposal does, in its own process."""
    code = (
        "import sys, dutyroom.screens.roster, dutyroom.screens.roster_solve, dutyroom.desk.rota\n"
        "import dutyroom.desk.rota_search\n"
        "print('numpy' in sys.modules, 'highspy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


@pytest.mark.slow
async def test_the_event_loop_goes_on_while_it_is_computed(store: Store) -> None:
    """Forty officers, a quarter: no key waits for the solver longer than a blink."""
    crowd = roster_kit.room(store, [f"官{n}" for n in range(40)], [f"领{n}" for n in range(8)])
    found = seen(crowd, PLANNING, date(2026, 12, 1), date(2027, 2, 28))
    if found.empty is None:
        found = seen(crowd, PLANNING, date(2026, 10, 1), date(2026, 12, 31))
    span = (found.first, found.last)
    with store.read() as session:
        asked = rota.wanted(session, Settings(), found, empty(found), span, NOW, keep_all=False)
    solving = Solving(rota.task(asked, Settings()))
    task = asyncio.create_task(solving.run())
    waits = []
    while not task.done():
        began = time.perf_counter()
        await asyncio.sleep(0.005)
        waits.append(time.perf_counter() - began - 0.005)
    waits.sort()
    usual, most = waits[int(len(waits) * 0.99)], waits[-1]
    figures = f"{len(waits)} looks, p99 {usual:.3f} s, most {most:.3f} s"
    assert task.result().assignments, figures
    assert usual < 0.15, figures


def test_a_draft_says_where_it_began(room: Room) -> None:
    assert Draft(empty(seen(room, PLANNING))).base == ""
