"""AT modems: formatted reports and voice-mode codes."""

from __future__ import annotations

import pytest

from dutyroom.devices.events import Absent, EventKind
from dutyroom.devices.formats import decoder
from tests.devices.formats.reading import bytewise, call, calls, closed, kinds, read

GROUP = b"DATE = 0511\r\nTIME = 1852\r\nNMBR = 4075550000\r\nNAME = ZHANG SAN\r\n"


def test_a_group_is_one_call() -> None:
    stream = b"\r\nRING\r\n\r\nMESG = 110101\r\n" + GROUP
    ring, caller = closed(read("hayes", stream))
    assert (ring.event, ring.offset, ring.raw) == (EventKind.RING, 2, b"RING\r\n")
    assert (caller.number, caller.name, caller.telco_time) == (
        *("4075550000", "ZHANG SAN"),
        "0511 1852",
    )
    assert caller.offset == 10
    assert caller.raw == stream[10:]
    assert (caller.absent, caller.direction, caller.line, caller.checksum) == (None,) * 4


def test_the_number_goes_on_at_its_own_lines_end_and_is_amended() -> None:
    reader = decoder("hayes")
    assert reader.feed(b"DATE = 0511\r\nNMBR = 407555") == []
    (first,) = reader.feed(b"0000\r\n")
    assert (first.number, first.partial, first.event) == ("4075550000", True, EventKind.CALLER_ID)
    (second,) = reader.feed(b"NAME = ZHANG SAN\r\n")
    assert (second.name, second.partial) == ("ZHANG SAN", True)
    (mask,) = reader.feed(b"NMBR = P\r\n")
    assert (mask.number, mask.absent) == ("4075550000", Absent.WITHHELD)
    (whole,) = reader.close()
    assert not whole.partial
    assert whole.offset == first.offset == second.offset == 0


def test_a_group_closes_by_time_and_not_by_a_name() -> None:
    reader = decoder("hayes")
    reader.feed(GROUP)
    assert reader.tick(100.0) == []
    assert reader.tick(102.9) == []
    (whole,) = reader.tick(103.0)
    assert not whole.partial
    assert reader.tick(200.0) == []


def test_a_field_starts_the_time_anew() -> None:
    reader = decoder("hayes")
    reader.feed(b"NMBR = 1\r\n")
    reader.tick(0.0)
    reader.feed(b"NAME = X\r\n")
    assert reader.tick(2.9) == []
    assert reader.tick(5.8) == []
    (whole,) = reader.tick(5.9)
    assert whole.name == "X"


def test_noise_does_not_hold_a_group_open() -> None:
    reader = decoder("hayes")
    reader.feed(b"NMBR = 1\r\n")
    events = []
    for second in range(5):
        reader.feed(b"noise\r\n")
        events += reader.tick(float(second))
    assert EventKind.CALLER_ID in {event.event for event in events}


def test_the_next_ring_closes_a_group() -> None:
    assert kinds(read("hayes", GROUP + b"RING\r\n" + GROUP)) == ["caller_id", "ring", "caller_id"]


@pytest.mark.parametrize(
    ("stream", "number", "absent"),
    [
        (b"NMBR = P\r\n", None, Absent.WITHHELD),
        (b"NMBR = A\r\n", None, Absent.WITHHELD),
        (b"NMBR = O\r\n", None, Absent.UNAVAILABLE),
        (b"NMBR =\r\n", None, Absent.NOT_SENT),
        (b"NAME = LI\r\n", None, Absent.NOT_SENT),
        (b"NMBR = 10086\r\nNMBR = O\r\n", "10086", Absent.UNAVAILABLE),
        (b"NMBR = O\r\nNMBR = 10086\r\n", "10086", None),
        (b"NMBR = 10086\r\nNMBR =\r\n", "10086", None),
        (b"NMBR = 10086\r\nNMBR = 10086\r\n", "10086", None),
        (b"DDN_NMBR=10086\r\n", "10086", None),
        (b"NMBR = +86 10 1234\r\n", "+86 10 1234", None),
        (b"  NMBR\t=\t10086  \r\n", "10086", None),
    ],
)
def test_why_a_number_is_missing(stream: bytes, number: str | None, absent: Absent | None) -> None:
    caller = call("hayes", stream)
    assert (caller.number, caller.absent) == (number, absent)


@pytest.mark.parametrize(
    ("stream", "stamp"),
    [
        (b"TIME = 2575\r\nNMBR=1\r\n", "2575"),
        (b"DATE = 1231\r\nTIME = 23591\r\nNMBR=1\r\n", "1231 23591"),
        (b"DATE =\r\nTIME = \r\nNMBR=1\r\n", None),
        (b"NMBR=1\r\nTIME=0000\r\nDATE=0101\r\n", "0101 0000"),
    ],
)
def test_the_telcos_time_is_kept_as_sent(stream: bytes, stamp: str | None) -> None:
    assert call("hayes", stream).telco_time == stamp


def test_ring_is_a_word_of_its_own() -> None:
    caller = call("hayes", b"NMBR=1\r\nNAME=FRED SEBRING\r\n")
    assert caller.name == "FRED SEBRING"
    assert kinds(read("hayes", b"RINGING\r\nSTRING\r\nRING RING\r\n")) == ["unknown"]


def test_a_field_is_split_at_its_first_equals_sign() -> None:
    assert call("hayes", b"NMBR=1\r\nNAME=A = B=C\r\n").name == "A = B=C"


