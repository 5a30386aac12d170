"""Whozz Calling, TCI, NetCallerID and Comdial boxes."""

from __future__ import annotations

import pytest

from dutyroom.devices.events import Absent, Direction, EventKind
from dutyroom.devices.formats import decoder
from tests.devices.formats.reading import call, closed, kinds, read

WHOZZ = b"01 I S 0276 G B3 09/26 11:28 AM 800-240-4637   CallerID.com   \r\n"
HEADER = b"^^<U>000001<S>123456$"
TCI = b"01     04/06     11:28 AM    407-555-0000              JOHN DOE       \r\n"
NET = b"###DATE03301423...NMBR4075551212...NAMEWIRELESS CALL+++\r"


@pytest.mark.parametrize("header", [b"", HEADER, b"^^<U>\x00\x01\x02\xff\x04\x05<S>abcdef$"])
@pytest.mark.parametrize("blanks", [b"   ", b" "])
def test_a_whozz_call_record(header: bytes, blanks: bytes) -> None:
    stream = header + WHOZZ.replace(b"   C", blanks + b"C")
    caller = call("whozz", stream)
    assert (caller.line, caller.direction, caller.seconds) == ("01", Direction.IN, 276)
    assert (caller.number, caller.name) == ("800-240-4637", "CallerID.com")
    assert (caller.telco_time, caller.checksum) == ("09/26 11:28 AM", True)
    assert caller.raw == stream


@pytest.mark.parametrize(
    ("edge", "kind", "direction"),
    [
        (b"I S", EventKind.CALLER_ID, Direction.IN),
        (b"I E", EventKind.CALL_END, Direction.IN),
        (b"O S", EventKind.CALLER_ID, Direction.OUT),
        (b"O E", EventKind.CALL_END, Direction.OUT),
    ],
)
def test_whozz_starts_and_ends(edge: bytes, kind: EventKind, direction: Direction) -> None:
    (event,) = read("whozz", WHOZZ.replace(b"I S", edge))
    assert (event.event, event.direction, event.seconds) == (kind, direction, 276)
    assert event.number == "800-240-4637"


@pytest.mark.parametrize(
    ("code", "kind"), [(b"R", "ring"), (b"F", "off_hook"), (b"N", "on_hook"), (b"H", "hook_flash")]
)
@pytest.mark.parametrize(
    "record", [b"01 %s     11/07 07:43:52\r\n", HEADER + b"01 %s 11/07 07:43:52"]
)
def test_whozz_details(code: bytes, kind: str, record: bytes) -> None:
    (event,) = read("whozz", record % code)
    assert (event.event, event.line, event.telco_time) == (kind, "01", "11/07 07:43:52")


def test_whozz_packets_need_no_line_end() -> None:
    stream = HEADER + b"01 R 11/07 07:43:52" + HEADER + b"01 F 11/07 07:43:55"
    assert kinds(read("whozz", stream)) == ["ring", "off_hook"]
    reader = decoder("whozz")
    assert reader.feed(stream[:40]) == reader.tick(1.0) == []
    assert [event.event for event in reader.tick(1.5)] == [EventKind.RING]


@pytest.mark.parametrize(
    ("word", "absent"),
    [
        (b"Private       ", Absent.WITHHELD),
        (b"Out-of-Area   ", Absent.UNAVAILABLE),
        (b"Unavailable   ", Absent.UNAVAILABLE),
        (b"              ", Absent.NOT_SENT),
    ],
)
def test_whozz_says_why_there_is_no_number(word: bytes, absent: Absent) -> None:
    caller = call("whozz", WHOZZ.replace(b"800-240-4637  ", word))
    assert (caller.number, caller.absent) == (None, absent)


def test_a_bad_whozz_checksum_leaves_nothing_to_believe() -> None:
    caller = call("whozz", WHOZZ.replace(b" G ", b" B "))
    assert (caller.number, caller.name) == (None, None)
    assert (caller.checksum, caller.absent) == (False, Absent.BAD_CHECKSUM)


@pytest.mark.parametrize(
    "record", [b"01 I S", b"01 X S 0276 G B3 09/26 11:28 AM 1", b"hello there"]
)
def test_other_lines_of_a_whozz_box_are_unknown(record: bytes) -> None:
    assert kinds(read("whozz", record + b"\r\n")) == ["unknown"]


def test_a_tci_line() -> None:
    caller = call("tci", TCI)
    assert (caller.line, caller.number, caller.name) == ("01", "407-555-0000", "JOHN DOE")
    assert (caller.telco_time, caller.raw) == ("04/06 11:28 AM", TCI)


@pytest.mark.parametrize(
    "change",
    [
        (b"04/06", b"     "),
        (b"04/06", b"99/99"),
        (b"11:28 AM", b"        "),
        (b"11:28 AM", b"16:20:05"),
        (b"01     ", b" 1 IN  "),
    ],
)
def test_a_tci_line_with_nonsense_in_it_still_has_its_number(change: tuple[bytes, bytes]) -> None:
    assert call("tci", TCI.replace(*change)).number == "407-555-0000"


