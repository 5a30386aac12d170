"""How the desk stands at this moment: what the duty strip and the call card show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from dutyroom.channel.messages import CallOnLine, KeeperState, LineState

if TYPE_CHECKING:
    from datetime import datetime

    from dutyroom.registers.alarms.reading import AlarmRow
    from dutyroom.registers.calls.reading import CallRow
    from dutyroom.registers.shifts.on_duty import ShiftRow
    from dutyroom.standard.at_post import AtPost


class Presence(StrEnum):
    """Whether the line keeper is there; `other`: it speaks another version's language."""

    STARTING = "starting"
    THERE = "there"
    GONE = "gone"
    OTHER = "other"


UNACKNOWLEDGED: Final = frozenset({"unacknowledged", "cleared"})
"""States of an alarm in which nobody has acknowledged it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One picture of the desk; replaced as a whole when something changes.

    Attributes:
        unit: Name of the unit.
        day: Name of the holiday or make-up day that today is; empty on others.
        ready: The registers are open.
        known: What they hold was read once: until then nothing is said of calls and alarms.
        read_only: Another console of this home writes.
        trouble: Why the registers cannot be used, for the user.
        keeper: Whether the line keeper is there.
        keeper_state: What it last said of itself.
        lines: What it last said of each line, by name.
        calls: Calls that ring or are talked on, the oldest first.
        taken: Ids of those that an officer has taken.
        history: The last calls from the same number, by call id.
        origins: Where an unknown number comes from, by call id.
        alarms: Alarms that are not over, the worst first.
        shift: Who is on duty.
        at_post: Who is at the post; the officer in charge, or whoever stands in, comes first.
        stepped_out: Other officers who are away from the post for a while.
        pending: Calls that are over and not written up.
        missed: Missed calls that nobody called back.
        accounts: The desk has accounts: whoever takes charge signs on by password.
        presence_due: When the officer confirms next to be at the post; None: never.
    """

    unit: str = ""
    day: str = ""
    ready: bool = False
    known: bool = False
    read_only: bool = False
    trouble: str = ""
    keeper: Presence = Presence.STARTING
    keeper_state: KeeperState | None = None
    lines: Mapping[str, LineState] = field(default_factory=dict)
    calls: tuple[CallRow, ...] = ()
    taken: frozenset[str] = frozenset()
    history: Mapping[str, tuple[CallRow, ...]] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    alarms: tuple[AlarmRow, ...] = ()
    shift: ShiftRow | None = None
    at_post: tuple[AtPost, ...] = ()
    stepped_out: tuple[AtPost, ...] = ()
    pending: int = 0
    missed: int = 0
    accounts: bool = False
    presence_due: datetime | None = None

    @property
    def unacknowledged(self) -> int:
        """How many alarms nobody has acknowledged, be they over or not."""
        return sum(1 for alarm in self.alarms if alarm.state in UNACKNOWLEDGED)

    @property
    def heard(self) -> tuple[CallOnLine, ...]:
        """Calls on the lines that only the keeper knows: the database takes nothing now."""
        state = self.keeper_state
        if state is None or state.database == "ok":
            return ()
        known = {call.id for call in self.calls}
        told = (line.on_line for line in self.lines.values())
        return tuple(call for call in told if call is not None and call.id not in known)

    def among_lines(self, line: str) -> str:
        """Return a line's name where there are several: then it says which handset to lift."""
        return line if len(self.lines) > 1 else ""

    def line_of(self, heard: CallOnLine) -> str:
        """Return the line that a call is on which only the keeper knows."""
        return next((each.line for each in self.lines.values() if each.on_line == heard), "")

    @property
    def waiting(self) -> tuple[CallRow, ...]:
        """The calls that nobody has taken yet, the oldest first; one's own needs no receiver."""
        return tuple(c for c in self.calls if c.id not in self.taken and c.direction != "out")

    @property
    def takeable(self) -> tuple[CallRow, ...]:
        """The calls whose form can be opened: those nobody took first, then incoming ones.

        A lifted handset makes the officer on duty the first receiver by itself;
        the form is then still to be opened.
        """
        lifted = (c for c in self.calls if c.id in self.taken and c.direction == "in")
        return (*self.waiting, *lifted)

    @property
    def recording(self) -> LineState | None:
        """The line that is being recorded right now, if one is."""
        for state in self.lines.values():
            if state.recorder == "recording":
                return state
        return None
