"""From the facts of a sheet to its rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from dutyroom.registers.equipment import facts
from dutyroom.registers.folding import REVISION
from dutyroom.registers.values import choice, iso, text, whole, words
from dutyroom.standard.equipment.items import SheetKind, State
from dutyroom.store.facts import Fact
from dutyroom.store.journal import Entry

_TEXTS: Final = (
    "seat kind list shift items checker signed_by signed_person proof note taken dropped_by "
    "dropped_why"
)


def folded_sheet(sheet: str, known: Sequence[Entry]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the row of a sheet and those of its entries.

    Args:
        sheet: Its id.
        known: Its facts in their order; at least one.
    """
    row: dict[str, Any] = dict.fromkeys(_TEXTS.split(), "")
    row |= dict.fromkeys(("begun_at", "signed_at", "dropped_at"))
    row |= {"id": sheet, "seq": min(each.seq for each in known), "revision": 0}
    row["unit"] = known[0].fact.place.unit
    entries: list[dict[str, Any]] = []
    for each in known:
        _take(row, entries, each.fact)
    last = {entry["item"]: entry["position"] for entry in entries}
    for entry in entries:
        entry["counts"] = last[entry["item"]] == entry["position"]
    return row, entries


def _take(row: dict[str, Any], entries: list[dict[str, Any]], fact: Fact) -> None:
    """Bring the rows up to date with the next fact; what was filled once stays."""
    row["revision"] = max(row["revision"], whole(fact, REVISION) or 0)
    if fact.kind == facts.SHEET_BEGUN and row["begun_at"] is None:
        row |= {
            "unit": fact.place.unit,
            "seat": fact.place.seat,
            "kind": choice(SheetKind, words(fact, "kind")) or SheetKind.ON_DEMAND,
            "list": words(fact, "list"),
            "shift": words(fact, "shift"),
            "items": "\n".join(_keys(fact)),
            "checker": fact.actor,
            "begun_at": fact.occurred_at,
        }
    elif fact.kind == facts.ITEM_CHECKED and row["signed_at"] is None:
        state = choice(State, words(fact, "state"))
        if state is not None and words(fact, "item"):
            entries.append(_entry(row["id"], len(entries), state, fact))
    elif fact.kind == facts.EVIDENCE_TAKEN and row["signed_at"] is None:
        row["taken"] = _with_taken(row["taken"], fact)
    elif fact.kind == facts.ITEM_SUPPLEMENTED and row["signed_at"] is None:
        _supplement(entries, fact)
    elif fact.kind == facts.SHEET_SIGNED and row["signed_at"] is None:
        row |= {
            "signed_at": fact.occurred_at,
            "signed_by": fact.actor,
            "signed_person": words(fact, "person"),
            "proof": choice(facts.Proof, words(fact, "proof")) or "",
            "note": text(fact, "note"),
        }
    elif fact.kind == facts.SHEET_DROPPED and row["dropped_at"] is None:
        row |= {
            "dropped_at": fact.occurred_at,
            "dropped_by": fact.actor,
            "dropped_why": text(fact, "why"),
        }


def _keys(fact: Fact) -> list[str]:
    """Return the keys of the items that a sheet asks for, each once."""
    listed = fact.body.get("items")
    keys = [each for each in listed if isinstance(each, str)] if isinstance(listed, list) else []
    return list(dict.fromkeys(key for key in keys if key and "\n" not in key))


def _entry(sheet: str, position: int, state: State, fact: Fact) -> dict[str, Any]:
    """Return the row of an item that was looked at."""
    return {
        "sheet": sheet,
        "position": position,
        "item": words(fact, "item"),
        "state": state,
        "checked_at": fact.occurred_at,
        "checked_by": fact.actor,
        "note": text(fact, "note"),
        "workaround": text(fact, "workaround"),
        "evidence": _evidence(fact),
        "added_at": None,
        "added_by": "",
        "reason": "",
        "later_evidence": "",
    }


def _with_taken(before: str, fact: Fact) -> str:
    """Return what probes that need a person have said in a check; of one of them the last."""
    taken = {each[0]: each for each in (json.loads(before) if before else ())}
    probe = words(fact, "probe")
    said = [text(fact, "said"), iso(fact.occurred_at), fact.actor]
    taken[probe] = [probe, words(fact, "state"), *said]
    return json.dumps(list(taken.values()), ensure_ascii=False)


def _supplement(entries: list[dict[str, Any]], fact: Fact) -> None:
    """Put what the signature adds beside the last entry of its item; what stands there stays."""
    item = words(fact, "item")
    last = next((each for each in reversed(entries) if each["item"] == item), None)
    if last is not None and last["added_at"] is None:
        last |= {
            "added_at": fact.occurred_at,
            "added_by": fact.actor,
            "reason": text(fact, "reason"),
            "later_evidence": _evidence(fact),
        }


def _evidence(fact: Fact) -> str:
    """Return what probes said, as a row holds it; empty: nothing."""
    probes = fact.body.get("probes")
    named = probes if isinstance(probes, dict) else {}
    evidence = [
        [key, found, text(fact, f"said.{key}") or text(fact, f"probe.{key}")]
        for key, found in sorted(named.items())
        if isinstance(found, str)
    ]
    return json.dumps(evidence, ensure_ascii=False) if evidence else ""
