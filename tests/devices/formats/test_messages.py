"""The exchange's own message: in hex from a modem, in binary from a module."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.devices.events import Absent, EventKind
from dutyroom.devices.formats import decoder
from tests.devices.formats.reading import bytewise, call, calls, closed, kinds, read

SDMF = bytes.fromhex("041230353131313835323430373535353030303059")
MDMF = bytes.fromhex("802001083035313131383532020A3430373535353030303007084A4F484E20444F4584")
SEIZURE = b"U" * 30


def message(kind: int, data: bytes) -> bytes:
    """Return a message with a right checksum."""
    head = bytes([kind, len(data)]) + data
    return head + bytes([-sum(head) % 256])


def parameter(kind: int, data: bytes) -> bytes:
    """Return one parameter of an MDMF message."""
    return bytes([kind, len(data)]) + data


@pytest.mark.parametrize(("sent", "name"), [(SDMF, None), (MDMF, "JOHN DOE")])
@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r", b""])
@pytest.mark.parametrize("prefix", [b"", b"MESG = ", b"MESG="])
def test_the_standard_examples_in_hex(
    sent: bytes, name: str | None, end: bytes, prefix: bytes
) -> None:
    line = prefix + sent.hex().upper().encode() + end
    caller = call("hayes-hex", line)
    assert (caller.number, caller.name, caller.telco_time) == ("4075550000", name, "05111852")
    assert (caller.checksum, caller.absent, caller.raw) == (True, None, line)


@pytest.mark.parametrize("sent", [SDMF, MDMF])
def test_the_standard_examples_in_binary(sent: bytes) -> None:
    stream = b"\x00noise\xfe" + SEIZURE + b"\x9b" + sent + b"\xff"
    noise, caller, rest = read("mdmf", stream)
    assert (noise.raw, rest.raw) == (b"\x00noise\xfe", b"\xff")
    assert (caller.number, caller.checksum, caller.raw) == ("4075550000", True, sent)
    assert caller.offset == stream.index(sent)


def test_a_message_goes_on_with_its_last_byte() -> None:
    reader = decoder("mdmf")
    assert reader.feed(SEIZURE + MDMF[:-1]) == []
    (caller,) = reader.feed(MDMF[-1:])
    assert (caller.number, caller.partial) == ("4075550000", False)


def test_a_stray_byte_that_looks_like_a_type_holds_nothing_up() -> None:
    for stray in (b"\x80", b"\x80\xff\x01", b"\x04\x20", b"\x82\xff\x01\x40"):
        reader = decoder("mdmf")
        events = reader.feed(SEIZURE + stray + MDMF)
        assert [event.number for event in events if event.number] == ["4075550000"]


def test_a_damaged_message_still_tells_that_somebody_called() -> None:
    damaged = MDMF[:14] + b"9" + MDMF[15:]
    for name, stream in (("mdmf", SEIZURE + damaged), ("hayes-hex", damaged.hex().encode())):
        caller = call(name, stream)
        assert (caller.checksum, caller.absent) == (False, Absent.BAD_CHECKSUM)
        assert caller.number is caller.name is None


def test_in_noise_a_damaged_message_is_noise() -> None:
    assert kinds(read("mdmf", b"abc" + MDMF[:-1] + b"\x00")) == ["unknown"]


@pytest.mark.parametrize("size", [0, 1, 5, 20, 33])
def test_a_message_cut_off_in_hex_is_a_call_without_a_number(size: int) -> None:
    events = closed(read("hayes-hex", b"80" + MDMF[1 : 4 + size].hex().encode() + b"\r\n"))
    assert [event.absent for event in events] in ([Absent.BAD_CHECKSUM], [None])
    assert all(event.number is None for event in events) or size == 33


@pytest.mark.parametrize(
    ("parameters", "number", "absent", "name"),
    [
        ([(1, b"05111852"), (4, b"P"), (8, b"P")], None, Absent.WITHHELD, None),
        ([(1, b"05111852"), (4, b"O"), (8, b"O")], None, Absent.UNAVAILABLE, None),
        ([(1, b"05111852")], None, Absent.NOT_SENT, None),
        ([(2, b""), (7, b"")], None, Absent.NOT_SENT, None),
        ([(7, "张三".encode("gbk")), (2, b"10086")], "10086", None, "张三"),
        ([(0x11, b"\x01"), (2, b"10086"), (3, b"110"), (5, b"119")], "10086", None, None),
        ([(2, b"10086"), (0x5A, b"??"), (2, b"1")], "10086", None, None),
    ],
)
def test_parameters_in_any_order_missing_or_strange(
    parameters: list[tuple[int, bytes]], number: str | None, absent: Absent | None, name: str | None
) -> None:
    sent = message(0x80, b"".join(parameter(kind, data) for kind, data in parameters))
    for caller in (call("mdmf", sent), call("hayes-hex", sent.hex().encode())):
        assert (caller.number, caller.absent, caller.name) == (number, absent, name)


@pytest.mark.parametrize(
    ("word", "absent"),
    [(b"P", Absent.WITHHELD), (b"O", Absent.UNAVAILABLE), (b"", Absent.NOT_SENT)],
)
def test_a_single_data_message_without_a_number(word: bytes, absent: Absent) -> None:
    assert call("mdmf", message(0x04, b"05111852" + word)).absent is absent


@pytest.mark.parametrize(
    "sent", [message(0x82, parameter(0x0B, b"\xff")), message(0x06, b"BBB"), message(0x06, b"ooo")]
)
def test_message_waiting_is_no_call(sent: bytes) -> None:
    for name, stream in (("mdmf", SEIZURE + sent), ("hayes-hex", sent.hex().encode() + b"\r\n")):
        assert kinds(read(name, stream)) == [EventKind.MESSAGE_WAITING]


def test_rings_and_answers_beside_the_hex() -> None:
    stream = b"AT+VCID=2\r\r\nOK\r\nRING\r\n" + SDMF.hex().encode() + b"\r\nMESG = 110101\r\n"
    assert kinds(read("hayes-hex", stream)) == ["ring", "caller_id", "unknown"]


def test_an_unfinished_message_is_noise_after_a_while() -> None:
    reader = decoder("mdmf")
    reader.feed(SEIZURE + MDMF[:10])
    assert reader.tick(10.0) == []
    (noise,) = reader.tick(11.0)
    assert noise.raw == MDMF[:10]
    (caller,) = reader.feed(MDMF)
    assert caller.offset == 40


def test_of_messages_in_each_other_the_one_that_ends_first_counts() -> None:
    outer = message(0x80, parameter(2, b"110") + parameter(7, SDMF + b"!"))
    assert calls("mdmf", outer)[0].number == "4075550000"
    assert bytewise("mdmf", outer) == read("mdmf", outer)


@given(noise=st.binary(max_size=300), after=st.binary(max_size=20))
def test_a_message_is_found_behind_any_noise(noise: bytes, after: bytes) -> None:
    stream = noise + SEIZURE + MDMF + after
    found = [event for event in calls("mdmf", stream) if event.checksum]
    assert len(noise) + 30 in [event.offset for event in found]
    assert bytewise("mdmf", stream) == read("mdmf", stream)
