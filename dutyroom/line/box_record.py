"""What one box has shown of itself since the keeper started, for the equipment check."""

from __future__ import annotations

from datetime import datetime

from dutyroom.config.box_lines import box_name
from dutyroom.devices.events import EventKind, LineEvent
from dutyroom.devices.serial_events import Answered, BridgeEvent, Bytes, Lost, Opened, SetUp, Wedged


class BoxRecord:
    """Notes what came, and whether it made sense.

    Attributes:
        asked: The box is one that answers what it is asked.
        answered: How many times it gave the sign of life that it was asked for.
        heard_at: When bytes came last; None: they never did.
        understood: Events that were read from them.
        numbered_at: When the last caller ID came.
        rubbish: Bytes that made no sense since something last did.
        set_up: How the set-up of an asked box went; None: it is not over.
        wedged: It answers nothing any more.
        opened: The port is open.
        lost: Why the port is not there; empty: it is.
        powered: Line voltage by `box_name` of the line, where the box tells.
    """

    def __init__(self, asked: bool) -> None:
        """Know nothing yet.

        Args:
            asked: The box is one that answers what it is asked.
        """
        self.asked = asked
        self.answered = 0
        self.heard_at: datetime | None = None
        self.understood = 0
        self.numbered_at: datetime | None = None
        self.rubbish = 0
        self.set_up: SetUp | None = None
        self.wedged = False
        self.opened = False
        self.lost = ""
        self.powered: dict[str, bool] = {}

    def take(self, event: BridgeEvent) -> None:
        """Note what the bridge said."""
        match event:
            case Bytes():
                self.heard_at = event.at
            case Answered():
                self.answered += 1
                self.wedged = False
            case Opened():
                self.lost, self.wedged, self.set_up = "", False, None
                self.rubbish, self.opened = 0, True
            case SetUp():
                self.set_up, self.wedged = event, False
            case Wedged():
                self.wedged = True
            case Lost():
                self.lost, self.opened = event.text, False

    def dealt(self, events: list[LineEvent]) -> None:
        """Note what was read from the bytes."""
        for event in events:
            if event.event is EventKind.UNKNOWN:
                self.rubbish += len(event.raw)
                continue
            self.understood += 1
            self.rubbish = 0
            if event.event is EventKind.CALLER_ID:
                self.numbered_at = self.heard_at
            elif event.event in (EventKind.LINE_LOST, EventKind.LINE_FOUND):
                self.powered[box_name(event.line)] = event.event is EventKind.LINE_FOUND
