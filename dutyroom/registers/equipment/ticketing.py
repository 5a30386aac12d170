"""Fault tickets: opened, reported, reminded, repaired, verified; each step under its rule."""

from __future__ import annotations

from datetime import datetime

from dutyroom.i18n import _
from dutyroom.registers.equipment import facts, faults, lists
from dutyroom.registers.equipment.acting import Act, EquipmentRefused
from dutyroom.registers.equipment.fault_facts import Step, Told, fault_opened, fault_went_on
from dutyroom.registers.equipment.faults import FaultRow
from dutyroom.registers.equipment.lists import Checklist
from dutyroom.standard.clocks import minute
from dutyroom.standard.equipment.items import State
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session


def open_by_hand(
    session: Session,
    act: Act,
    item: str,
    state: State,
    words: str,
    *,
    workaround: str = "",
    noticed: datetime | None = None,
) -> list[Fact]:
    """Note a fault outside a check.

    Args:
        session: A transaction.
        act: Who notes it, where and when.
        item: Key of the item.
        state: How it was found.
        words: What is wrong.
        workaround: How the desk does without it; empty: nobody has said.
        noticed: When it was noticed; None: now.

    Raises:
        EquipmentRefused: The item is unknown, has an open ticket, nothing is said, or it was
            not noticed yet.
    """
    _not_later(act, noticed)
    current = lists.in_force(session, act.place.unit)
    known = current.by_key.get(item) if current is not None else None
    if known is None:
        raise EquipmentRefused(_("This item is not in the list. Nothing was changed."))
    if state is State.OK or not words.strip():
        raise EquipmentRefused(_("Say what is wrong with it. Nothing was changed."))
    if any(fault.item == item for fault in faults.open_faults(session)):
        raise EquipmentRefused(_("A ticket of this item is open already. Nothing was changed."))
    return [
        fault_opened(
            facts.new_id(),
            act.at,
            act.place,
            actor=act.actor,
            item=known,
            state=state,
            words=words.strip(),
            workaround=workaround.strip(),
            noticed=noticed,
        )
    ]


def bypass(session: Session, act: Act, fault: str, words: str) -> list[Fact]:
    """State how the desk does without the item.

    Raises:
        EquipmentRefused: The ticket is closed, or nothing is said.
    """
    return _went_on(session, act, fault, Step.BYPASSED, Told(words=_said(words)))


def report(session: Session, act: Act, fault: str, told: Told) -> list[Fact]:
    """Report a fault to whoever repairs it; it may be reported again, to somebody else.

    Raises:
        EquipmentRefused: The ticket is closed or repaired, or nobody is named.
    """
    row = _open(session, fault)
    if row.repaired_at is not None:
        raise EquipmentRefused(_("It is repaired already. Nothing was changed."))
    _said(told.whom)
    return _went_on(session, act, fault, Step.REPORTED, told)


def remind(session: Session, act: Act, fault: str, told: Told) -> list[Fact]:
    """Remind whoever it was reported to.

    Raises:
        EquipmentRefused: It was not reported, or is repaired or closed.
    """
    row = _open(session, fault)
    if row.reported_at is None:
        raise EquipmentRefused(_("It was not reported yet. Report it first."))
    if row.repaired_at is not None:
        raise EquipmentRefused(_("It is repaired already. Nothing was changed."))
    return _went_on(session, act, fault, Step.REMINDED, told)


def repair(session: Session, act: Act, fault: str, told: Told) -> list[Fact]:
    """Note that it was repaired, by whom and what was done; somebody has to verify it.

    Raises:
        EquipmentRefused: It is repaired or closed already, or nobody is named.
    """
    row = _open(session, fault)
    if row.repaired_at is not None:
        raise EquipmentRefused(_("It is repaired already. Nothing was changed."))
    _said(told.whom)
    return _went_on(session, act, fault, Step.REPAIRED, told)


def verify(session: Session, act: Act, fault: str, *, works: bool, words: str = "") -> list[Fact]:
    """See whether the repair holds: then the ticket is closed, else it goes on.

    Raises:
        EquipmentRefused: It is not repaired, or is closed.
    """
    row = _open(session, fault)
    if row.repaired_at is None:
        raise EquipmentRefused(_("It is not repaired yet. Note the repair first."))
    step = Step.VERIFIED if works else Step.REJECTED
    return _went_on(session, act, fault, step, Told(words=words.strip()))


def close(session: Session, act: Act, fault: str, *, why: str, workaround: str = "") -> list[Fact]:
    """Close a ticket without a repair: noted by mistake, or the item is gone.

    Args:
        session: A transaction.
        act: Who closes it, where and when.
        fault: Id of the ticket.
        why: The reason.
        workaround: How the desk does without it from now on; empty: as was said before.

    Raises:
        EquipmentRefused: It is closed, no reason is given, or a critical item stays in the list
            and nobody says how the desk does without it (article 12).
    """
    if not why.strip():
        raise EquipmentRefused(_("A reason is needed. Nothing was changed."))
    row, around = _open(session, fault), workaround.strip()
    if not (around or row.workaround) and needs_workaround(
        lists.in_force(session, act.place.unit), row
    ):
        raise EquipmentRefused(
            _(
                "It is critical and stays in the checklist: say how the desk does without it, or "
                "retire the item first. Nothing was changed."
            )
        )
    told = Told(words=why.strip(), workaround=around if around != row.workaround else "")
    return _went_on(session, act, fault, Step.CLOSED, told)


def needs_workaround(current: Checklist | None, row: FaultRow) -> bool:
    """Tell whether the desk cannot be kept without a ticket's item, as the list in force says.

    Args:
        current: The list in force.
        row: The ticket.
    """
    item = current.by_key.get(row.item) if current is not None else None
    return item is not None and item.critical


def _open(session: Session, fault: str) -> FaultRow:
    """Return an open ticket.

    Raises:
        EquipmentRefused: There is none.
    """
    row = faults.get(session, fault)
    if row is None or not row.open or row.opened_at is None:
        raise EquipmentRefused(_("This ticket is closed. Nothing was changed."))
    return row


def _said(words: str) -> str:
    """Return what was said.

    Raises:
        EquipmentRefused: Nothing was.
    """
    if not words.strip():
        raise EquipmentRefused(_("Something is missing. Nothing was changed."))
    return words.strip()


def too_early(row: FaultRow, happened: datetime) -> str:
    """Return why something cannot have been done about a fault then; empty where it can.

    Args:
        row: The ticket.
        happened: When it was done, to the minute.
    """
    since = row.noticed_at
    if since is None or happened >= since.replace(second=0, microsecond=0):
        return ""
    words = _("The fault was noticed at {time}: nothing was done about it before that.")
    return words.format(time=minute(since))


def _not_later(act: Act, happened: datetime | None) -> None:
    """Refuse what has not happened yet.

    Raises:
        EquipmentRefused: It lies in the future.
    """
    if happened is not None and happened > act.at:
        raise EquipmentRefused(_("The time lies in the future. Nothing was changed."))


def _went_on(session: Session, act: Act, fault: str, step: Step, told: Told) -> list[Fact]:
    """Return the fact of a step.

    Raises:
        EquipmentRefused: The ticket is closed, or it cannot have happened then.
    """
    row = _open(session, fault)
    _not_later(act, told.happened)
    if told.happened is not None and (wrong := too_early(row, told.happened)):
        raise EquipmentRefused(wrong)
    return [
        fault_went_on(
            step,
            fault,
            act.at,
            act.place,
            actor=act.actor,
            revision=row.revision + 1,
            told=told,
        )
    ]
