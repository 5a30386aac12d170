"""The facts of the sheets that are filled in by the checklist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import uuid4

from dutyroom.i18n import N_, _
from dutyroom.registers.equipment.said import Evidence, stored
from dutyroom.registers.folding import REVISION
from dutyroom.standard.equipment.items import SheetKind, State
from dutyroom.standard.probing import Said
from dutyroom.store.facts import Fact, JsonValue, Place

SHEET_BEGUN: Final = "equipment.sheet_begun"
ITEM_CHECKED: Final = "equipment.item_checked"
EVIDENCE_TAKEN: Final = "equipment.evidence_taken"
ITEM_SUPPLEMENTED: Final = "equipment.item_supplemented"
SHEET_SIGNED: Final = "equipment.sheet_signed"
SHEET_DROPPED: Final = "equipment.sheet_dropped"

SHEET_KINDS: Final = frozenset({
    SHEET_BEGUN, ITEM_CHECKED, EVIDENCE_TAKEN, ITEM_SUPPLEMENTED, SHEET_SIGNED, SHEET_DROPPED,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Check:
    """How an item was found.

    Attributes:
        item: Its key.
        state: How it was found.
        note: What is wrong; empty where nothing is.
        workaround: How the desk does without it.
        evidence: What probes said, by their key: state, and a sentence for any language.
    """

    item: str
    state: State
    note: str = ""
    workaround: str = ""
    evidence: Mapping[str, tuple[str, Said]] | None = None


class Proof(StrEnum):
    """How whoever signs has proven who they are."""

    SESSION = "session"
    """Signed on at this desk by password, and in charge."""
    PASSWORD = "password"  # noqa: S105 - a word, no password
    NAME = "name"
    """By name alone, as everything at a desk without accounts."""

    @property
    def label(self) -> str:
        """How, in words; nothing where names are all there is."""
        return _(_PROOFS[self]) if self in _PROOFS else ""


_PROOFS: Final = {
    Proof.SESSION: N_("signed on by password"),
    Proof.PASSWORD: N_("signed by password"),
}


@dataclass(frozen=True, slots=True)
class Signature:
    """How a check is signed.

    Attributes:
        proof: How the signer has proven who they are.
        person: Id of the signer; empty where there are no accounts.
    """

    proof: Proof = Proof.NAME
    person: str = ""


def new_id() -> str:
    """Return an id for a new sheet or fault."""
    return str(uuid4())


def sheet_begun(
    sheet: str,
    at: datetime,
    place: Place,
    *,
    actor: str,
    kind: SheetKind,
    checklist: str,
    items: Sequence[str],
    shift: str = "",
) -> Fact:
    """Somebody began to look at the equipment.

    Args:
        sheet: Id of the new sheet.
        at: When.
        place: Unit and seat.
        actor: Who looks.
        kind: Why.
        checklist: Id of the version of the list that it is filled in by.
        items: Keys of the items that it asks for, in order.
        shift: Id of the shift in charge; empty: none is.
    """
    body: dict[str, JsonValue] = {
        REVISION: 0,
        "kind": kind.value,
        "list": checklist,
        "items": list(items),
        "shift": shift,
    }
    return Fact(SHEET_BEGUN, sheet, at, place, actor, body=body)


def item_checked(
    sheet: str, at: datetime, place: Place, *, actor: str, revision: int, check: Check
) -> Fact:
    """An item was looked at; looked at again, both stay and the later one counts.

    Args:
        sheet: Id of the sheet.
        at: When.
        place: Unit and seat.
        actor: Who looked.
        revision: How many facts of the sheet stood before, plus one.
        check: How it was found.
    """
    body: dict[str, JsonValue] = {REVISION: revision, "state": check.state.value}
    texts = {"note": check.note, "workaround": check.workaround}
    body, texts = _of_item(check, body, texts)
    return Fact(ITEM_CHECKED, sheet, at, place, actor, body=body, texts=texts)


def evidence_taken(
    sheet: str, at: datetime, place: Place, *, actor: str, revision: int, evidence: Evidence
) -> Fact:
    """A probe that needs a person was made while a check went on; no item is entered by it.

    Args:
        sheet: Id of the sheet.
        at: When.
        place: Unit and seat.
        actor: Who made it.
        revision: How many facts of the sheet stood before, plus one.
        evidence: What came of it.
    """
    body: dict[str, JsonValue] = {
        REVISION: revision,
        "probe": evidence.probe,
        "state": evidence.state,
    }
    texts = {"said": stored(evidence.said)}
    return Fact(EVIDENCE_TAKEN, sheet, at, place, actor, body=body, texts=texts)


def item_supplemented(
    sheet: str, at: datetime, place: Place, *, actor: str, revision: int, check: Check
) -> Fact:
    """Whoever signs adds to the last entry of an item; who looked, when and what they found stays.

    Args:
        sheet: Id of the sheet.
        at: When.
        place: Unit and seat.
        actor: Who signs.
        revision: How many facts of the sheet stood before, plus one.
        check: The item, the reason as its note, and what probes said since it was entered.
    """
    body, texts = _of_item(check, {REVISION: revision}, {"reason": check.note})
    return Fact(ITEM_SUPPLEMENTED, sheet, at, place, actor, body=body, texts=texts)


def _of_item(
    check: Check, body: dict[str, JsonValue], texts: dict[str, str]
) -> tuple[dict[str, JsonValue], dict[str, str]]:
    """Return body and texts of a fact with its item, and with what probes said of it."""
    evidence = check.evidence or {}
    probes: JsonValue = {key: state for key, (state, _said) in sorted(evidence.items())}
    said = {f"said.{key}": stored(said) for key, (_state, said) in evidence.items()}
    kept = {key: text for key, text in (texts | said).items() if text}
    return body | {"item": check.item, "probes": probes}, kept


def sheet_signed(
    sheet: str,
    at: datetime,
    place: Place,
    *,
    actor: str,
    revision: int,
    note: str = "",
    expiring: int | None = None,
    signature: Signature = Signature(),
) -> Fact:
    """A sheet is complete and signed.

    Args:
        sheet: Id of the sheet.
        at: When.
        place: Unit and seat.
        actor: Who signs.
        revision: How many facts of the sheet stood before, plus one.
        note: What is said at the signature.
        expiring: Days within which an expiry counted as near; None: nobody said.
        signature: How whoever signs has proven who they are.
    """
    texts = {"note": note} if note else {}
    body: dict[str, JsonValue] = {
        REVISION: revision,
        "proof": signature.proof.value,
        "person": signature.person,
    }
    if expiring is not None:
        body["expiring"] = expiring
    return Fact(SHEET_SIGNED, sheet, at, place, actor, body=body, texts=texts)


def sheet_dropped(
    sheet: str, at: datetime, place: Place, *, actor: str, revision: int, why: str
) -> Fact:
    """A sheet is not gone on with; what was looked at stays readable."""
    return Fact(
        SHEET_DROPPED, sheet, at, place, actor, body={REVISION: revision}, texts={"why": why}
    )
