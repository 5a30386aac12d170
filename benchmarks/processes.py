"""What the kernel tells of a process: its memory and its processor time."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

_QUIET_PERCENT = 12.0
_LOOK_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Memory:
    """Resident memory in MB (10^6 bytes).

    Attributes:
        resident: Every page it has in memory, shared ones counted whole.
        share: Its proportional share: a page of n processes counts as 1/n.
    """

    resident: float
    share: float


def memory(pid: int) -> Memory:
    """Return the memory of a process.

    Raises:
        OSError: There is no such process.
    """
    resident = _kilobytes(Path(f"/proc/{pid}/status"), "VmRSS:")
    share = _kilobytes(Path(f"/proc/{pid}/smaps_rollup"), "Pss:")
    return Memory(resident * 1024 / 1e6, share * 1024 / 1e6)


def processor_seconds(pid: int) -> float:
    """Return the processor time that a process has used, with what its ended children used.

    Raises:
        OSError: There is no such process.
    """
    # The name stands in brackets and may hold spaces; what follows does not.
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def settle(pid: int, seconds: float) -> bool:
    """Wait until a process does next to nothing, as after its start.

    Args:
        pid: The process.
        seconds: Longest wait.

    Returns:
        Whether it came to rest.
    """
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        before = processor_seconds(pid)
        time.sleep(_LOOK_SECONDS)
        if 100 * (processor_seconds(pid) - before) / _LOOK_SECONDS < _QUIET_PERCENT:
            return True
    return False


def _kilobytes(path: Path, label: str) -> int:
    """Return a value of a file of the kernel, in kB."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith(label))
