"""Commands of a relief who goes on with a handover above the locked console."""

from __future__ import annotations

from dutyroom.commands.command import Command
from dutyroom.commands.everywhere import Back
from dutyroom.commands.handover import (
    Accept,
    AskBack,
    Decline,
    OutgoingAbsent,
    SignHandover,
    TellLeader,
)

RELIEVING: tuple[type[Command], ...] = (
    Accept,
    AskBack,
    Decline,
    OutgoingAbsent,
    TellLeader,
    SignHandover,
    Back,
)
"""What the relief does alone; all else of the handover bears the outgoing officer's name."""
