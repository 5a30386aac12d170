"""Whatever comes, in whatever chunks: the same events, no exception, no growth."""

from __future__ import annotations

import pickle
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dutyroom.devices.events import EventKind
from dutyroom.devices.formats import decoder, names
from dutyroom.devices.formats.base import MAX_LINE, MAX_UNKNOWN
from tests.devices.formats.reading import bytewise, capture, read
from tests.thorough import examples

ROOM = 200_000
"""More bytes than any decoder may hold, whatever it was fed."""

# Pieces that mean something in one format or another, and in the wrong place.
_SCRAPS = st.sampled_from(
    [
        *(b"\r", b"\n", b"\r\n", b"\x10", b"\x10R", b"\x10\x10", b"\x10X", b"RING", b"RING\r\n"),
        *(b"NMBR = 1\r\n", b"NMBR=O\r\n", b"NMBR = 22\r", b"DATE = 0511\n", b"NAME=A=B\r\n"),
        *(b"MESG = 0412303531", b"OK\r\n", b"^PR^PX", b"U" * 9, b"U" * 10, b"U" * 31),
        *(b"\x80", b"\x82\x03\x0b\x01\xff\x70", b"\x04\x0b05111852P", b"\x06\x03BBB\x31"),
        bytes.fromhex("802001083035313131383532020A3430373535353030303007084A4F484E20444F4584"),
        bytes.fromhex("041230353131313835323430373535353030303059"),
        *(b"###DATE01011200...NMBR", b"...NAME", b"+++", b"><1", b"><101407", b"><2", b"><4\r\n"),
        *(b"01 R     11/07 07:43:52", b"^^<U>000001<S>123456$", b"CID: *DATE*", b"*NMBR*1*"),
        *(b"CID1:1", b"RING1\r\n", b"\x1b[31m", b"\x00", b"\xff", "张".encode(), b"\xd5\xc5"),
    ]
)


@st.composite
def _mutated(draw: st.DrawFn) -> bytes:
    """A golden capture, cut, doubled and with bytes changed."""
    stream = bytearray(capture(draw(st.sampled_from(names()))))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(stream)))
        match draw(st.integers(0, 2)):
            case 0:
                stream[at : at + 1] = draw(st.binary(max_size=4))
            case 1:
                del stream[at : at + draw(st.integers(0, 40))]
            case _:
                stream[at:at] = draw(_SCRAPS)
    return bytes(stream)


_STREAMS = st.one_of(
    _mutated(), st.lists(_SCRAPS | st.binary(max_size=12), max_size=40).map(b"".join)
)


@pytest.mark.parametrize("name", names())
@settings(max_examples=examples(120), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stream=_STREAMS, cuts=st.lists(st.integers(0, 700), max_size=12))
def test_chunks_change_nothing(name: str, stream: bytes, cuts: list[int]) -> None:
    edges = [0, *sorted(min(cut, len(stream)) for cut in cuts), len(stream)]
    chunks = [stream[a:b] for a, b in pairwise(edges)]
    events = read(name, stream)
    assert read(name, *chunks) == events
    assert bytewise(name, stream) == events
    for event in events:
        assert event.raw
        assert stream[event.offset : event.offset + len(event.raw)] == event.raw
        assert event.format == name


@pytest.mark.parametrize("name", names())
@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stream=_STREAMS)
def test_ticks_at_any_time_do_no_harm(name: str, stream: bytes) -> None:
    reader = decoder(name)
    now = 0.0
    for at in range(0, len(stream), 7):
        for event in [*reader.feed(stream[at : at + 7]), *reader.tick(now)]:
            assert stream[event.offset : event.offset + len(event.raw)] == event.raw
        now += at % 5
    reader.close()
    assert reader.close() == []


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize(
    "scrap",
    [
        *(b"x", b"U", b"\x80", b"\x04\x08", b"\x10R", b"\x10", b"\r", b"\n\r", b"A = B\r\n"),
        *(b"NMBR = 1\r\n", b"NMBR=P\r\nNMBR=O\r\n", b"MESG=\r\n", b"DATE=1\r\nNMBR=1\r\nNMBR=2\n"),
        *(b"><", b"^^<U>", b"###DATE", b"CID: *" + b"*" * 50, b"01 I S ", b"\x1b]", b"\x9d"),
    ],
)
def test_endless_input_fills_nothing(name: str, scrap: bytes) -> None:
    reader = decoder(name)
    block = scrap * (65_536 // len(scrap))
    for _ in range(6):
        for event in reader.feed(block):
            assert event.event is not EventKind.UNKNOWN or len(event.raw) <= MAX_UNKNOWN
            assert len(event.raw) <= 8 * MAX_LINE
    assert len(pickle.dumps(reader)) < ROOM


@pytest.mark.parametrize("name", names())
def test_unknown_bytes_come_in_bounded_runs_that_join(name: str) -> None:
    stream = bytes(range(0xA0, 0xE0)) * 100
    events = read(name, stream)
    assert {event.event for event in events} == {EventKind.UNKNOWN}
    assert b"".join(event.raw for event in events) == stream
    assert max(len(event.raw) for event in events) == MAX_UNKNOWN
