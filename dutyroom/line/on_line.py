"""The call on a line as the keeper itself knows it, for consoles whose registers do not."""

from __future__ import annotations

from dutyroom.channel.messages import CallOnLine
from dutyroom.line.tracking.call import Phase, TrackedCall


def on_line(call: TrackedCall | None) -> CallOnLine | None:
    """Return what the consoles are told of a call that the tracker follows.

    Args:
        call: The call; None while the line is idle.
    """
    if call is None or call.phase is Phase.ENDED:
        return None
    sent = call.sent
    return CallOnLine(
        id=call.id,
        direction="out" if call.direction == "out" else "in",
        state="talking" if call.phase is Phase.TALKING else "ringing",
        began=call.began.at.isoformat(),
        answered="" if call.answered is None else call.answered.at.isoformat(),
        number=(sent.number if sent is not None else None) or call.digits,
        name=(sent.name if sent is not None else None) or "",
        absent=sent.absent.value if sent is not None and sent.absent is not None else "",
    )