def test_half_a_record_is_not_read_as_a_whole_one_when_the_box_pauses() -> None:
    for name, half in (("whozz", WHOZZ[:40]), ("comdial", b"><10140755")):
        reader = decoder(name)
        reader.feed(half)
        assert reader.tick(0.0) == reader.tick(10.0) == []


def test_a_tci_line_may_be_short_or_without_a_number() -> None:
    assert call("tci", TCI[:42] + b"\r\n").name is None
    assert call("tci", TCI.replace(b"407-555-0000", b"OUT OF AREA ")).absent is Absent.UNAVAILABLE
    assert call("tci", TCI.replace(b"407-555-0000", b" " * 12)).absent is Absent.NOT_SENT


@pytest.mark.parametrize("line", [b"x" * 70, TCI[3:], b"", b"01 I S 0276 G B3 09/26 11:28 AM 8"])
def test_other_lines_of_a_tci_box_are_unknown(line: bytes) -> None:
    assert set(kinds(read("tci", line.strip() + b"\r\n"))) <= {"unknown"}


@pytest.mark.parametrize("end", [b"\r", b"\r\n", b"\n", b""])
def test_a_netcallerid_record(end: bytes) -> None:
    caller = call("netcallerid", NET[:-1] + end)
    assert (caller.number, caller.name) == ("4075551212", "WIRELESS CALL")
    assert caller.telco_time == "03301423"
    assert caller.raw == NET[:-1] + end[:1]


def test_a_netcallerid_record_goes_on_with_its_cr() -> None:
    reader = decoder("netcallerid")
    assert reader.feed(NET[:-1]) == []
    assert len(reader.feed(b"\r")) == 1
    assert reader.feed(b"\n") == []


@pytest.mark.parametrize(
    ("record", "number", "absent"),
    [
        (b"###DATE03301423...NMBR...NAME-UNKNOWN CALLER-+++\r", None, Absent.UNAVAILABLE),
        (b"###DATE03301423...NMBR...NAME-PRIVATE-+++\r", None, Absent.WITHHELD),
        (b"###DATE03301423...NMBR...NAME+++\r", None, Absent.NOT_SENT),
        (b"###NMBR10086+++\r", "10086", None),
        (b"###NAMEA...NMBR10086...DATE...TIME+++\r", "10086", None),
    ],
)
def test_netcallerid_fields_missing_or_in_another_order(
    record: bytes, number: str | None, absent: Absent | None
) -> None:
    caller = call("netcallerid", record)
    assert (caller.number, caller.absent) == (number, absent)


def test_the_netcallerid_message_lamp_is_no_call() -> None:
    stream = b"###DATE...NMBR...NAME-MSG OFF-+++\r###DATE...NMBR...NAME-MSG ON-+++\r"
    assert kinds(read("netcallerid", stream)) == ["message_waiting"] * 2


def test_netcallerid_records_without_an_end_between() -> None:
    events = closed(read("netcallerid", b"x###NMBR1+++###NMBR2+++\r###NMBR3"))
    assert [event.number for event in events] == [None, "1", "2", None]
    assert kinds(events) == ["unknown", "caller_id", "caller_id", "unknown"]


def test_comdial_records() -> None:
    stream = b"><1014075551212     \r\n><201\r\n><302\r\n><401\r\n"
    ringing, answered, lifted, idle = read("comdial", stream)
    assert (ringing.event, ringing.line, ringing.number) == ("caller_id", "01", "4075551212")
    assert (answered.event, answered.line) == (EventKind.OFF_HOOK, "01")
    assert (lifted.event, lifted.line, lifted.number) == (EventKind.OFF_HOOK, "02", None)
    assert (idle.event, idle.line) == (EventKind.ON_HOOK, "01")


def test_comdial_records_need_neither_line_ends_nor_padding() -> None:
    assert kinds(read("comdial", b"><1014075551212><2><401")) == [
        "caller_id",
        "off_hook",
        "on_hook",
    ]
    assert kinds(read("comdial", b"><5\r\n><1\r\nx><4\r\n")) == ["unknown", "on_hook"]
    reader = decoder("comdial")
    reader.feed(b"><1014075551212     ")
    reader.tick(1.0)
    (ringing,) = reader.tick(1.4)
    assert ringing.number == "4075551212"


@pytest.mark.parametrize(
    ("number", "absent"),
    [
        (b"               ", Absent.NOT_SENT),
        (b"PRIVATE        ", Absent.WITHHELD),
        (b"", "not_sent"),
    ],
)
def test_comdial_says_why_there_is_no_number(number: bytes, absent: str) -> None:
    assert call("comdial", b"><101" + number + b"\r\n").absent == absent
