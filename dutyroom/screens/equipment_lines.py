"""What the check screen shows, made of what the registers and the probes say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from textual.content import Content

from dutyroom.commands.command import key_name
from dutyroom.commands.equipment import FOUND, ReadWhole
from dutyroom.i18n import _, ngettext
from dutyroom.registers.equipment.entries import EntryRow
from dutyroom.registers.equipment.newer import MEASURED, Kept, newer
from dutyroom.registers.equipment.picture import EquipmentPicture
from dutyroom.registers.equipment.said import Evidence
from dutyroom.registers.equipment.sheets import Sheet
from dutyroom.screens.equipment_probes import is_unproven
from dutyroom.standard.equipment.items import Item, Kind
from dutyroom.standard.probing import Reading, State
from dutyroom.widgets.check_list import CheckLine
from dutyroom.widgets.moments import in_log
from dutyroom.widgets.shown import shown

_ANSWERS: Final = MEASURED | {State.CANNOT_TELL}
"""States of a proof that came to something."""


def lines_of(seen: EquipmentPicture, readings: Mapping[str, Reading]) -> list[CheckLine]:
    """Return the items as lines: those of the check that is going on, else the whole list.

    Args:
        seen: How the equipment stands.
        readings: What probes say, by their key.
    """
    going = seen.going
    found = going.found if going is not None else seen.found
    lines = []
    before = None
    for item in seen.items:
        lines.append(
            CheckLine(
                item,
                heads=item.group is not before,
                asked=going is None or item.key in going.row.asked,
                found=found.get(item.key),
                earlier=_earlier(going, item),
                readings=_with_proof(belonging(item, readings), going, item),
                fault=seen.faults.get(item.key),
                mended=seen.mended.get(item.key) if going is None else None,
                elsewhere=_elsewhere(seen, item),
                unrepaired=seen.unrepaired.get(item.key),
                stock=seen.stock.get(item.key),
                room=seen.room if item.kind is Kind.ROOM else None,
                defects=seen.defects if item.kind is Kind.ROOM else frozenset(),
            )
        )
        before = item.group
    return lines


def _elsewhere(seen: EquipmentPicture, item: Item) -> bool:
    """Tell whether an item was looked at last in another check than the one that is named."""
    entry, last = seen.found.get(item.key), seen.last
    if entry is None or last is None or seen.going is not None:
        return False
    begun, signed = last.begun_at or entry.at, last.signed_at or entry.at
    return item.key not in last.asked or not begun <= entry.at <= signed


def _legend(*, probing: bool) -> Content:
    """Return the keys that enter an item and the one that reads it in full, with their words.

    Args:
        probing: Probes run: how far they are has the room of the last key.
    """
    offered = FOUND if probing else (*FOUND, ReadWhole)
    keys = ((key_name(each.keys[0]), _(each.title)) for each in offered)
    parts = [Content.assemble((key, "bold $accent"), " ", title) for key, title in keys]
    return Content("  ").join(parts)


def _earlier(going: Sheet | None, item: Item) -> tuple[EntryRow, ...]:
    """Return what was entered in a check for an item and counts no more."""
    entries = going.entries if going is not None else ()
    return tuple(each for each in entries if each.item == item.key and not each.counts)


def belonging(item: Item, readings: Mapping[str, Reading]) -> tuple[Reading, ...]:
    """Return the readings that belong to an item: of its probes, with or without a subject."""
    served = (each for key, each in readings.items() if item.served_by(key))
    return tuple(sorted(served, key=lambda each: item.place_of(each.probe)))


def _with_proof(
    readings: tuple[Reading, ...], going: Sheet | None, item: Item
) -> tuple[Reading, ...]:
    """Return readings in which the proof stands that a check has of the recorder.

    After an interruption this console knows nothing of it any more; the check does, whether its
    item was entered before it, after it, or not yet. A proof that could not tell everything, since
    this machine plays no sound, is one all the same.
    """
    if going is None:
        return readings
    entry = going.found.get(item.key)
    told = [(entry.at, each) for each in entry.evidence] if entry is not None else []
    told += [(each.at, each.evidence) for each in going.row.taken]
    proven = {
        each.probe: (at, each)
        for at, each in sorted(told, key=lambda one: one[0])
        if each.state in _ANSWERS and not is_unproven(each.said)
    }
    return tuple(_as_proven(each, proven) for each in readings)


def _as_proven(reading: Reading, proven: Mapping[str, tuple[datetime, Evidence]]) -> Reading:
    """Return a reading as it was proven; what is known here, or was never proven, stands."""
    if not is_unproven(reading.evidence) or reading.probe not in proven:
        return reading
    at, known = proven[reading.probe]
    return replace(
        reading, state=State(known.state), evidence=known.said, advice=None, measured_at=at
    )


def later_of(going: Sheet, lines: Sequence[CheckLine]) -> dict[str, Kept]:
    """Return the evidence that came after items of a check were entered, by the item's key."""
    found = going.found
    told = {line.id: newer(found[line.id], line.readings) for line in lines if line.id in found}
    return {key: new for key, new in told.items() if new is not None}


def progress_of(
    seen: EquipmentPicture, readings: Mapping[str, Reading], checker: str, now: datetime
) -> Content:
    """Return the line above the list: what is going on, how far it is, what is due.

    Args:
        seen: How the equipment stands.
        readings: What probes say.
        checker: Who looks.
        now: The time.
    """
    parts = []
    going, running = seen.going, sum(each.state is State.RUNNING for each in readings.values())
    if going is not None:
        done, every = len(going.items) - len(going.left), len(going.items)
        parts.append(Content.styled(f"{going.row.kind.label} {done}/{every}", "bold $accent"))
        parts += [shown(checker, limit=20), *_probing(running, readings)]
        parts.append(_legend(probing=bool(running)))
    elif seen.last is not None and seen.last.signed_at is not None:
        words = _("Last: {kind}, {time}, {name}")
        parts.append(
            Content(
                words.format(
                    kind=seen.last.kind.label,
                    time=in_log(seen.last.signed_at, now),
                    name=shown(seen.last.signed_by, limit=20).plain,
                )
            )
        )
    elif seen.checklist is not None:
        parts.append(Content(_("No check is signed yet.")))
    if seen.faults and going is None:
        count = len(seen.faults)
        words = ngettext("{count} open fault", "{count} open faults", count).format(count=count)
        parts.append(Content.styled(words, "$warning"))
    if seen.offered and going is None:
        words = _("{count} new items: E")
        parts.append(Content.styled(words.format(count=len(seen.offered)), "$warning"))
    if going is None:
        parts += _probing(running, readings)
    return Content("  ").join(parts)


def _probing(running: int, readings: Mapping[str, Reading]) -> list[Content]:
    """Return how far the probes are, where any run."""
    if not running:
        return []
    words = _("probing {done}/{all}").format(done=len(readings) - running, all=len(readings))
    return [Content.styled(words, "$accent")]
