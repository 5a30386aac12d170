"""Verify the journal of a copy: `python -m dutyroom.store.verifying FILE`.

A process of its own, behind all others in the machine: a million entries are half a minute of
computing, and the line keeper, whose thread it would be, has a call to record.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Final

from dutyroom.store.backup import examined
from dutyroom.store.verification import verify

_LAST: Final = 19
"""The niceness that gives way to everybody."""


def main(arguments: list[str] | None = None) -> int:
    """Verify one copy, and print as JSON what was found.

    Args:
        arguments: The command line without the program; by default the process's.

    Returns:
        0, whatever was found.

    Raises:
        StoreError: It cannot be read.
    """
    parser = argparse.ArgumentParser(prog="python -m dutyroom.store.verifying")
    parser.add_argument("copy", type=Path)
    chosen = parser.parse_args(arguments)
    os.nice(_LAST)
    with examined(chosen.copy) as session:
        sys.stdout.write(json.dumps(asdict(verify(session))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
