"""The call as which a handset is logged that was lifted to prove the recorder."""

from __future__ import annotations

from dutyroom.commands.host import Host
from dutyroom.desk.errors import DeskError
from dutyroom.i18n import _


async def lifted_to_prove(host: Host, line: str, call: str, by: str) -> bool | None:
    """Note of a lifted handset that it was the proof, unless somebody dialled.

    Args:
        host: The app.
        line: The line.
        call: Id of the outgoing call; empty: none was logged.
        by: Who proves it; empty: nobody said so.

    Returns:
        Whether it is noted, now or before; None: that failed, and was told.
    """
    if not call or not by:
        return False
    from dutyroom.registers.calls import facts  # noqa: PLC0415 - after the first paint

    try:
        detail = await host.desk.ask(lambda registers: registers.call(call))
    except DeskError as error:
        host.tell(str(error), wrong=True)
        return None
    if detail is None or detail.row.number:
        return False
    if detail.row.needless:
        return True
    reason = _("The handset was lifted to prove the recorder.")
    now, place = host.clock.now(), host.desk.place(line)
    fact = facts.closed_without_write_up(call, now, place, actor=by, reason=reason)
    return await host.recorded(fact) or None
