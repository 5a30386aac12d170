"""How fast each decoder reads: MB/s in 4 kB chunks and byte by byte.

Run it as `python benchmarks/decoders.py [--json]`. It prints a table row for
every format, or one JSON line each, with the targets they are held against.
Each format reads the traffic of many different calls, as its box sends it. Time
is the processor's, so that other work on the machine counts little; of the
rounds the best counts.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from dutyroom.devices.formats import decoder, names

CHUNK = 4096
STREAM = 131_072
ROUNDS = 12
TARGET_CHUNKS = 5.0
TARGET_BYTES = 0.3


def main() -> int:
    """Measure every format and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    arguments = parser.parse_args()
    if not arguments.json:
        print(f"decoders, Python {platform.python_version()}, {platform.machine()}")
        print(f"{'format':<14}{'4 kB chunks':>14}{'byte by byte':>14}   MB/s, MB = 10^6 bytes")
    slow = False
    for name in names():
        stream = _stream(name)
        chunks = _speed(name, stream, CHUNK)
        bytewise = _speed(name, stream, 1)
        slow |= chunks < TARGET_CHUNKS or bytewise < TARGET_BYTES
        if arguments.json:
            print(json.dumps(_result(name, chunks, bytewise)))
        else:
            print(f"{name:<14}{chunks:>14.1f}{bytewise:>14.2f}")
    if not arguments.json:
        print(f"{'target':<14}{TARGET_CHUNKS:>14.1f}{TARGET_BYTES:>14.2f}")
    return int(slow)


def _result(name: str, chunks: float, bytewise: float) -> dict[str, object]:
    return {
        "benchmark": "decoders",
        "format": name,
        "mb_per_s_4kb": round(chunks, 2),
        "mb_per_s_bytewise": round(bytewise, 3),
        "target_4kb": TARGET_CHUNKS,
        "target_bytewise": TARGET_BYTES,
        "python": platform.python_version(),
        "machine": platform.machine(),
    }


def _speed(name: str, stream: bytes, size: int) -> float:
    """Return megabytes per second of processor time, the best of the rounds."""
    pieces = [stream[at : at + size] for at in range(0, len(stream), size)]
    best = float("inf")
    for _ in range(ROUNDS):
        reader = decoder(name)
        start = time.process_time()
        for piece in pieces:
            reader.feed(piece)
        best = min(best, time.process_time() - start)
    return len(stream) / best / 1e6


def _stream(name: str) -> bytes:
    """Return the traffic of calls, the same at every run, no two alike."""
    chance = random.Random(20_260_101)  # noqa: S311 - a repeatable stream, no secret
    one_call = _CALLS[name]
    calls: list[bytes] = []
    size = 0
    while size < STREAM:
        number = f"1{chance.randrange(10**9, 10**10)}"
        caller = "".join(chance.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=9))
        calls.append(one_call(number, caller, chance.randrange(1, 9)))
        size += len(calls[-1])
    return b"".join(calls)


def _hayes(number: str, caller: str, line: int) -> bytes:
    fields = [f"DATE = 0{line}11", f"TIME = 18{line}2", f"NMBR = {number}", f"NAME = {caller}"]
    return "".join(f"\r\n{word}\r\n" for word in ["RING", *fields, "RING", "RING"]).encode()


def _message(number: str, caller: str, line: int) -> bytes:
    parameters = ((1, f"05111{line}52"), (2, number), (7, caller))
    data = b"".join(bytes([kind, len(text)]) + text.encode() for kind, text in parameters)
    head = bytes([0x80, len(data)]) + data
    return head + bytes([-sum(head) % 256])


def _hayes_hex(number: str, caller: str, line: int) -> bytes:
    message = _message(number, caller, line).hex().upper().encode()
    return b"\r\nRING\r\n\r\n" + message + b"\r\n\r\nRING\r\n\r\nRING\r\n"


def _whozz(number: str, caller: str, line: int) -> bytes:
    call = f"G A3 09/26 11:28 AM {number:<14} {caller:<15}"
    return (
        f"0{line} R     09/26 11:28:01\r\n0{line} I S 0000 {call}\r\n"
        f"0{line} F     09/26 11:28:09\r\n0{line} N     09/26 11:32:45\r\n"
        f"0{line} I E 0276 {call}\r\n"
    ).encode()


def _ncid(number: str, caller: str, line: int) -> bytes:
    call = f"LINE*{line}*NMBR*{number}*MESG*NONE*NAME*{caller}*"
    return (
        f"CID: *DATE*05042011*TIME*2149*{call}\r\nCIDINFO: *LINE*{line}*RING*1*TIME*21:49:20*\r\n"
        f"END: *HTYPE*BYE*DATE*05042011*TIME*2151*SCALL*05/04/2011 21:49:25"
        f"*ECALL*05/04/2011 21:51:38*CTYPE*IN*{call}\r\n"
    ).encode()


def _recorder_box(number: str, caller: str, line: int) -> bytes:
    rings = f"RING{line}\r\nPAUSE{line}\r\n" * 2
    call = f"CID{line}:{number},{caller}\r\n{rings}UP{line}\r\nDOWN{line},0093\r\n"
    return call.encode()


_CALLS: dict[str, Callable[[str, str, int], bytes]] = {
    "hayes": _hayes,
    "hayes-hex": _hayes_hex,
    "mdmf": lambda *words: b"\x00" + b"U" * 30 + b"\xff" + _message(*words),
    "whozz": _whozz,
    "netcallerid": lambda number, caller, line: (
        f"###DATE0{line}301423...NMBR{number}...NAME{caller}+++\r".encode()
    ),
    "tci": lambda number, caller, line: (
        f"0{line}     04/06     11:28 AM    {number:<26}{caller:<15}\r\n".encode()
    ),
    "comdial": lambda number, _caller, line: (
        f"><10{line}{number:<15}\r\n><20{line}\r\n><40{line}\r\n".encode()
    ),
    "ncid": _ncid,
    "recorder-box": _recorder_box,
}


if __name__ == "__main__":
    sys.exit(main())
