"""The equipment as the ledger knows it: from its facts to its rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from dutyroom.registers.equipment import facts, fault_facts, list_facts, stock_facts
from dutyroom.registers.equipment.folding_faults import FoldedFault
from dutyroom.registers.equipment.folding_sheets import folded_sheet
from dutyroom.registers.equipment.folding_stock import movement, sums
from dutyroom.registers.equipment.tables import (
    ALL_TABLES,
    ENTRIES,
    FAULT_STEPS,
    FAULTS,
    ITEMS,
    LISTS,
    MOVEMENTS,
    ROOMS,
    SHEETS,
    STOCK,
)
from dutyroom.registers.folding import REVISION, by_revision, by_time, history, replace
from dutyroom.registers.register import Register
from dutyroom.registers.values import choice, flag, real, text, whole, words
from dutyroom.standard.equipment.items import Group, Kind, Often, Who
from dutyroom.standard.equipment.room import Shared
from dutyroom.store.facts import Fact
from dutyroom.store.journal import Entry
from dutyroom.store.session import Session


def project(session: Session, entry: Entry) -> None:
    """Compute the rows of one subject anew.

    Args:
        session: The transaction that has written the entry.
        entry: The entry; a kind that this version does not know changes nothing.
    """
    kind, subject = entry.fact.kind, entry.fact.subject
    if kind == list_facts.LIST_ISSUED:
        _list(session, entry.fact)
    elif kind in facts.SHEET_KINDS:
        known = history(session, subject, facts.SHEET_KINDS, by_revision)
        row, entries = folded_sheet(subject, known)
        replace(session, SHEETS, "id", subject, [row])
        replace(session, ENTRIES, "sheet", subject, entries)
    elif kind in fault_facts.FAULT_KINDS:
        folded = FoldedFault(subject)
        for each in history(session, subject, fault_facts.FAULT_KINDS, by_revision):
            folded.take(each)
        replace(session, FAULTS, "id", subject, [folded.row])
        replace(session, FAULT_STEPS, "fault", subject, folded.steps)
    elif kind == stock_facts.STOCK_MOVED:
        _stock(session, subject)
    elif kind == stock_facts.ROOM_VERIFIED:
        known = history(session, subject, {kind}, by_time)
        replace(session, ROOMS, "unit", subject, [_room(each.fact) for each in known])


def _list(session: Session, fact: Fact) -> None:
    """Write the rows of one version of a list, which nothing changes later."""
    row = {
        "fact": str(fact.id),
        "unit": fact.subject,
        "revision": whole(fact, REVISION) or 0,
        "profile": words(fact, "profile"),
        "start_needed": flag(fact, "start_needed") is True,
        "end_needed": flag(fact, "end_needed") is True,
        "what": words(fact, "what"),
        "item": words(fact, "item"),
        "why": text(fact, "why"),
        "issued_at": fact.occurred_at,
        "issued_by": fact.actor,
    }
    listed = fact.body.get("items")
    items = listed if isinstance(listed, list) else []
    rows = [_item(fact, at, each) for at, each in enumerate(items) if isinstance(each, dict)]
    replace(session, LISTS, "fact", str(fact.id), [row])
    replace(session, ITEMS, "list", str(fact.id), rows)


def _item(fact: Fact, position: int, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row of an item; what is no word of this version reads as the plainest one."""
    inner = Fact(fact.kind, fact.subject, fact.occurred_at, fact.place, body=body)
    key = words(inner, "key")
    probes = body.get("probes")
    named = [each for each in probes if isinstance(each, str)] if isinstance(probes, list) else []
    return {
        "list": str(fact.id),
        "position": position,
        "key": key,
        "grouped": choice(Group, words(inner, "group")) or Group.ROOM,
        "critical": flag(inner, "critical") is True,
        "often": choice(Often, words(inner, "often")) or Often.SHIFT,
        "who": choice(Who, words(inner, "who")) or Who.OFFICER,
        "kind": choice(Kind, words(inner, "kind")) or Kind.STATE,
        "probes": "\n".join(named),
        "minimum": whole(inner, "minimum") or 0,
        "article": whole(inner, "article") or 0,
        **{name: text(fact, f"{key}.{name}") for name in list_facts.ITEM_TEXTS},
    }


def _stock(session: Session, subject: str) -> None:
    """Write the movements of one item, and their sums."""
    known = history(session, subject, {stock_facts.STOCK_MOVED}, by_time)
    rows = [movement(each.fact) for each in known]
    quantities = sums(rows)
    place = known[0].fact.place if known else None
    unit = place.unit if place is not None else ""
    item = next((row["item"] for row in rows if row["item"]), "")
    held = [
        {
            "subject": subject,
            "expires": day,
            "unit": unit,
            "item": item,
            "quantity": quantities[day],
        }
        for day in sorted(quantities)
    ]
    replace(session, MOVEMENTS, "subject", subject, rows)
    replace(session, STOCK, "subject", subject, held)


def _room(fact: Fact) -> dict[str, Any]:
    """Return the row of a verification."""
    return {
        "fact": str(fact.id),
        "unit": fact.subject,
        "area": real(fact, "area") or 0.0,
        "shared": choice(Shared, words(fact, "shared")) or "",
        "shared_with": text(fact, "shared_with"),
        "photo": text(fact, "photo"),
        "note": text(fact, "note"),
        "verified_at": fact.occurred_at,
        "verified_by": fact.actor,
    }


EQUIPMENT: Final = Register(
    name="equipment", prefixes=("equipment.",), project=project, tables=ALL_TABLES
)
"""What stands in the duty room, and whether it works."""
