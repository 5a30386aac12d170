"""How often a port that is gone is looked for."""

from __future__ import annotations

from typing import NoReturn

import pytest

from dutyroom.clock import SystemClock
from dutyroom.devices.formats.profile import PROFILES
from dutyroom.devices.serial_address import PortAddress
from dutyroom.devices.serial_errors import PortError, Reason
from dutyroom.devices.serial_pacing import Pacing
from dutyroom.devices.serial_port import SerialBridge
from tests.devices.serial_boxes import Listener, wait_until


def test_however_long_a_port_is_gone_it_is_looked_for_as_often(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The pauses grow to the longest and no further, so that it is open within five seconds."""
    assert Pacing().longest_pause < 4
    tries: list[str] = []

    def absent(address: object, *_how: object) -> NoReturn:
        tries.append(str(address))
        raise PortError(Reason.ABSENT)

    monkeypatch.setattr("dutyroom.devices.serial_port.open_address", absent)
    address, pacing = PortAddress("/dev/ttyUSB0"), Pacing(first_pause=0.001, longest_pause=0.01)
    bridge = SerialBridge(address, PROFILES["whozz"], SystemClock(), Listener(), pacing=pacing)
    bridge.start()
    try:
        wait_until(lambda: len(tries) > 40, seconds=5)
    finally:
        bridge.close()
