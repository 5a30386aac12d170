"""The facts of a unit that reports to this one; their subject is the unit's id on the board."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import uuid4

from dutyroom.registers.folding import REVISION
from dutyroom.registers.noting import Noted
from dutyroom.store.facts import Fact, JsonValue

ADDED: Final = "reporter.added"
REMOVED: Final = "reporter.removed"
RECEIVED: Final = "reporter.received"
TAKEN_BACK: Final = "reporter.taken-back"

KINDS: Final = (ADDED, REMOVED, RECEIVED, TAKEN_BACK)
"""Every kind of fact of a unit; of two with one revision the earlier one here comes first."""


def new_id() -> str:
    """Return an id for a new unit."""
    return str(uuid4())


def added(reporter: str, noted: Noted, name: str) -> Fact:
    """A unit reports to this one from now on."""
    return _fact(ADDED, reporter, noted, {REVISION: 0}, {"name": name})


def removed(reporter: str, noted: Noted, *, revision: int, why: str) -> Fact:
    """It does no longer; `revision` is the one that this fact makes."""
    return _fact(REMOVED, reporter, noted, {REVISION: revision}, {"why": why})


def received(reporter: str, noted: Noted, day: date, *, revision: int) -> Fact:
    """Its report of a day has come."""
    return _fact(RECEIVED, reporter, noted, {REVISION: revision, "day": day.isoformat()}, {})


def taken_back(reporter: str, noted: Noted, day: date, *, revision: int, why: str) -> Fact:
    """That was noted by mistake."""
    body: dict[str, JsonValue] = {REVISION: revision, "day": day.isoformat()}
    return _fact(TAKEN_BACK, reporter, noted, body, {"why": why})


def _fact(
    kind: str, reporter: str, noted: Noted, body: dict[str, JsonValue], texts: dict[str, str]
) -> Fact:
    """Return a fact of a unit."""
    return Fact(kind, reporter, noted.at, noted.place, noted.actor, body=body, texts=texts)
