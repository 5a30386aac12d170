"""The entries of a sheet as they are read: who looked at an item, when, and how it was."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping

from dutyroom.i18n import _
from dutyroom.phrases import clauses
from dutyroom.registers.equipment import said
from dutyroom.registers.equipment.said import Evidence
from dutyroom.standard.equipment.items import State


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a probe that needs a person, made while a check went on: when, who, what."""

    at: datetime
    by: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Addition:
    """What was added to an entry at the signature.

    Attributes:
        at: When.
        by: Who signed.
        reason: Why the item is in order although a probe found it faulty; empty: none was needed.
        evidence: What probes said since the item was entered.
    """

    at: datetime
    by: str
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An item that was looked at.

    Attributes:
        item: Its key.
        state: How it was found.
        counts: Whether it is the last word on the item; earlier ones stay readable.
        at: When.
        by: Who looked.
        note: What is wrong.
        workaround: How the desk does without it.
        evidence: What probes said at that moment.
        added: What the signature added; None: nothing.
    """

    item: str
    state: State
    counts: bool
    at: datetime
    by: str
    note: str = ""
    workaround: str = ""
    evidence: tuple[Evidence, ...] = ()
    added: Addition | None = None

    @property
    def told(self) -> str:
        """What was said of it: what is wrong, and how the desk does without it; empty: nothing."""
        around = _("Workaround: {words}").format(words=self.workaround) if self.workaround else ""
        return clauses(text for text in (self.note, around) if text)

    @property
    def known(self) -> tuple[Evidence, ...]:
        """What probes said last: what they said since the entry takes the place of what was."""
        since = self.added.evidence if self.added is not None else ()
        return tuple({each.probe: each for each in (*self.evidence, *since)}.values())

    @property
    def explained(self) -> bool:
        """Whether somebody has said why it is as it was entered."""
        return bool(self.note or (self.added is not None and self.added.reason))


def entry_of(row: RowMapping) -> EntryRow:
    """Return the entry of a row."""
    at, added = row["added_at"], None
    if at is not None:
        added = Addition(at, row["added_by"], row["reason"], _evidence(row["later_evidence"]))
    return EntryRow(
        item=row["item"],
        state=State(row["state"]),
        counts=row["counts"],
        at=row["checked_at"],
        by=row["checked_by"],
        note=row["note"],
        workaround=row["workaround"],
        evidence=_evidence(row["evidence"]),
        added=added,
    )


def taken_of(stored: str) -> tuple[Taken, ...]:
    """Return what was taken in a check, as its row holds it."""
    parts: Sequence[Sequence[str]] = json.loads(stored) if stored else []
    return tuple(
        Taken(datetime.fromisoformat(at), by, Evidence(probe, state, said.read(text)))
        for probe, state, text, at, by in parts
    )


def _evidence(stored: str) -> tuple[Evidence, ...]:
    """Return what probes said, as a row holds it."""
    parts: Sequence[Sequence[str]] = json.loads(stored) if stored else []
    return tuple(Evidence(probe, state, said.read(text)) for probe, state, text in parts)
