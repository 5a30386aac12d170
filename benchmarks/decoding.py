"""How fast each decoder reads, from `benchmarks.decoders` in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure


def figures() -> Iterator[Figure]:
    """Yield two figures for each format, in MB (10^6 bytes) a second of processor time.

    Raises:
        RuntimeError: The benchmark failed.
    """
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.decoders", "--json"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).resolve().parent.parent,
    )
    found = [json.loads(line) for line in ran.stdout.splitlines() if line.startswith("{")]
    if not found:
        raise RuntimeError(ran.stderr.strip().rpartition("\n")[2])
    for each in found:
        for way, value, target in (
            ("4 kB chunks", each["mb_per_s_4kb"], each["target_4kb"]),
            ("byte by byte", each["mb_per_s_bytewise"], each["target_bytewise"]),
        ):
            yield Figure(f"decoder {each['format']}, {way}", "MB/s", value, target, at_least=True)
