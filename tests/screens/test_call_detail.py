"""Everything about a call on its own screen: its course, its recordings, what went wrong."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dutyroom.registers.calls import facts
from dutyroom.registers.calls.detail import detail
from dutyroom.registers.calls.kinds import FirstSign, KnownBy, Outcome
from dutyroom.registers.calls.recordings import recording
from dutyroom.widgets.call_detail import described
from dutyroom.widgets.call_recordings import why_failed
from tests.screens.driving import press, ready, screen_text, shows
from tests.screens.scene import LINE, NOW, Scene

HASH = "5e884898da28047151d0e56f8dc6292773603d0d6aabbd62a11ef721d1542d8"


def _recorded(scene: Scene) -> None:
    """Have a call with three segments: one with a gap, one repaired, one that failed."""
    for number in (1, 2, 3):
        at = NOW + timedelta(seconds=20 * number)
        path = f"2026/11/23/call-{number}.wav"
        scene.record(
            facts.recording_begun(
                f"r{number}", at, LINE, call="call", segment=number, path=path, rate=8000
            )
        )
    scene.record(
        facts.recording_gap("r1", NOW, LINE, offset=16_000, frames=4_000),
        facts.recording_marked("r1", NOW, LINE, actor="张三", frame=8_000),
        facts.recording_finished(
            "r1", NOW, LINE, frames=160_000, sha256=HASH, peak=-6.0, clipped=0
        ),
        facts.recording_finished(
            "r2", NOW, LINE, frames=80_000, sha256=HASH, peak=-6.0, clipped=0, repaired=True
        ),
        facts.recording_failed("r3", NOW, LINE, reason="write_failed"),
    )


async def test_recordings_tell_their_gaps_faults_and_hashes(scene: Scene) -> None:
    """Reasons in words, never in codes."""
    scene.shift()
    scene.past("call")
    _recorded(scene)
    app = scene.app()
    async with app.run_test(size=(120, 50)) as pilot:
        await ready(pilot)
        await press(pilot, "enter")
        await shows(
            pilot,
            "Segment 1  10:30:35  0:20  gaps: 1  marks: 1",
            "0.5 s of sound missing at 0:02",
            f"SHA-256 {HASH}",
            "Segment 2  10:30:55  0:10  gaps: 1  made whole after a crash",
            "10.0 s of sound missing at 0:10",
            "Segment 3  10:31:15  failed: the file could not be written on",
        )
        assert "write_failed" not in screen_text(app)


async def test_the_course_of_a_call_is_told_fact_by_fact(scene: Scene) -> None:
    """What the line said when, what people did, and what was lost in between."""
    scene.shift()
    scene.ring("call", name="WANG")
    scene.clock.advance(4)
    scene.record(facts.rang("call", scene.clock.now(), LINE, count=3))
    scene.answer("call")
    scene.record(facts.taken("call", scene.clock.now(), LINE, actor="张三"))
    for what in ("box", "sound", "keeper"):
        for back in (False, True):
            now = scene.clock.now()
            scene.record(facts.disturbed("call", now, LINE, what=what, back=back))
    scene.end("call")
    app = scene.app()
    async with app.run_test(size=(120, 50)) as pilot:
        await ready(pilot)
        await press(pilot, "enter")
        await shows(
            pilot,
            "A device was lost during this call",
            "The line keeper was away during this call",
            "10:30:15  First ring",
            "10:30:15  Number sent: 057188886666 WANG",
            "10:30:19  Rang 3 times",
            "10:30:19  Answered (known by the handset)",
            "10:30:19  Taken by 张三",
            "The box on the line was lost",
            "The box on the line is back",
            "The sound from the line was lost",
            "The line keeper stopped",
            "The line keeper runs again",
            "Over: Answered  1:05",
        )


def test_a_killed_keeper_is_no_lost_device(scene: Scene) -> None:
    scene.ring("call")
    scene.record(facts.disturbed("call", NOW, LINE, what="keeper", back=True))
    with scene.store.read() as session:
        found = detail(session, "call")
    assert found is not None
    told = described(found, [], "", NOW).plain
    assert "The line keeper was away during this call" in told
    assert "A device was lost" not in told


def test_a_call_that_perhaps_only_knocked_says_so_until_the_officer_says_what_it_was(
    scene: Scene,
) -> None:
    scene.record(
        facts.begun("call", NOW, LINE, direction="in", sign=FirstSign.IN_SILENCE),
        facts.answered("call", NOW, LINE, by=KnownBy.NOTHING, seconds=None),
        facts.ended("call", NOW, LINE, outcome=Outcome.UNKNOWN, by=KnownBy.NOTHING, seconds=9.0),
    )

    def told() -> str:
        with scene.store.read() as session:
            found = detail(session, "call")
        assert found is not None
        return described(found, [], "", NOW, full=True).plain

    hint = "Perhaps it only knocked"
    assert hint in told()
    assert "A voice: of this call, or of the talk before, at which it knocked" in told()
    scene.record(facts.outcome_stated("call", NOW, LINE, actor="张三", outcome=Outcome.MISSED))
    assert hint not in told()


async def test_a_call_that_went_on_after_silence_says_that_its_end_was_a_guess(
    scene: Scene,
) -> None:
    """Both in its head and in its course; while it goes on, it is a talk."""
    scene.shift()
    scene.ring("call")
    scene.answer("call")
    scene.end("call")
    scene.clock.advance(70)
    scene.record(facts.went_on("call", scene.clock.now(), LINE, seconds=70.0))
    app = scene.app()
    async with app.run_test(size=(120, 50)) as pilot:
        await ready(pilot)
        await press(pilot, "enter")
        await shows(
            pilot,
            "Silence was taken for its end; it went on (1 time, silent for 1:10).",
            "A voice again after 1:10 of silence: the call went on, its end was a guess",
            "Talking",
        )


async def test_what_was_entered_late_says_when(scene: Scene) -> None:
    """Facts that waited in the spool have two times."""
    scene.shift()
    at = scene.clock.now()
    scene.clock.advance(90)
    scene.record(facts.begun("call", at, LINE, direction="out"))
    scene.record(facts.disturbed("call", at, LINE, what="moon", back=False))
    app = scene.app()
    async with app.run_test(size=(120, 50)) as pilot:
        await ready(pilot)
        await press(pilot, "enter")
        await shows(pilot, "10:30:15  The handset was lifted to call out (entered 10:31:45)")
        await shows(pilot, "10:30:15  A device was lost")


async def test_corrections_of_the_line_and_of_an_officer_are_in_words(scene: Scene) -> None:
    """Fields and outcomes by their names; what the line amended by itself says so."""
    scene.shift()
    scene.ring("call", number="05718888")
    scene.record(facts.numbered("call", scene.clock.now(), LINE, number="057188880000"))
    scene.end("call", Outcome.UNKNOWN)
    now = scene.clock.now()
    scene.record(
        facts.outcome_stated("call", now, LINE, actor="张三", outcome=Outcome.MISSED),
        facts.outcome_stated("call", now, LINE, actor="张三", outcome=Outcome.ANSWERED),
        facts.called_back("call", now, LINE, actor="张三", by_call=None, result="无人"),
        facts.closed_without_write_up("call", now, LINE, actor="张三", reason="误拨"),
    )
    app = scene.app()
    async with app.run_test(size=(120, 50)) as pilot:
        await ready(pilot)
        await press(pilot, "enter")
        await shows(
            pilot,
            "Number  05718888 -> 057188880000",
            "by the line keeper: the line amended it",
            "Outcome  Missed -> Answered",
            "张三 says: Missed",
            "Called back by 张三",
            "张三 says that no write-up is needed",
        )


def test_a_reason_of_another_version_is_shown_as_it_is(scene: Scene) -> None:
    """Nothing is kept from sight, and a recording that is well has no reason."""
    scene.past("call")
    scene.record(
        facts.recording_begun("r", NOW, LINE, call="call", segment=1, path="a.wav", rate=8000),
        facts.recording_failed("r", NOW, LINE, reason="eaten\x1b[31m"),
    )
    with scene.store.read() as session:
        row = recording(session, "r")
    assert row is not None
    assert why_failed(row) == "eaten[31m"


@pytest.mark.parametrize("sign", FirstSign)
def test_no_ring_is_told_of_that_nobody_heard(scene: Scene, sign: FirstSign) -> None:
    """Nor a lifted handset: each sign has its own words."""
    scene.record(facts.begun("call", NOW, LINE, direction="out", sign=sign))
    with scene.store.read() as session:
        found = detail(session, "call")
    assert found is not None
    told = described(found, [], "", NOW, full=True).plain
    assert ("First ring" in told) == (sign is FirstSign.RING)
    assert ("handset" in told) == (sign in {FirstSign.HANDSET, FirstSign.DIAL_TONE})
    assert ("guess" in told) == (sign is FirstSign.VOICE)
