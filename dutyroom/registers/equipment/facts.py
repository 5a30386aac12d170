"""The facts of the checklist and of the sheets that are filled in by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import uuid4

from dutyroom.i18n import N_, _
from dutyroom.registers.equipment.said import stored
from dutyroom.registers.folding import REVISION
from dutyroom.standard.equipment.items import Item, SheetKind, State
from dutyroom.standard.probing import Said
from dutyroom.store.facts import Fact, JsonValue, Place

LIST_ISSUED: Final = "equipment.list_issued"
SHEET_BEGUN: Final = "equipment.sheet_begun"
ITEM_CHECKED: Final = "equipment.item_checked"
ITEM_SUPPLEMENTED: Final = "equipment.item_supplemented"
SHEET_SIGNED: Final = "equipment.sheet_signed"
SHEET_DROPPED: Final = "equipment.sheet_dropped"

SHEET_KINDS: Final = frozenset({
    SHEET_BEGUN, ITEM_CHECKED, ITEM_SUPPLEMENTED, SHEET_SIGNED, SHEET_DROPPED,
})  # fmt: skip

ITEM_TEXTS: Final = ("zh", "en", "look_zh", "look_en", "measure_zh", "measure_en")
"""The fields of an item that are free texts: they can be purged."""


class ListChange(StrEnum):
    """What makes a new version of the checklist."""

    ADOPTED = "adopted"
    ADDED = "added"
    CHANGED = "changed"
    RETIRED = "retired"
    RESTORED = "restored"
    MOVED = "moved"
    RULES = "rules"

    @property
    def label(self) -> str:
        """What, in words."""
        return _(_CHANGES[self])


_CHANGES: Final = {
    ListChange.ADOPTED: N_("list taken over"),
    ListChange.ADDED: N_("item added"),
    ListChange.CHANGED: N_("item changed"),
    ListChange.RETIRED: N_("item retired"),
    ListChange.RESTORED: N_("item taken back"),
    ListChange.MOVED: N_("order changed"),
    ListChange.RULES: N_("rules of the check changed"),
}


@dataclass(frozen=True, slots=True)
class Issue:
    """A version of the checklist, as it is issued.

    Attributes:
        revision: Its number; the first is 0.
        profile: The unit's profile whose list it began with.
        items: All items, in order.
        what: What is new in it.
        item: Key of the item concerned; empty: none alone.
        start_needed: Whether signing on asks for a check at the start of the shift.
        end_needed: Whether being relieved asks for a check at its end.
        why: The reason, where one was given.
    """

    revision: int
    profile: str
    items: Sequence[Item]
    what: ListChange
    item: str = ""
    start_needed: bool = True
    end_needed: bool = True
    why: str = ""


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


def list_issued(at: datetime, place: Place, *, actor: str, issue: Issue) -> Fact:
    """A version of the checklist was issued; it holds every item, and is never changed.

    Args:
        at: When.
        place: Its `unit` is the unit whose list it is.
        actor: Who issued it.
        issue: The version.
    """
    listed: list[JsonValue] = []
    texts = {"why": issue.why} if issue.why else {}
    for item in issue.items:
        listed.append({
            "key": item.key, "group": item.group.value, "critical": item.critical,
            "often": item.often.value, "who": item.who.value, "kind": item.kind.value,
            "probes": list(item.probes), "minimum": item.minimum, "article": item.article,
        })  # fmt: skip
        texts |= {f"{item.key}.{name}": t for name in ITEM_TEXTS if (t := getattr(item, name))}
    body: dict[str, JsonValue] = {
        REVISION: issue.revision,
        "profile": issue.profile,
        "items": listed,
        "what": issue.what.value,
        "item": issue.item,
        "start_needed": issue.start_needed,
        "end_needed": issue.end_needed,
    }
    return Fact(LIST_ISSUED, place.unit, at, place, actor, body=body, texts=texts)


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
