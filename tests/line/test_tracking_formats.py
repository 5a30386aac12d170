"""From bytes to facts: real formats through their decoders into the tracker."""

from __future__ import annotations

from pathlib import Path

import pytest

from dutyroom import resources
from dutyroom.devices.formats.base import Decoder
from dutyroom.devices.formats.registry import decoder
from dutyroom.line.tracking.rules import TrackingRules
from tests.line.tracking_kit import HOOKS, RINGS_ALONE, RINGS_AND_SOUND, TrackedLine

CAPTURES = Path(__file__).parents[1] / "devices" / "formats" / "captures"
RECORDER_BOX = resources.data("formats", "recorder-box.toml")
RULES = [HOOKS, RINGS_AND_SOUND, RINGS_ALONE]


def told(
    reader: Decoder, script: list[tuple[float, bytes]], rules: TrackingRules = HOOKS
) -> TrackedLine:
    """Let bytes come at their times, in seconds after each other."""
    line = TrackedLine(rules)
    for seconds, data in script:
        for _ in range(round(seconds * 2)):
            line.wait(0.5)
            line.decode(reader, b"")
        line.decode(reader, data)
    return line


def test_a_whozz_box_tells_a_call_from_ring_to_end() -> None:
    line = told(
        decoder("whozz"),
        [
            (0, b"01 R     11/23 11:00:00\r\n"),
            (2, b"01 I S 0000 G A1 11/23 11:00 AM 13800000000    \xd0\xa1\xcd\xf5\r\n"),
            (3, b"01 R     11/23 11:00:05\r\n"),
            (2, b"01 F     11/23 11:00:07\r\n"),
            (60, b"01 N     11/23 11:01:07\r\n01 I E 0060 G A2 11/23 11:00 AM 13800000000   X\r\n"),
        ],
    )
    assert line.told() == ["begun", "numbered", "rang", "answered", "ended"]
    assert line.fact("answered").body == {"by": "hook", "seconds": 7.0}
    assert line.fact("ended").body == {
        "outcome": "answered",
        "by": "hook",
        "seconds": 60.0,
        "after": 0,
    }
    assert line.fact("numbered").texts["name"] == "小王"


def test_a_whozz_box_tells_an_outgoing_call() -> None:
    line = told(
        decoder("whozz"),
        [
            (0, b"01 F     11/23 11:00:00\r\n"),
            (5, b"01 O S 0000 G X0 11/23 11:00 AM 04802216119\r\n"),
            (30, b"01 N     11/23 11:00:35\r\n01 O E 0035 G X0 11/23 11:00 AM 04802216119\r\n"),
        ],
    )
    assert line.numbers() == ["04802216119"]
    assert line.outcome() == ("outgoing", "hook")
    assert line.calls() == ["call1"]


def test_a_modem_tells_the_number_between_two_rings() -> None:
    line = told(
        decoder("hayes"),
        [
            (0, b"\r\nRING\r\n"),
            (2, b"\r\nDATE = 1123\r\nTIME = 1100\r\nNMBR = 13800000000\r\n"),
            (0, b"NAME = ZHANG SAN\r\n"),
            (3, b"\r\nRING\r\n"),
            (11, b""),
        ],
        RINGS_ALONE,
    )
    assert line.calls() == ["call1"]
    assert line.numbers() == ["13800000000"] * 2  # at once, and with the closed group
    assert line.facts[2].texts["name"] == "ZHANG SAN"
    assert line.outcome() == ("unknown", "nothing")


def test_a_modem_in_voice_mode_tells_of_the_handset() -> None:
    line = told(
        decoder("hayes"),
        [(0, b"\x10R"), (5, b"\x10R"), (2, b"\x10H"), (20, b"\x10h")],
    )
    assert line.outcome() == ("answered", "hook")
    assert line.fact("ended").body["seconds"] == 20.0


def test_an_exchange_tells_a_call_without_rings() -> None:
    line = told(
        decoder("comdial"),
        [(0, b"><10113800000000    \r\n"), (8, b"><2\r\n"), (30, b"><4\r\n"), (1, b"")],
    )
    assert line.numbers() == ["13800000000"]
    assert line.outcome() == ("answered", "hook")


def test_a_network_server_tells_of_the_talk_when_it_is_over() -> None:
    start = "11/23/2026 11:00:00*ECALL*11/23/2026 11:10:00"
    line = told(
        decoder("ncid"),
        [
            (
                0,
                b"CID: *DATE*11232026*TIME*1100*LINE*VOIP*NMBR*13800000000*MESG*NONE*NAME*A*\n",
            ),
            (
                600,
                b"END: *HTYPE*BYE*DATE*11232026*TIME*1110*SCALL*" + start.encode() + b"*CTYPE*IN"
                b"*LINE*VOIP*NMBR*13800000000*NAME*A*\n",
            ),
        ],
        RINGS_ALONE,
    )
    ends = [fact.body for fact in line.facts if fact.kind == "call.ended"]
    assert line.calls() == ["call1"]
    assert [end["outcome"] for end in ends] == ["unknown", "answered"]
    assert ends[1]["seconds"] == 600.0


def test_a_recorder_box_declared_in_a_file_tells_a_call() -> None:
    line = told(
        decoder(RECORDER_BOX),
        [
            (0, "CID1:13800000000,张三\r\n".encode("gb18030")),
            (1, b"RING1\r\n"),
            (1, b"PAUSE1\r\n"),
            (4, b"RING1\r\n"),
            (2, b"UP1\r\n"),
            (40, b"DOWN1,0040\r\n"),
            (60, b"UP1\r\n"),
            (1, b"DIAL1:1\r\nDIAL1:1\r\nDIAL1:0\r\n"),
            (20, b"DOWN1,0021\r\n"),
        ],
    )
    assert line.fact("numbered", "call1").texts["name"] == "张三"
    assert line.outcome("call1") == ("answered", "hook")
    assert line.numbers("call2") == ["110"]
    assert line.outcome("call2") == ("outgoing", "hook")


@pytest.mark.parametrize("rules", RULES, ids=("hooks", "sound", "rings"))
@pytest.mark.parametrize("capture", sorted(CAPTURES.glob("*.bin")), ids=lambda path: path.stem)
@pytest.mark.parametrize("pause", [0.0, 2.0])
def test_every_capture_becomes_calls_that_end(
    capture: Path, rules: TrackingRules, pause: float
) -> None:
    declared = resources.data("formats", f"{capture.stem}.toml")
    reader = decoder(declared if declared.exists() else capture.stem)
    line = TrackedLine(rules)
    for piece in capture.read_bytes().splitlines(keepends=True):
        line.decode(reader, piece)
        line.wait(pause)
    for event in reader.close():
        line.take(event)
    line.decode(decoder("hayes"), b"\x10h\x10s")  # laid down, and quiet
    line.wait(130)
    assert line.calls()
    assert line.tracker.call is None
    for call in line.calls():
        assert "ended" in line.told(call)
