"""What probes say after an item was entered reaches the sheet, and nothing before it is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final, TypeAlias

from dutyroom.registers.equipment.entries import EntryRow
from dutyroom.registers.equipment.said import Evidence
from dutyroom.registers.equipment.sheets import Sheet
from dutyroom.standard.probing import WORDS, Reading, Said, State, worded

Kept: TypeAlias = Mapping[str, tuple[str, Said]]
"""What probes said, as it is kept with a person's word: state and a sentence, by probe."""

MEASURED: Final = frozenset({State.OK, State.FAULTY})
"""Answers that were measured; "cannot tell" proves nothing against one of them."""


def kept(readings: Iterable[Reading]) -> dict[str, tuple[str, Said]]:
    """Return what probes say of an item; what still runs has said nothing."""
    return {
        each.probe: (each.state.value, each.evidence or Said(WORDS[each.state]))
        for each in readings
        if each.state is not State.RUNNING
    }


def newer(entry: EntryRow, readings: Iterable[Reading]) -> Kept | None:
    """Return what probes said since an entry was made; None: nothing new.

    Another state is new, and so is another trouble. Where the entry has an answer already, only
    what was measured takes its place: a probe that was stopped, or a recorder that this console
    does not know to be proven, wipes nothing out.

    Args:
        entry: The last word on an item.
        readings: What the probes that belong to the item say now.
    """
    known = {each.probe: (each.state, each.said) for each in entry.evidence}
    since = [
        each
        for each in readings
        if each.measured_at >= entry.at and (each.state in MEASURED or each.probe not in known)
    ]
    fresh = {key: said for key, said in kept(since).items() if _differs(known.get(key), said)}
    return fresh or None


def _differs(before: tuple[str, Said] | None, now: tuple[str, Said]) -> bool:
    """Tell whether an answer says something else than the one before."""
    if before is None or before[0] != now[0]:
        return True
    return now[0] == State.FAULTY and worded(before[1]) != worded(now[1])


def brought_up_to(sheet: Sheet, later: Mapping[str, Kept]) -> Sheet:
    """Return a sheet as it stands with the later evidence.

    Args:
        sheet: The sheet.
        later: What probes said since of items, by the item's key.
    """
    entries = tuple(
        _with(each, new) if each.counts and (new := later.get(each.item)) else each
        for each in sheet.entries
    )
    return replace(sheet, entries=entries)


def _with(entry: EntryRow, later: Kept) -> EntryRow:
    """Return an entry with what probes said since in the place of what they said before."""
    said = {each.probe: each for each in entry.evidence}
    said |= {key: Evidence(key, *new) for key, new in later.items()}
    return replace(entry, evidence=tuple(said[key] for key in sorted(said)))
