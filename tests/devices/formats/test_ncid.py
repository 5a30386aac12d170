"""NCID servers and gateways."""

from __future__ import annotations

import pytest

from dutyroom.devices.events import Absent, Direction, EventKind
from tests.devices.formats.reading import call, kinds, read

BODY = b": *DATE*05042011*TIME*2149*LINE*VOIP*NMBR*4075551212*MESG*NONE*NAME*John*\r\n"
END = (
    b"END: *HTYPE*BYE*DATE*05042011*TIME*2151*SCALL*05/04/2011 21:49:25"
    b"*ECALL*05/04/2011 21:51:38*CTYPE*IN*LINE*VOIP*NMBR*4075551212*NAME*John*\r\n"
)


@pytest.mark.parametrize("label", [b"CID", b"BLK", b"HUP", b"PID", b"WID", b"OUT", b"PUT"])
def test_call_records(label: bytes) -> None:
    caller = call("ncid", label + BODY)
    assert caller.direction is (Direction.OUT if label in {b"OUT", b"PUT"} else Direction.IN)
    assert (caller.line, caller.number, caller.name) == ("VOIP", "4075551212", "John")
    assert caller.telco_time == "05042011 2149"


@pytest.mark.parametrize(
    ("ring", "kind", "answered"),
    [
        *(("1", EventKind.RING, None), ("4", EventKind.RING, None)),
        *(("-1", EventKind.CALL_END, False), ("-2", EventKind.CALL_END, True)),
        ("-3", EventKind.BUSY, None),
    ],
)
def test_ring_progress(ring: str, kind: EventKind, answered: bool | None) -> None:
    (event,) = read("ncid", f"CIDINFO: *LINE*1*RING*{ring}*TIME*16:20:05*\r\n".encode())
    assert (event.event, event.answered, event.line) == (kind, answered, "1")
    assert event.telco_time == "16:20:05"


def test_ringing_stopped_and_chatter_say_nothing() -> None:
    chatter = b"200 Server: NCID 1.13\r\n210 Sent log\r\n300 ready\r\nCIDLOG" + BODY
    assert read("ncid", b"CIDINFO: *LINE*1*RING*0*TIME*16:20:05*\r\n" + chatter) == []


def test_the_end_of_a_call() -> None:
    (event,) = read("ncid", END)
    assert (event.event, event.seconds, event.answered) == (EventKind.CALL_END, 133, True)
    assert (event.direction, event.number) == (Direction.IN, "4075551212")


@pytest.mark.parametrize(
    ("change", "seconds", "answered"),
    [
        ((b"*BYE*", b"*CANCEL*"), 133, False),
        ((b"*BYE*", b"*??*"), 133, None),
        ((b"SCALL*05/04/2011", b"SCALL*12/31/2012"), None, True),
        ((b"SCALL*05/04", b"SCALL*99/99"), None, True),
        ((b"SCALL*05/04/2011 21:49:25*", b""), None, True),
        ((b"SCALL*05/04", b"SCALL*\xff\xff"), None, True),
    ],
)
def test_an_end_with_odd_fields(
    change: tuple[bytes, bytes], seconds: int | None, answered: bool | None
) -> None:
    (event,) = read("ncid", END.replace(*change))
    assert (event.seconds, event.answered) == (seconds, answered)


def test_a_call_over_new_year_has_its_length() -> None:
    over = END.replace(b"SCALL*05/04/2011 21:49:25", b"SCALL*12/31/2011 23:59:50")
    (event,) = read(
        "ncid", over.replace(b"ECALL*05/04/2011 21:51:38", b"ECALL*01/01/2012 00:00:10")
    )
    assert event.seconds == 20


@pytest.mark.parametrize(
    ("word", "absent"),
    [
        *((b"ANONYMOUS", Absent.WITHHELD), (b"PRIVATE", Absent.WITHHELD)),
        *((b"OUT-OF-AREA", Absent.UNAVAILABLE), (b"", Absent.NOT_SENT), (b"RING", "not_sent")),
    ],
)
def test_why_there_is_no_number(word: bytes, absent: str) -> None:
    caller = call("ncid", b"CID" + BODY.replace(b"4075551212", word))
    assert (caller.number, caller.absent) == (None, absent)


def test_a_name_cannot_replace_the_number() -> None:
    caller = call("ncid", b"CID" + BODY.replace(b"John*", b"John*NMBR*110*"))
    assert caller.number == "4075551212"


def test_other_records() -> None:
    assert kinds(read("ncid", b"MWI: *x*\r\n")) == ["message_waiting"]
    assert kinds(read("ncid", b"MSG: hello\r\nNOT: *DATE*1*\r\n")) == ["unknown"] * 2
    assert kinds(read("ncid", b"XYZ: hello\r\nwhat\r\nCID: nothing\r\n")) == ["unknown"]


def test_no_name_and_no_line_are_none() -> None:
    caller = call("ncid", b"CID" + BODY.replace(b"John", b"NO NAME").replace(b"VOIP", b"-"))
    assert (caller.name, caller.line) == (None, None)
