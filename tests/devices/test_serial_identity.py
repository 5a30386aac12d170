"""A box is known by what its USB device says of itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.devices.serial_errors import PortError, Reason
from dutyroom.devices.usb_identity import PortInfo, UsbIdentity, find, ports

NUMBERS = st.integers(0, 0xFFFF)
SERIALS = st.none() | st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Zs", "Zl", "Zp", "Cs")), min_size=1
)
FIRST = UsbIdentity(0x1A86, 0x7523, "A1")
SECOND = UsbIdentity(0x1A86, 0x7523, "A2")
NAMELESS = UsbIdentity(0x1A86, 0x7523)


@given(NUMBERS, NUMBERS, SERIALS)
def test_an_identity_is_read_as_it_is_written(
    vendor: int, product: int, serial: str | None
) -> None:
    """The settings hold it as text, serial numbers with colons included."""
    identity = UsbIdentity(vendor, product, serial)
    assert UsbIdentity.parse(str(identity)) == identity


@pytest.mark.parametrize("text", ["", "1a86", "1a86:75", "1a86:75233", "x:y", "1a86:7523:"])
def test_what_is_no_identity_is_refused(text: str) -> None:
    """A slip of the pen does not match some other device."""
    with pytest.raises(ValueError, match="not vid:pid"):
        UsbIdentity.parse(text)


@pytest.mark.parametrize(
    ("port", "usb", "plugged", "found"),
    [
        ("/dev/a", "", {}, "/dev/a"),
        ("/dev/a", "1a86:7523:A1", {"/dev/a": SECOND, "/dev/b": FIRST}, "/dev/b"),
        ("", "1A86:7523", {"/dev/c": SECOND}, "/dev/c"),
        ("/dev/b", "1a86:7523", {"/dev/a": NAMELESS, "/dev/b": NAMELESS}, "/dev/b"),
        ("/dev/x", "1a86:7523", {"/dev/a": NAMELESS, "/dev/b": NAMELESS}, Reason.AMBIGUOUS),
        ("/dev/a", "1a86:7523:A1", {"/dev/a": SECOND, "/dev/b": None}, Reason.ABSENT),
        ("/dev/a", "1a86:7523", {}, Reason.ABSENT),
    ],
)
def test_where_a_box_is_found(
    port: str, usb: str, plugged: dict[str, UsbIdentity | None], found: str | Reason
) -> None:
    """The identity goes before the name, and nothing is guessed between twins."""
    infos = [PortInfo(device, "USB Serial", usb_) for device, usb_ in plugged.items()]
    if isinstance(found, Reason):
        with pytest.raises(PortError) as caught:
            find(port, usb, infos)
        assert caught.value.reason is found
    else:
        assert find(port, usb, infos) == found


def test_the_machine_s_own_ports_can_be_listed() -> None:
    """Whatever is plugged in here, asking raises nothing and names are unique."""
    names = [port.device for port in ports()]
    assert len(names) == len(set(names))
