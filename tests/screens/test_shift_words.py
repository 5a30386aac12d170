"""What was set aside is read in words, whichever register asked for the reason."""

from __future__ import annotations

import re
from pathlib import Path

import dutyroom
from dutyroom.widgets import shift_view

_BLOCKER = re.compile(r"Blocker\(\s*\"([\w-]+)\"(.*?)\)\n", re.DOTALL)


def test_every_reason_that_can_be_given_has_words() -> None:
    package = Path(dutyroom.__file__).parent
    found = {
        code
        for path in package.rglob("registers/**/*.py")
        for code, more in _BLOCKER.findall(path.read_text(encoding="utf-8"))
        if "overridable=False" not in more
    }
    named = {"away", "leader-away", "role", "post", "inactive", "training"}
    assert {"handover-unsigned", "equipment-check"} <= found
    assert (found | named) - shift_view.CODES.keys() == set()