@pytest.mark.parametrize("ring", [b"RING", b"RING A", b"RING C", b"RING 1", b"RING 3"])
@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"])
def test_rings_plain_and_distinctive_with_any_line_end(ring: bytes, end: bytes) -> None:
    events = read("hayes", (ring + end) * 3)
    assert kinds(events) == ["ring"] * 3
    assert b"".join(event.raw for event in events) == (ring + end) * 3


def test_a_last_cr_is_a_line_end_at_the_next_tick() -> None:
    reader = decoder("hayes")
    assert reader.feed(b"RING\r") == []
    (ring,) = reader.tick(1.0)
    assert ring.event is EventKind.RING
    assert reader.feed(b"\nRING\r\n")[0].offset == 6


def test_answers_echoes_and_cadences_are_silent() -> None:
    stream = b"ATZ\r\r\nOK\r\nAT+VCID=1\rERROR\r\nNO CARRIER\r\nDRON=5\r\nDROF = 11\r\n+GCI: 26\r\n"
    assert read("hayes", stream) == []


@pytest.mark.parametrize("prefix", [b"^PR^PX", b"\x10R\x10X", b"\x10.\x18"])
def test_prefixes_of_some_firmware_are_passed_over(prefix: bytes) -> None:
    caller = call("hayes", prefix + b"NMBR = 10086\r\nNAME = X\r\n")
    assert (caller.number, caller.name) == ("10086", "X")


def test_a_group_with_noise_in_it_is_one_span() -> None:
    stream = b"DATE = 0511\r\njunk\r\n\r\nNMBR = 1\r\ntail\r\n"
    caller = call("hayes", stream)
    assert caller.raw == b"DATE = 0511\r\njunk\r\n\r\nNMBR = 1\r\n"
    assert caller.telco_time == "0511"
    assert kinds(read("hayes", stream)) == ["unknown", "unknown", "caller_id"]


def test_another_number_is_another_call() -> None:
    second = GROUP.replace(b"4075550000", b"10086").replace(b"ZHANG SAN", b"LI SI")
    first, other = calls("hayes", GROUP + second)
    assert (first.number, first.name) == ("4075550000", "ZHANG SAN")
    assert (other.number, other.name, other.telco_time) == ("10086", "LI SI", "0511 1852")
    assert other.raw == second
    assert bytewise("hayes", GROUP + second) == read("hayes", GROUP + second)


def test_a_repetition_before_the_first_number_begins_no_other_call() -> None:
    first, other = calls("hayes", b"DATE=1\nDATE=2\nNMBR=10086\nDATE=3\nNMBR=110\n")
    assert (first.number, first.telco_time) == ("10086", "2")
    assert (other.number, other.telco_time) == ("110", "3")


def test_the_same_group_twice_is_one_call() -> None:
    assert call("hayes", GROUP + GROUP).raw == GROUP + GROUP


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        *((b"R", "ring"), (b"b", "busy"), (b"d", "dial_tone"), (b"h", "on_hook")),
        *((b"H", "off_hook"), (b"P", "off_hook"), (b"p", "off_hook")),
        *((b"s", "silence"), (b"q", "silence"), (b"l", "unknown"), (b"u", "unknown")),
    ],
)
def test_voice_mode_codes(code: bytes, kind: str) -> None:
    reader = decoder("hayes")
    assert reader.feed(b"\x10") == []
    events = reader.feed(code) + reader.close()
    assert [(event.event, event.raw) for event in events] == [(kind, b"\x10" + code)]


def test_digits_in_voice_mode() -> None:
    digits = "0123456789*#ABCD"
    events = read("hayes", "".join("\x10" + digit for digit in digits).encode())
    assert "".join(event.number or "" for event in events) == digits
    assert {event.event for event in events} == {EventKind.DTMF}


def test_a_doubled_dle_is_a_character_and_a_pair_in_a_line_is_out_of_band() -> None:
    stream = b"NMBR = 40\x10b755\r\nNAME = A\x10\x10B\r\n"
    busy, caller = closed(read("hayes", stream))
    assert (busy.event, busy.offset, busy.raw) == (EventKind.BUSY, 9, b"\x10b")
    assert (caller.number, caller.name, caller.raw) == ("40755", "AB", stream)


def test_a_capture_may_start_and_stop_in_mid_line() -> None:
    events = closed(read("hayes", b"50000\r\nRING\r\nNMBR = 4075"))
    assert kinds(events) == ["unknown", "ring", "caller_id"]
    assert events[2].number == "4075"


def test_a_name_of_ten_thousand_bytes_is_cut_and_its_bytes_are_kept() -> None:
    stream = b"NMBR = 1\r\nNAME = " + b"\xd5\xc5" * 5000 + b"\r\n"
    caller = call("hayes", stream)
    assert caller.name == "张" * 256
    assert caller.raw == stream


def test_a_line_without_end_is_unknown_and_the_next_is_read() -> None:
    stream = b"NMBR = 1\r\nNAME = " + b"x" * 100_000 + b"\r\nRING\r\n"
    events = closed(read("hayes", stream))
    assert events[0].number == "1"
    assert events[-1].event is EventKind.RING
    assert sum(len(event.raw) for event in events) == len(stream)
    assert bytewise("hayes", stream) == read("hayes", stream)
