"""Whether the officer is at the post: asked gently, and what is missed is recorded."""

from __future__ import annotations

from datetime import datetime, timedelta

from dutyroom.clock import Clock
from dutyroom.desk.desk import Desk, DeskError
from dutyroom.desk.standing import Standing
from dutyroom.i18n import _
from dutyroom.screens.who_acts import WhoActs


class Attending(WhoActs):
    """An app that asks for presence."""

    desk: Desk
    clock: Clock

    def __init__(self) -> None:
        """Begin with nothing recorded."""
        super().__init__()
        self._noted: datetime | None = None

    def look_again(self) -> None:
        """Read the registers again now."""
        raise NotImplementedError

    async def catch_up(self) -> None:
        """Read the registers, and show what they say."""
        raise NotImplementedError

    @property
    def presence_wanted(self) -> bool:
        """Whether a confirmation is due, or one that was missed can be made up for."""
        standing: Standing = self.standing
        due = standing.presence_due
        missed = any(alarm.code == "presence_missed" for alarm in standing.alarms)
        return missed or (due is not None and due <= self.clock.now())

    async def do_confirm_presence(self) -> None:
        """Confirm to be at the post."""
        from dutyroom.registers.shifts import attendance  # noqa: PLC0415 - when it is wanted
        from dutyroom.registers.shifts.deadlines import limits  # noqa: PLC0415 - when it is wanted

        shift, chosen = self.standing.shift, limits(self.desk.settings.duty)
        actor = self.officer
        if shift is None:
            return
        try:
            await self.desk.write(
                lambda r: attendance.confirm(r.access(), shift.id, chosen, actor=actor)
            )
        except DeskError as error:
            self.tell(str(error))
            return
        self.tell(_("Noted: at the post."))
        self.look_again()

    def look_at_presence(self) -> None:
        """Have what was not confirmed in time recorded as missed, once."""
        standing: Standing = self.standing
        due = standing.presence_due
        if due is None or due == self._noted or self.desk.read_only:
            return
        if self.clock.now() - due >= timedelta(seconds=self.desk.settings.duty.presence_grace):
            self._noted = due
            self.run_worker(self._note_missed(), group="presence", exclusive=True)

    async def _note_missed(self) -> None:
        """Record what is past its time."""
        from dutyroom.registers.shifts import attendance  # noqa: PLC0415 - when it is wanted
        from dutyroom.registers.shifts.deadlines import limits  # noqa: PLC0415 - when it is wanted

        shift, chosen = self.standing.shift, limits(self.desk.settings.duty)
        if shift is None:
            return
        try:
            await self.desk.write(lambda r: attendance.note_missed(r.access(), shift.id, chosen))
        except DeskError:
            self._noted = None  # the strip says what is wrong; it is tried again
            return
        self.look_again()
