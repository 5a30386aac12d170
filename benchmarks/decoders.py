"""How fast each decoder reads: MB/s in 4 kB chunks and byte by byte.

Run it as `python benchmarks/decoders.py [--json]`. It prints a table row for
every format, or one JSON line each, with the targets they are held against.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from dutyroom.devices.formats import decoder, names  # noqa: E402 - the path comes first

CAPTURES = Path(__file__).resolve().parent.parent / "tests" / "devices" / "formats" / "captures"
CHUNK = 4096
TARGET_CHUNKS = 5.0
TARGET_BYTES = 0.3
SECONDS = 1.0


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
        capture = (CAPTURES / f"{name}.bin").read_bytes()
        chunks = _megabytes_per_second(name, capture, CHUNK)
        bytewise = _megabytes_per_second(name, capture, 1)
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


def _megabytes_per_second(name: str, capture: bytes, size: int) -> float:
    """Return the best of three rounds; the capture is repeated until time is up."""
    pieces = list(_pieces(capture * max(1, 65_536 // len(capture)), size))
    total = sum(map(len, pieces))
    best = 0.0
    for _ in range(3):
        reader = decoder(name)
        fed = 0
        start = time.perf_counter()
        while (spent := time.perf_counter() - start) < SECONDS / 3:
            for piece in pieces:
                reader.feed(piece)
            fed += total
        best = max(best, fed / spent / 1e6)
    return best


def _pieces(stream: bytes, size: int) -> Iterator[bytes]:
    for at in range(0, len(stream), size):
        yield stream[at : at + size]


if __name__ == "__main__":
    sys.exit(main())
