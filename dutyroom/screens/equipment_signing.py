"""Sign a check: what stands against it is asked for in one question, a password among it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from textual.app import App

from dutyroom.commands.host import Host
from dutyroom.desk.desk import DeskError
from dutyroom.desk.questions import Registers
from dutyroom.registers.equipment import checking, signatures
from dutyroom.registers.equipment.acting import Act
from dutyroom.registers.equipment.newer import Kept, brought_up_to
from dutyroom.registers.equipment.sheets import Sheet
from dutyroom.screens import check_signature
from dutyroom.screens.asking_again import Answers, ask_and_do


async def signed(
    app: App[Any], going: Sheet, act: Act, later: Mapping[str, Kept], tickets: Collection[str]
) -> bool:
    """Ask for the signature and sign; must run in a worker.

    Args:
        app: The app, which is a `Host`.
        going: The check; no item is left.
        act: Who signs, where and when.
        later: The evidence that came after items were entered, by the item's key.
        tickets: Keys of the items that have an open ticket which nobody has repaired.

    Returns:
        Whether it is signed.
    """
    host: Host = app  # type: ignore[assignment] # the app is the host of its screens
    sat, seat, name = host.session, act.place.seat, act.actor
    try:
        asked = await host.desk.read(lambda s: signatures.asked_of(s, name, sat=sat, seat=seat))
    except DeskError as error:
        host.tell(str(error), wrong=True)
        return False
    seen = brought_up_to(going, later)

    def sign(registers: Registers, said: Answers) -> bool:
        signature = signatures.proven(
            registers.access(seat),
            name,
            sat=sat,
            person=said.get("person", ""),
            password=said.get("password", ""),
        )
        registers.record(
            *registers.read(
                lambda s: checking.sign(
                    s,
                    replace(act, at=host.clock.now()),
                    going.row.id,
                    note=said["note"],
                    later=later,
                    reasons=check_signature.reasons_of(seen, said),
                    expiring=host.desk.settings.equipment.expiring,
                    signature=signature,
                )
            )
        )
        return True

    question = check_signature.signing(seen, asked, tickets)
    return bool(await ask_and_do(app, question, sign))
