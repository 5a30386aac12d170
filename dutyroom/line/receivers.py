"""Who receives a call, noted by itself when the call is answered (article 14).

The officer in charge is the first receiver, whatever the wall clock says; whoever took the call on
the console before is it already, and nothing changes that afterwards.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future

from dutyroom.clock import Clock
from dutyroom.line.writer import RegisterWriter
from dutyroom.registers.calls import facts
from dutyroom.registers.calls.reading import is_taken
from dutyroom.registers.shifts.register import ShiftRow, in_charge
from dutyroom.store.facts import Fact, Place
from dutyroom.store.session import Session

_log = logging.getLogger(__name__)


class Receivers:
    """Names the officer on duty as the first receiver of answered calls."""

    def __init__(
        self, writer: RegisterWriter, clock: Clock, record: Callable[[list[Fact]], None]
    ) -> None:
        """Prepare.

        Args:
            writer: Reads who is on duty.
            clock: The keeper's clock.
            record: Takes facts, from any thread.
        """
        self._writer = writer
        self._clock = clock
        self._record = record

    def note(self, call: str, place: Place) -> None:
        """Find out who is on duty and note them, unless somebody took the call; returns at once.

        Args:
            call: Id of the call that was answered.
            place: Unit and line.
        """
        now = self._clock.now()

        def who(session: Session) -> ShiftRow | None:
            return None if is_taken(session, call) else in_charge(session)

        def noted(answer: Future[ShiftRow | None]) -> None:
            if answer.cancelled() or answer.exception() is not None:
                _log.warning("call %s: nobody can tell who is on duty", call)
            elif (shift := answer.result()) is not None:
                self._record([facts.taken(call, now, place, actor=shift.officer)])

        self._writer.ask(who).add_done_callback(noted)
