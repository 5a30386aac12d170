"""Who receives a call, noted by itself when the call is answered (article 14).

Whoever is at the post is the first receiver, whatever the wall clock says: the officer in charge,
or whoever stands in meanwhile. Where several serve, nobody is guessed, for nothing changes it
afterwards: the console asks who it was. Whoever took the call there before is it already.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future

from dutyroom.clock import Clock
from dutyroom.line.writer import RegisterWriter
from dutyroom.registers.calls import facts
from dutyroom.registers.calls.kinds import KnownBy
from dutyroom.registers.calls.reading import is_taken
from dutyroom.registers.shifts.on_duty import in_charge
from dutyroom.registers.shifts.reading import present
from dutyroom.standard.at_post import AtPost
from dutyroom.store.facts import Fact, Place
from dutyroom.store.session import Session

_log = logging.getLogger(__name__)


class Receivers:
    """Names whoever is alone at the post as the first receiver of answered calls."""

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

    def note(self, answered: Fact, place: Place) -> None:
        """Find out who is at the post and note them, unless somebody took the call.

        Returns at once. Where nobody knows whether the call was answered, nobody is noted.

        Args:
            answered: The fact that a call was answered.
            place: Unit and line.
        """
        if answered.body.get("by") == KnownBy.NOTHING:
            return
        call, now = answered.subject, self._clock.now()

        def who(session: Session) -> tuple[AtPost, ...]:
            return () if is_taken(session, call) else present(session, in_charge(session))

        def noted(answer: Future[tuple[AtPost, ...]]) -> None:
            if answer.cancelled() or answer.exception() is not None:
                _log.warning("call %s: nobody can tell who is at the post", call)
            elif len(there := answer.result()) == 1:
                self._record([facts.taken(call, now, place, actor=there[0].name)])

        self._writer.ask(who).add_done_callback(noted)
