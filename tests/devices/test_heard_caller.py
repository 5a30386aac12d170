"""Caller ID heard as sound: FSK messages and DTMF numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.devices import signals
from dutyroom.devices.events import EventKind
from dutyroom.devices.heard_caller import HeardCaller
from dutyroom.devices.line_ear import LineEar
from dutyroom.devices.line_sound import SoundKind
from tests.devices.test_fsk import MDMF, modulated


def typed(keys: str, gap: float = 0.1) -> list[str | None]:
    """Return the numbers heard in keys that follow each other after a gap."""
    caller = HeardCaller()
    heard = []
    for index, key in enumerate(keys):
        heard += caller.key(key, 100.0 + index * gap)
    return [event.number for event in heard]


@pytest.mark.parametrize(
    ("keys", "number"),
    [
        ("D04802310110C", "04802310110"),
        ("A4075550000#", "4075550000"),
        ("A4075550000D123456B01C", "4075550000"),
        ("*13800138000#", "13800138000"),
        ("DD04802310110C", "04802310110"),
    ],
)
def test_a_number_between_a_start_and_a_stop_key_is_the_caller(keys: str, number: str) -> None:
    assert typed(keys) == [number]


@pytest.mark.parametrize("keys", ["13800138000", "D12C", "C", "##**", "D138001", ""])
def test_other_keys_call_nobody(keys: str) -> None:
    assert typed(keys) == []


def test_keys_that_a_person_presses_call_nobody() -> None:
    assert typed("D04802310110C", gap=0.8) == []


@given(st.text(alphabet="0123456789ABCD*#"))
def test_any_keys_are_borne(keys: str) -> None:
    assert all(number is not None and 3 <= len(number) <= 32 for number in typed(keys))


def test_the_ear_hears_the_message_that_the_caller_is_read_from() -> None:
    ear, caller = LineEar(8000), HeardCaller()
    sound = signals.silence(0.5) + modulated(MDMF) + signals.silence(0.5)
    events = []
    for start in range(0, len(sound), 1600):
        for made_out in ear.feed(sound[start : start + 1600]):
            if made_out.kind is SoundKind.DATA:
                events += caller.data(made_out.data)
    events += caller.tick(0.0) + caller.tick(10.0)
    closed = [event for event in events if not event.partial]
    assert [(e.event, e.number, e.name) for e in closed] == [
        (EventKind.CALLER_ID, "4075550000", "JOHN DOE")
    ]


def test_a_finer_rate_has_no_receiver_and_all_the_rest() -> None:
    heard = LineEar(16_000).feed(signals.tone([450], 4.0, rate=16_000))
    assert [event.kind for event in heard] == [SoundKind.DIAL_TONE]
