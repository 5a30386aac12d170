"""Fill in a sheet: begin, look at one item after the other, sign; or give it up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dutyroom.i18n import _
from dutyroom.phrases import listed
from dutyroom.registers.equipment import facts, lists, sheets
from dutyroom.registers.equipment.acting import Act, EquipmentRefused
from dutyroom.registers.equipment.facts import Check, Signature
from dutyroom.registers.equipment.newer import Kept, brought_up_to
from dutyroom.registers.equipment.said import Evidence
from dutyroom.registers.equipment.sheets import Sheet
from dutyroom.registers.equipment.signatures import need_proof
from dutyroom.registers.equipment.ticketed import tickets_of
from dutyroom.registers.shifts.register import in_charge
from dutyroom.standard.clocks import local_date
from dutyroom.standard.equipment.due import due
from dutyroom.standard.equipment.items import Item, SheetKind, State
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session

_NAMED = 3
"""Items that are left and named, where something is not signed."""


def begin(session: Session, act: Act, kind: SheetKind, sheet: str) -> list[Fact]:
    """Begin a sheet with the items that are due.

    Args:
        session: A transaction.
        act: Who looks, where and when.
        kind: Why.
        sheet: Id of the new sheet.

    Raises:
        EquipmentRefused: There is no list, another sheet is going on, nothing is due, or it is
            the check at the end of a shift that nobody has: it would count for none.
    """
    current = lists.in_force(session, act.place.unit)
    if current is None:
        raise EquipmentRefused(_("The unit has no checklist yet. Nothing was changed."))
    if sheets.going_on(session, act.place.seat) is not None:
        raise EquipmentRefused(_("A check is going on. Finish it, or give it up with a reason."))
    shift = in_charge(session, seat=act.place.seat)
    if kind is SheetKind.END and shift is None:
        raise EquipmentRefused(
            _(
                "Nobody is on duty, so there is no end of a shift to check for. Sign on first, or "
                "begin another check. Nothing was changed."
            )
        )
    today = local_date(act.at)
    asked = due(current.items, kind, sheets.last_checked(session), today)
    if not asked:
        raise EquipmentRefused(_("No item is due. Nothing was changed."))
    return [
        facts.sheet_begun(
            sheet,
            act.at,
            act.place,
            actor=act.actor,
            kind=kind,
            checklist=current.id,
            items=[item.key for item in asked],
            shift=shift.id if shift is not None else "",
        )
    ]


def look(session: Session, act: Act, sheet: str, check: Check) -> list[Fact]:
    """Enter how one item was found.

    Raises:
        EquipmentRefused: The sheet is signed or gone, does not ask for the item, or the state
            needs a note.
    """
    current = _open(session, sheet)
    if check.item not in current.row.asked:
        raise EquipmentRefused(_("This sheet does not ask for the item. Nothing was changed."))
    if check.state is not State.OK and not check.note.strip():
        raise EquipmentRefused(_("Say what is wrong with it. Nothing was changed."))
    revision = current.row.revision + 1
    return [
        facts.item_checked(
            sheet, act.at, act.place, actor=act.actor, revision=revision, check=check
        )
    ]


def take(session: Session, act: Act, sheet: str, evidence: Evidence) -> list[Fact]:
    """Keep what came of a probe that needs a person, so that an interruption loses nothing.

    Raises:
        EquipmentRefused: The sheet is signed or gone.
    """
    revision = _open(session, sheet).row.revision + 1
    return [
        facts.evidence_taken(
            sheet, act.at, act.place, actor=act.actor, revision=revision, evidence=evidence
        )
    ]


def sign(
    session: Session,
    act: Act,
    sheet: str,
    *,
    note: str = "",
    later: Mapping[str, Kept] | None = None,
    reasons: Mapping[str, str] | None = None,
    expiring: int | None = None,
    signature: Signature = Signature(),  # noqa: B008 - frozen
) -> list[Fact]:
    """Sign a complete sheet; what it found not in order gets its ticket in the same breath.

    Args:
        session: A transaction.
        act: Who signs, where and when.
        sheet: Id of the sheet.
        note: What is said at the signature.
        later: What probes said anew of items since they were entered, by key. It is added to
            the entries.
        reasons: Why each item is in order that a probe found faulty, by key. They are added to
            the entries; who looked and when stays.
        expiring: Days within which an expiry counts as near [C], for the paper.
        signature: How whoever signs has proven who they are.

    Raises:
        EquipmentRefused: The sheet is signed or gone, items are left, something was found in
            order that a probe found faulty, and nothing is said about that item, or the
            signature proves nothing at a desk with accounts.
    """
    need_proof(session, act, signature)
    later, said = later or {}, {key: text.strip() for key, text in (reasons or {}).items()}
    entered = _open(session, sheet)
    current = brought_up_to(entered, later)
    if current.left:
        raise EquipmentRefused(left_words(current.left))
    if silent := [item.name for item in current.unexplained if not said.get(item.key)]:
        words = _("The machine finds faulty what you found in order: {names}. Say why.")
        raise EquipmentRefused(words.format(names=listed(silent[:_NAMED])))
    why = {item.key: said[item.key] for item in current.unexplained}
    added = list(_added(act, entered, later, why))
    signed = facts.sheet_signed(
        sheet,
        act.at,
        act.place,
        actor=act.actor,
        revision=current.row.revision + len(added) + 1,
        note=note,
        expiring=expiring,
        signature=signature,
    )
    return [*added, signed, *tickets_of(session, act, current)]


def _added(
    act: Act, sheet: Sheet, later: Mapping[str, Kept], reasons: Mapping[str, str]
) -> Iterator[Fact]:
    """Yield what whoever signs adds to entries: a reason, and what probes have said since."""
    found = [entry for key, entry in sheet.found.items() if key in later or key in reasons]
    for revision, entry in enumerate(found, sheet.row.revision + 1):
        since = later.get(entry.item, {})
        check = Check(entry.item, entry.state, reasons.get(entry.item, ""), evidence=since)
        yield facts.item_supplemented(
            sheet.row.id, act.at, act.place, actor=act.actor, revision=revision, check=check
        )


def drop(session: Session, act: Act, sheet: str, *, why: str) -> list[Fact]:
    """Give a sheet up; what was looked at stays readable.

    Raises:
        EquipmentRefused: The sheet is signed or gone, or no reason is given.
    """
    current = _open(session, sheet)
    if not why.strip():
        raise EquipmentRefused(_("A reason is needed. Nothing was changed."))
    revision = current.row.revision + 1
    return [
        facts.sheet_dropped(
            sheet, act.at, act.place, actor=act.actor, revision=revision, why=why.strip()
        )
    ]


def left_words(left: Sequence[Item]) -> str:
    """Return what is said where items are left, the first of them by name."""
    names = listed(item.name for item in left[:_NAMED])
    words = _("{count} items are left: {names}. Nothing was signed.")
    if len(left) > _NAMED:
        words = _("{count} items are left: {names} and others. Nothing was signed.")
    return words.format(count=len(left), names=names)


def _open(session: Session, sheet: str) -> Sheet:
    """Return a sheet that can be gone on with.

    Raises:
        EquipmentRefused: There is none.
    """
    found = sheets.get(session, sheet)
    if found is None or not found.row.open:
        raise EquipmentRefused(_("This check is signed or given up. Nothing was changed."))
    return found
