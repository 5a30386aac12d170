"""Makes one workbook, in a process of its own.

`python -m dutyroom.documents.workbook_process` reads lines of JSON on standard input: title
and columns, then each row, then null; and writes the workbook to standard output. Where null
does not come, whoever asked has given up: it ends with 1 and has written nothing.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from typing import Final

from dutyroom.documents.table import Column
from dutyroom.documents.workbook import Workbook

GIVEN_UP: Final = 1
"""The exit code where the last word did not come."""


def main() -> int:
    """Make the workbook that standard input asks for, and return the exit code."""
    lines = map(json.loads, sys.stdin.buffer)
    title, columns = next(lines, ("", ()))
    book = Workbook(title, [Column("", label, width) for label, width in columns])
    for row in lines:
        if row is None:
            with tempfile.TemporaryFile() as file:  # the pipe does not let anybody go back in it
                book.save(file)
                file.seek(0)
                shutil.copyfileobj(file, sys.stdout.buffer)
            return 0
        book.append(row)
    return GIVEN_UP


if __name__ == "__main__":
    sys.exit(main())
