"""Both sign a handover; what comes or changes meanwhile is asked of, and nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from textual import work

from dutyroom.commands.host import host_of
from dutyroom.desk.desk import DeskError
from dutyroom.desk.handover import look
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.handover import acts, by_name, signing
from dutyroom.registers.handover.closing import ABSENT, LeaderPart
from dutyroom.registers.handover.errors import AbsenceUnnoted, LeaderUnsigned, Undecided
from dutyroom.registers.handover.reading import HandoverRow, UnderWay
from dutyroom.screens import doors, handover_doors
from dutyroom.screens import handover_asking as asking
from dutyroom.screens.asking import Question
from dutyroom.screens.asking_again import reasons_against
from dutyroom.screens.handover_ending import HandoverEnding
from dutyroom.standard.handover.values import Decision, Item
from dutyroom.standard.handover.walking import undecided


class HandoverSigning(HandoverEnding):
    """The signatures under a handover."""

    @work(exclusive=True, group="sign")
    async def do_sign_handover(self) -> None:
        """Let both sign; then show what the new shift begins with."""
        await self.signs()

    async def signs(self) -> None:
        """Let both sign, in a worker."""
        held = self.looked.held
        if held is None or held.row is None:
            return
        wanted = host_of(self).desk.settings.handover.leader
        if self.looked.accounts:
            signed = await self._sign_by_password(held.row, wanted)
        else:
            signed = await self._sign_by_name(held, held.row.relief, wanted)
        if signed:
            host_of(self).look_again()
            await self.app.push_screen(handover_doors.signed_list(held.row.id, first_look=True))

    async def _sign_by_password(self, row: HandoverRow, wanted: LeaderPart) -> bool:
        """Sign at a desk with accounts, with the form of every relief."""
        screen = doors.sign_on(
            officer=row.relief_id,
            arrived=row.arrived_at,
            signs=partial(signing.sign, leader=wanted),
            checks=signing.CHECKS,
            settles=self._settles,
            said={ABSENT: row.emergency} if row.emergency else None,
        )
        return await self.app.push_screen_wait(screen) is not None

    async def _sign_by_name(self, held: UnderWay, incoming: str, wanted: LeaderPart) -> bool:
        """Sign at a desk without accounts; a refusal leaves what was typed."""
        answers: dict[str, str] = {}
        refused = ""
        while True:
            question = await self._names(held, incoming, answers, refused)
            given = await self.app.push_screen_wait(doors.question(question))
            if given is None:
                return False
            answers = dict(given)
            refused = await self._signed_by_name(answers, wanted)
            if not refused:
                return True

    async def _names(
        self, held: UnderWay, incoming: str, answers: dict[str, str], refused: str
    ) -> Question:
        """Return the question with which names sign, with what stands against it this moment."""
        host = host_of(self)
        now, seat = host.clock.now(), host.desk.place().seat
        limits = host.desk.settings.equipment
        against = await host.desk.read(lambda s: by_name.against(s, now, seat=seat, limits=limits))
        outgoing, absent = held.shift.officer, held.walk.absent
        question = asking.names(outgoing, incoming, against, absent=absent)
        typed = [
            replace(blank, value=answers.get(blank.name, blank.value)) for blank in question.blanks
        ]
        return replace(question, blanks=typed, refused=refused)

    async def _signed_by_name(self, answers: dict[str, str], wanted: LeaderPart) -> str:
        """Sign by name, once what came meanwhile is decided; return why not, empty if signed."""
        leader, phone = answers["leader"], answers["phone"]
        reasons = {code: why for code, why in answers.items() if code not in ("leader", "phone")}

        def act(access: Access) -> object:
            return by_name.sign(
                access, leader_name=leader, phone=phone, leader=wanted, reasons=reasons
            )

        while True:
            try:
                await host_of(self).desk.write(lambda registers: act(registers.access()))
            except DeskError as error:
                more = await reasons_against(self.app, error)
                reasons |= more or {}
                if more or await self._settles(error):
                    continue
                return str(error)
            return ""

    async def _settles(self, refused: DeskError) -> bool | None:
        """Let both decide what came or changed while they were signing, and the leader sign it.

        Args:
            refused: Why nothing was signed.

        Returns:
            Whether all is decided now; None: something else was the matter.
        """
        cause, said = refused.__cause__, ""
        if isinstance(cause, AbsenceUnnoted) and (shift := self.shift) is not None:
            return await self.noted_absent(shift, cause.reason)
        if isinstance(cause, LeaderUnsigned) and (shift := self.shift) is not None:
            return await self.leader_signs(shift, changed=True)
        if not isinstance(cause, Undecided):
            return None
        while (held := await self._held()) is not None and (left := undecided(held.walk)):
            question = replace(asking.meanwhile(left[0], held.walk), refused=said)
            answer = await self.app.push_screen_wait(doors.question(question))
            if answer is None:
                return False
            said = await self._decided_meanwhile(left[0], dict(answer))
        return held is not None

    async def _held(self) -> UnderWay | None:
        """Collect everything anew; None: nobody is on duty any more."""
        host = host_of(self)
        now, settings = host.clock.now(), host.desk.settings
        return (await host.desk.read(lambda session: look(session, now, settings))).held

    async def _decided_meanwhile(self, item: Item, answer: dict[str, str]) -> str:
        """Record what both said of an item as it was shown; return why not, empty if recorded."""
        host = host_of(self)
        officer, explanation = self.actor, answer.get("explanation", "")
        decision, reason = Decision(answer["decision"]), answer["reason"]

        def act(access: Access) -> None:
            if explanation:
                acts.explain(access, item.key, explanation, actor=officer)
            acts.decide(access, item.key, decision, digest=item.digest, reason=reason)

        try:
            await host.desk.write(lambda registers: act(registers.access()))
        except DeskError as error:
            return str(error)
        host.look_again()
        return ""
