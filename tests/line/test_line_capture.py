"""The bytes of a call, whole: they decode to its events again."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.devices.events import Direction, LineEvent
from dutyroom.devices.formats import names
from dutyroom.line.tracking.call import Phase, TrackedCall
from dutyroom.line.tracking.steps import Moment
from dutyroom.registers.calls.captures import MOST, captures
from tests.devices.formats.reading import capture, closed, kinds, read
from tests.line.box_rig import BoxRig
from tests.thorough import examples

BOXES = [
    *((name, ("",)) for name in names()),
    ("whozz", ("01", "02", "03", "04", "05")),
    ("comdial", ("01", "02")),
    ("ncid", ("VOIP", "2")),
]
"""Each format on one line, and the boxes that tell of several lines on these."""

WHOZZ_RING = b"%b R     11/07 07:43:52\r\n"
"""A ring on a line of a box that names its lines."""


def _pieces(stream: bytes, cuts: Sequence[int]) -> list[bytes]:
    """Return a stream in pieces."""
    places = sorted({cut % (len(stream) + 1) for cut in cuts})
    starts, ends = [0, *places], [*places, len(stream)]
    return [stream[start:end] for start, end in zip(starts, ends, strict=True)]


def _without_offsets(events: list[LineEvent]) -> list[LineEvent]:
    return [replace(event, offset=0) for event in closed(events)]


def _played(
    name: str, lines: Sequence[str], pieces: Sequence[bytes], pauses: Sequence[float] = ()
) -> BoxRig:
    """Let a box say something, and pull it out: every call then has a last fact."""

    async def play() -> BoxRig:
        rig = BoxRig(name, lines)
        for at, piece in enumerate(pieces):
            rig.send(piece)
            rig.wait(pauses[at] if at < len(pauses) else 0.0)
        rig.lose()
        return rig

    return asyncio.run(play())


def _decoded_again(rig: BoxRig, name: str, call: str) -> list[LineEvent]:
    """Return the events in what is kept of a call."""
    return [event for kept in rig.kept_of(call) for event in read(name, kept.data)]


def _same(rig: BoxRig, name: str) -> None:
    """See that what is kept of each call decodes to the events that concerned it."""
    assert rig.calls()
    for call in rig.calls():
        expected = _without_offsets(rig.concerned[call])
        assert _without_offsets(_decoded_again(rig, name, call)) == expected


@pytest.mark.parametrize(("name", "lines"), BOXES)
@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cuts=st.lists(st.integers(0, 4000), max_size=12))
def test_what_is_kept_of_each_call_decodes_to_its_events(
    name: str, lines: Sequence[str], cuts: list[int]
) -> None:
    _same(_played(name, lines, _pieces(capture(name), cuts)), name)


@pytest.mark.parametrize(
    ("name", "lines"), [box for box in BOXES if box[0] not in {"hayes", "mdmf"}]
)
@settings(max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pauses=st.lists(st.sampled_from([0.0, 0.0, 2.0, 12.0, 70.0]), max_size=24))
def test_so_it_does_where_time_passes_between_records(
    name: str, lines: Sequence[str], pauses: list[float]
) -> None:
    """Only a caller ID of several lines, and one without any, is cut by time itself."""
    records = re.findall(rb"[^\r\n]*[\r\n]+|[^\r\n]+$", capture(name))
    _same(_played(name, lines, records, pauses), name)


async def test_bytes_come_with_the_facts_there_are_and_the_record_is_among_them() -> None:
    """No row and no sync more than without them, least of all before a number is shown."""
    rig = BoxRig("hayes")
    rig.send(b"RING\r\n", b"\r\nNMBR = 110\r\n")
    begun, numbered = rig.facts
    assert (begun.texts, numbered.texts) == (
        {"bytes": b"RING\r\n".hex()},
        {"number": "110", "bytes": b"\r\nNMBR = 110\r\n".hex()},
    )
    rig.send(b"RING\r\n" * 8, b"OK\r\n")
    assert len(rig.facts) == 2
    rig.wait(11)
    assert [fact.kind for fact in rig.facts[2:]] == ["call.rang", "call.ended"]
    (kept,) = rig.kept_of(rig.calls()[0])
    assert kept.data == b"RING\r\n\r\nNMBR = 110\r\n" + b"RING\r\n" * 8 + b"OK\r\n"
    assert (kept.format, kept.left_out) == ("hayes", 0)


async def test_a_number_before_the_ring_belongs_to_the_call_and_what_was_before_does_not() -> None:
    rig = BoxRig("hayes")
    rig.send(b"OK\r\nNMBR = 110\r\n", b"RING\r\n")
    rig.lose()
    (kept,) = rig.kept_of(rig.calls()[0])
    assert kept.data == b"NMBR = 110\r\nRING\r\n"


async def test_a_box_that_talks_nonsense_fills_no_database() -> None:
    rig = BoxRig("hayes")
    rig.send(b"RING\r\n", *[b"nonsense\r\n" * 400] * 100)
    rig.lose()
    (kept,) = rig.kept_of(rig.calls()[0])
    sent = b"RING\r\n" + b"nonsense\r\n" * 40_000
    assert kept.data == sent[:MOST]
    assert kept.left_out == len(sent) - MOST


async def test_a_busy_line_takes_nothing_from_a_long_talk_beside_it() -> None:
    """The box is quiet about the first line for long; what it says of the second is not its."""
    rig = BoxRig("whozz", ("01", "02"))
    rig.send(WHOZZ_RING % b"01", b"what\r\n")
    rig.send(*[WHOZZ_RING % b"02" * 100] * 200)
    rig.send(b"01 N     11/07 07:49:52\r\n")
    (first,) = rig.kept_of(rig.calls()[0])
    assert first.data == WHOZZ_RING % b"01" + b"what\r\n" + b"01 N     11/07 07:49:52\r\n"
    assert first.left_out == 0


async def test_what_fits_nothing_belongs_to_every_call_and_other_lines_to_none() -> None:
    rig = BoxRig("whozz", ("01", "02"))
    rings = [WHOZZ_RING % line for line in (b"01", b"02", b"03")]
    rig.send(*rings, b"what\r\n")
    rig.send(*[b"%b N     11/07 07:49:52\r\n" % line for line in (b"01", b"02")])
    one, two = (rig.kept_of(call)[0] for call in rig.calls())
    assert one.data == rings[0] + b"what\r\n" + b"01 N     11/07 07:49:52\r\n"
    assert two.data == rings[1] + b"what\r\n" + b"02 N     11/07 07:49:52\r\n"


async def test_a_call_that_waits_and_the_one_it_waits_for_have_the_same_bytes() -> None:
    rig = BoxRig("whozz")
    knock = b"01 I S 0000 G A1 11/07 07:50 PM 13800000000    ZHANG\r\n"
    begun = [b"01 R     11/07 07:43:52\r\n", b"01 F     11/07 07:43:55\r\n"]
    rig.send(*begun)
    rig.wait(60)
    rig.send(knock, b"01 H     11/07 07:50:05\r\n", b"01 N     11/07 07:52:00\r\n")
    talk, waiting = (rig.kept_of(call)[0].data for call in rig.calls())
    assert talk == b"".join(begun) + waiting
    assert kinds(read("whozz", waiting)) == ["caller_id", "hook_flash", "on_hook"]


async def test_a_box_that_is_pulled_out_and_put_back_begins_another_piece() -> None:
    """What was half read when it went must not be read together with what comes later."""
    rig = BoxRig("whozz")
    rig.send(WHOZZ_RING % b"01", b"01 F     11/07 07:4")
    rig.lose()
    rig.plug_in()
    rig.send(b"01 F     11/07 07:43:58\r\n", b"01 N     11/07 07:49:52\r\n")
    before, after = rig.kept_of(rig.calls()[0])
    assert before.data == WHOZZ_RING % b"01" + b"01 F     11/07 07:4"
    assert after.data == b"01 F     11/07 07:43:58\r\n01 N     11/07 07:49:52\r\n"


async def test_a_call_taken_up_after_a_crash_goes_on_in_another_piece() -> None:
    first = BoxRig("whozz")
    first.send(WHOZZ_RING % b"01", b"01 F     11/07 07:43:58\r\n", WHOZZ_RING % b"01")
    (id_,) = first.calls()
    lost = first.kept_of(id_)[0].data  # all but what came since the last fact
    assert lost == WHOZZ_RING % b"01" + b"01 F     11/07 07:43:58\r\n"
    second = BoxRig("whozz")
    began = Moment(second.clock.now(), second.clock.monotonic())
    call = TrackedCall(id_, Direction.IN, began, Phase.TALKING, answered=began)
    second.kept[""].resume(call, 1, MOST - 30)
    second.send(b"01 H     11/07 07:44:58\r\n", b"01 N     11/07 07:49:52\r\n")
    before, after = captures([*first.facts, *second.facts])
    assert before.data == lost
    assert after.data == (b"01 H     11/07 07:44:58\r\n01 N     11/07 07:49:52\r\n")[:30]
    assert after.left_out == 20


async def test_a_call_that_waits_keeps_its_bytes_when_the_box_is_pulled_out() -> None:
    rig = BoxRig("whozz")
    rig.send(WHOZZ_RING % b"01", b"01 F     11/07 07:43:55\r\n")
    rig.wait(60)
    rig.send(b"01 I S 0000 G A1 11/07 07:50 PM 13800000000    ZHANG\r\n", b"what\r\n")
    rig.lose()
    rig.plug_in()
    rig.send(b"01 N     11/07 07:52:00\r\n")
    rig.wait(40)  # who waited rings no more
    for call in rig.calls():
        before, after = rig.kept_of(call)
        assert before.data.endswith(b"ZHANG\r\nwhat\r\n")
        assert after.data == b"01 N     11/07 07:52:00\r\n"


async def test_what_is_half_read_belongs_to_no_line_that_another_one_may_be_meant_by() -> None:
    rig = BoxRig("whozz", ("01", "02"))
    rig.send(WHOZZ_RING % b"01")
    rig.wait(9.7)
    rig.send(b"02 R     11/07")
    rig.wait(0.5)
    assert [fact.kind for fact in rig.facts][-1] == "call.ended"
    rig.send(b" 07:43:52\r\n")
    rig.lose()
    assert [rig.kept_of(call)[0].data for call in rig.calls()] == [
        WHOZZ_RING % b"01",
        WHOZZ_RING % b"02",
    ]
