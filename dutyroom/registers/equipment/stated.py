"""Whoever takes charge says how the desk does without what fails: that is the item's workaround.

It is asked once. The ticket keeps it as a step of its own, so that the next sign-on, the handover
and the papers read it where they read every workaround (article 12).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dutyroom.config import Equipment
from dutyroom.registers.equipment.acting import Act
from dutyroom.registers.equipment.fault_facts import Step, Told, fault_went_on
from dutyroom.registers.equipment.faults import open_faults
from dutyroom.registers.equipment.needed import CRITICAL
from dutyroom.registers.equipment.windows import before_now, starts_in
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session


def stated(
    session: Session, act: Act, shift: str, reasons: Mapping[str, str], limits: Equipment
) -> Iterator[Fact]:
    """Yield what sign-on says of each critical item that fails, as a step of its ticket.

    Args:
        session: A transaction that reads.
        act: Who takes charge, where and when.
        shift: Id of the shift that begins.
        reasons: What was said of everything that stood against it, by its code.
        limits: When a check counts for whoever takes charge: its paper has this, too.
    """
    checks = starts_in(session, before_now(act.at, limits), act.place.seat)
    for fault in open_faults(session):
        words = reasons.get(f"{CRITICAL}-{fault.item}", "") if fault.blocks else ""
        if words:
            told = Told(words, shift=shift, check=checks[-1] if checks else "")
            revision = fault.revision + 1
            yield fault_went_on(
                Step.BYPASSED, fault.id, act.at, act.place,
                actor=act.actor, revision=revision, told=told,
            )  # fmt: skip
