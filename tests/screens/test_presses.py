"""Only the first press of a held key counts; whoever presses it again and again is believed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, pairwise

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from dutyroom.commands.presses import EVEN, LATE, QUIET, REPEAT, Press, Presses
from dutyroom.screens.sign_on import SignOnScreen
from dutyroom.widgets.pick import Pick
from tests.screens.driving import hold, ready
from tests.screens.scene import Scene
from tests.screens.signing_on import opens
from tests.thorough import examples

JITTER = st.floats(-0.005, 0.005)
HUMAN = st.lists(st.floats(0.3, 3.0), min_size=1, max_size=30)


def counted(presses: Presses, times: Iterable[float], key: str = "a") -> int:
    """Return how many of a key count; the program looks at them when it gets to them."""
    count = 0
    for at in times:
        count += presses.note(key, at) is Press.COUNTS
        count += presses.settled is Press.COUNTS
    return count + presses.quiet()


@given(
    delay=st.floats(0.2, 1.0),
    repeat=st.floats(0.01, 0.19),
    jitter=st.lists(JITTER, min_size=2, max_size=40),
)
@settings(max_examples=examples(200))
def test_a_held_key_counts_once(delay: float, repeat: float, jitter: list[float]) -> None:
    """Whatever the keyboard's delay, and however fast it repeats."""
    times = [0.0, *(delay + place * repeat + by for place, by in enumerate(jitter))]
    assert counted(Presses(), sorted(times)) == 1


@given(apart=HUMAN)
@example(apart=[0.3, 0.31] * 10)
@settings(max_examples=examples(200))
def test_every_press_of_a_person_counts(apart: list[float]) -> None:
    """As fast as three a second, as long as it is no machine that keeps the time."""
    assume(all(abs(one - other) > EVEN + 1e-9 for one, other in pairwise(apart)))
    assert counted(Presses(), accumulate(apart, initial=0.0)) == len(apart) + 1


@given(
    delay=st.floats(0.2, 1.0),
    repeat=st.floats(0.01, 0.19),
    count=st.integers(2, 40),
    begins=st.floats(0.0, 1.0),
    lasts=st.floats(LATE + 0.01, 5.0),
)
@settings(max_examples=examples(200))
def test_no_stall_makes_two_of_a_held_key(
    delay: float, repeat: float, count: int, begins: float, lasts: float
) -> None:
    """What came while the whole program stood still comes all at once, and is held as well."""
    presses, over = Presses(), begins + lasts
    times = [0.0, *(delay + place * repeat for place in range(count))]
    before = [at for at in times if at < begins]
    after = [max(at, over) for at in times[len(before) :]]
    presses.beat(0.0)
    found = sum(presses.note("a", at) is Press.COUNTS for at in before)
    presses.beat(over)
    assume(len(after) > 1 and begins > 0.0)
    assert found + counted(presses, after) <= 1


def test_a_key_on_its_own_counts_at_once() -> None:
    """Another key, a mouse button or a second between make the same one a new press."""
    presses = Presses()
    assert presses.note("a", 10.0) is Press.COUNTS
    assert presses.note("b", 10.05) is Press.COUNTS
    presses.pointer()
    assert presses.note("b", 10.1) is Press.COUNTS
    assert presses.note("b", 10.2 + REPEAT) is Press.COUNTS


def test_one_in_doubt_counts_before_what_comes_behind_it() -> None:
    """A list moves on before the next key is looked at."""
    presses = Presses()
    presses.note("a", 10.0)
    assert presses.note("a", 10.5) is Press.DOUBTFUL
    assert presses.note("down", 10.52) is Press.COUNTS
    assert presses.settled is Press.COUNTS


def test_a_keyboard_that_was_seen_to_repeat_is_known() -> None:
    """A key held just past the keyboard's delay repeats once: the delay gives it away."""
    presses = Presses()
    assert counted(presses, [0.0, 0.5, 0.53, 0.56, 0.59], "down") == 1
    assert counted(presses, [9.0, 9.505]) == 1
    assert counted(presses, [19.0, 19.45]) == 2


def test_a_slow_keyboard_is_known_by_its_evenness() -> None:
    """One set to repeat more slowly than `QUIET` passes for a person twice, and no more."""
    times = [0.0, *(0.7 + place * (QUIET + 0.1) for place in range(30))]
    assert counted(Presses(), times) <= 3


def test_a_steady_person_is_no_keyboard() -> None:
    """Nothing repeats as slowly as that, however even it is."""
    assert counted(Presses(), [place * 0.8 for place in range(12)]) == 12


async def test_a_held_key_chooses_and_signs_nothing(scene: Scene) -> None:
    """Yes is said once for each time a key goes down."""
    await scene.staff()
    async with scene.app().run_test(size=(80, 24)) as pilot:
        app = await ready(pilot)
        screen = await opens(pilot)
        screen.query_one("#sober").focus()
        await hold(pilot, "right", down=True)
        await pilot.pause()
        assert screen.query_one("#sober", Pick).value == ""
        assert isinstance(app.screen, SignOnScreen)
