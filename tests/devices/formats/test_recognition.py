"""Which format a capture is in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.devices.formats import recognise
from tests.devices.formats.reading import capture

SDMF = "041230353131313835323430373535353030303059"
GROUP = b"DATE = 0511\r\nTIME = 1852\r\nNMBR = 4075550000\r\n"


@pytest.mark.parametrize(
    ("sample", "name"),
    [
        (b"\r\nRING\r\n", "hayes"),
        (b"RING\nRING\n" + GROUP, "hayes"),
        (b"\x10R\x10s\x10H", "hayes"),
        (b"RING\r\nMESG = 110101\r\n", "hayes"),
        (f"RING\r\nMESG = {SDMF}\r\n".encode(), "hayes-hex"),
        (f"MESG = {SDMF}\r\n\r\n".encode() * 3, "hayes-hex"),
        (bytes(range(0x60, 0x80)) * 500 + bytes.fromhex(SDMF), "mdmf"),
        (b"junk\r\n" * 99 + b"01 R     11/07 07:43:52\r\n", "whozz"),
        (b"><1014075551212     \r\n", "comdial"),
        (b"###DATE03301423...NMBR4075551212...NAMEX+++\r", "netcallerid"),
        (b"CID: *DATE*05042011*TIME*2149*LINE*VOIP*NMBR*1*MESG*NONE*NAME*John*\r\n", "ncid"),
    ],
)
def test_little_is_enough(sample: bytes, name: str) -> None:
    assert recognise(sample) == name


@pytest.mark.parametrize("name", ["hayes", "whozz", "mdmf", "ncid"])
def test_a_capture_is_recognised_behind_noise(name: str) -> None:
    assert recognise(b"\xa5\x5a\r\n" * 3000 + capture(name)) == name


@pytest.mark.parametrize(
    "sample", [b"", b"hello\r\nworld\r\n" * 50, b"all: RING\n\tOK\n", b"OK\r\n", b"U" * 5000]
)
def test_what_is_no_capture_is_none(sample: bytes) -> None:
    assert recognise(sample) is None


@given(sample=st.binary(min_size=300, max_size=2000))
def test_noise_is_none(sample: bytes) -> None:
    # Letters and digits could by chance be a record: noise here has none.
    assert recognise(sample.translate(bytes(0x90 + code % 0x60 for code in range(256)))) is None
