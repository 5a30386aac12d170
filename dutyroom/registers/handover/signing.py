"""Both sign, and the desk changes hands: one transaction, all or nothing.

Every function here checks passwords and belongs into a thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final, Literal

from sqlmodel import Session

from dutyroom.i18n import _, ngettext
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.equipment import needed as equipment
from dutyroom.registers.handover import facts, reading
from dutyroom.registers.handover.acts import has_account
from dutyroom.registers.handover.collecting import MOVERS, handed
from dutyroom.registers.handover.errors import HandoverRefused
from dutyroom.registers.handover.facts import Listed, Signature
from dutyroom.registers.handover.moving import Taken, Taker
from dutyroom.registers.handover.needed import unsigned
from dutyroom.registers.handover.reading import HandoverRow, UnderWay
from dutyroom.registers.shifts import facts as shift_facts
from dutyroom.registers.shifts import signing as shifts
from dutyroom.registers.shifts.blockers import (
    Blocker,
    Checks,
    SigningOff,
    SigningOn,
    set_aside,
)
from dutyroom.registers.shifts.checklist import ALL_CHECKS
from dutyroom.registers.shifts.signing import Relief, Signed
from dutyroom.standard.handover.values import Item, Walk
from dutyroom.standard.handover.walking import Standing, standing, undecided
from dutyroom.store import journal
from dutyroom.store.facts import Fact

LeaderPart = Literal["nothing", "told", "signs"]
"""What the unit wants of the leader on duty at a handover."""

CHECKS: Final = replace(
    ALL_CHECKS, off=[check for check in ALL_CHECKS.off if check is not unsigned]
)
"""What stands against signing a handover: everything but that it is not signed yet."""

ABSENT: Final = "outgoing-absent"
"""The blocker that a reason sets aside where the outgoing officer cannot sign."""

_TRIES: Final = 5
"""How often the list is collected anew because a call came in between."""


class _Moved(Exception):  # noqa: N818 - it says what happened
    """Something was written between collecting and signing."""


def sign(
    access: Access,
    asked: SigningOn,
    *,
    password: str,
    outgoing_password: str = "",
    reasons: Mapping[str, str] | None = None,
    leader: LeaderPart = "told",
    checks: Checks = CHECKS,
) -> Signed:
    """Sign the handover that is under way by both passwords.

    Args:
        access: The door; its place has the seat.
        asked: The relief, as at any sign-on.
        password: Their password.
        outgoing_password: That of the outgoing officer.
        reasons: Why blockers are set aside, by code; `outgoing-absent`: the outgoing officer
            cannot sign, and a leader has agreed to that.
        leader: What the unit wants of the leader.
        checks: The checks of all registers.

    Raises:
        HandoverRefused: Something is undecided, the leader was not told, or somebody else signed.
        Blocked: Something stands against signing on.
        AccessRefused: A password is wrong; nothing was changed.
        StoreError: The database cannot be written; nothing was changed.
    """
    emergency = (reasons or {}).get(ABSENT, "").strip()
    for _try in range(_TRIES):
        held, row = _ready(access, leader)
        if emergency and not row.leader:
            raise HandoverRefused(
                _(
                    "Without the outgoing officer's signature a leader has to agree. Note first "
                    "that the leader was told."
                )
            )
        if held.walk.arrival is not None and held.walk.arrival.person != asked.officer:
            raise HandoverRefused(_("Somebody else was noted as the relief. Note this one first."))
        closing = _Closing(access, row, emergency)
        try:
            return shifts.sign_on(
                access,
                asked,
                password=password,
                outgoing_password=outgoing_password,
                reasons=reasons,
                checks=checks,
                also=closing.facts,
                provided=closing.look,
            )
        except _Moved:
            continue
    raise HandoverRefused(
        _("The registers changed again and again while you signed. Sign again; nothing was lost.")
    )


def against_by_name(session: Session, now: datetime) -> list[Blocker]:
    """Return what stands against signing at a desk without accounts: each takes a reason.

    Args:
        session: A transaction that reads.
        now: The time.
    """
    held = reading.under_way(session, now)
    if held is None or held.row is None:
        return []
    asked = SigningOn("", now, sober=True, fit=True, seat=held.shift.seat)
    leaving = SigningOff(held.shift, relief=held.row.relief)
    return [
        *equipment.signing_on(session, asked, now),
        *CHECKS.signing_off(session, leaving, now),
    ]


def sign_by_name(
    access: Access,
    *,
    leader_name: str,
    phone: str,
    leader: LeaderPart,
    reasons: Mapping[str, str] | None = None,
) -> str:
    """Sign at a desk without accounts: the names stand for both.

    Args:
        access: The door.
        leader_name: The leader of the new shift; empty: none was named.
        phone: How they are reached.
        leader: What the unit wants of the leader.
        reasons: Why blockers are set aside, by code.

    Returns:
        The id of the new shift.

    Raises:
        HandoverRefused: Something is undecided, or somebody else signed.
        Blocked: Something stands against it and has no reason.
        StoreError: The database cannot be written; nothing was changed.
    """
    with access.store.read() as session:
        found = against_by_name(session, access.clock.now())
    waived = set_aside(found, reasons or {})
    said = {each.code: each.words for each in found}
    words = "; ".join(f"{said[code]} {reason}" for code, reason in waived.items())
    for _try in range(_TRIES):
        held, row = _ready(access, leader)
        closing = _Closing(access, row, "", words)
        at = max(access.clock.now(), held.shift.begun_at)
        shift, officer = shift_facts.new_id(), row.relief
        begun = shift_facts.begun(
            shift, at, access.place, officer=officer, leader=leader_name, phone=phone
        )
        ended = shift_facts.ended(held.shift.id, at, access.place, actor=officer, relief=shift)
        try:
            access.ledger.record(
                ended, begun, *closing.facts_of(shift, officer), provided=closing.look
            )
        except _Moved:
            continue
        return shift
    raise HandoverRefused(
        _("The registers changed again and again while you signed. Sign again; nothing was lost.")
    )


class _Closing:
    """The list as it is signed: collected once, and worth nothing if anything came after it."""

    def __init__(self, access: Access, row: HandoverRow, emergency: str, waived: str = "") -> None:
        """Prepare to close a handover."""
        self._waived = waived
        self._access = access
        self._row = row
        self._emergency = emergency
        self._head = 0

    def facts(self, relief: Relief) -> Sequence[Fact]:
        """Return the facts of the signatures, for the transaction of a relief."""
        return self.facts_of(relief.shift, relief.officer.name, relief.officer.id)

    def facts_of(self, shift: str, incoming: str, person: str = "") -> list[Fact]:
        """Collect the list and return the facts that close it.

        Raises:
            HandoverRefused: Something came in that is not decided yet.
        """
        access, now = self._access, self._access.clock.now()
        taker = Taker(incoming, person, self._row.id, now, access.place)
        with access.store.read() as session:
            head = journal.head(session)
            held = reading.under_way(session, now, seat=access.place.seat)
            if held is None or held.row is None or held.row.revision != self._row.revision:
                raise _quicker()
            _decided(held.walk)
            changes_hands = handed(session, _taken(held.walk), taker)
        self._head = head.seq
        step = facts.Step(self._row.id, self._row.revision, now, access.place, incoming)
        lines = [_line(held.walk, item, incoming) for item in held.walk.items]
        signature = replace(
            _signature(held, shift, incoming, head, self._emergency), waived=self._waived
        )
        return [*facts.signed(step, signature, lines), *changes_hands]

    def look(self, session: Session) -> None:
        """See, in the transaction that signs, that nothing was written since the list was made.

        Raises:
            HandoverRefused: Somebody else signed.
            _Moved: Something was written; the list is to be made anew.
        """
        stands = reading.stands(session, seat=self._access.place.seat)
        if stands != (self._row.shift, self._row.revision):
            raise _quicker()
        if journal.head(session).seq != self._head:
            raise _Moved


def _ready(access: Access, leader: LeaderPart) -> tuple[UnderWay, HandoverRow]:
    """Return the handover that can be signed.

    Raises:
        HandoverRefused: Something is missing.
    """
    with access.store.read() as session:
        held = reading.under_way(session, access.clock.now(), seat=access.place.seat)
    if held is None or held.row is None or not held.row.under_way:
        raise HandoverRefused(_("No handover is under way. Begin one first."))
    if held.walk.arrival is None:
        raise HandoverRefused(_("The relief is not here yet. The post is left only to a relief."))
    _decided(held.walk)
    signs = leader == "signs" and has_account(access, held.shift.leader_id)
    if signs and held.row.leader_mode != "signed":
        raise HandoverRefused(_("The leader on duty has not signed yet: L lets them sign."))
    if leader != "nothing" and not held.row.leader:
        raise HandoverRefused(_("The leader on duty has not been told yet: L notes it."))
    return held, held.row


def _decided(walk: Walk) -> None:
    """See that everything is decided.

    Raises:
        HandoverRefused: Something is not.
    """
    left = len(undecided(walk))
    if left:
        raise HandoverRefused(
            ngettext(
                "{count} item is not decided yet; nothing was signed.",
                "{count} items are not decided yet; nothing was signed.",
                left,
            ).format(count=left)
        )


def _taken(walk: Walk) -> list[Taken]:
    """Return what was accepted, with what was said of it."""
    return [
        Taken(item, said.text if (said := walk.explained.get(item.key)) is not None else "")
        for item in walk.items
        if standing(walk, item) is Standing.ACCEPTED
    ]


def _signature(
    held: UnderWay,
    shift: str,
    incoming: str,
    head: journal.Head,
    emergency: str,
) -> Signature:
    """Return what both put their names to."""
    return Signature(
        incoming_shift=shift,
        outgoing=held.shift.officer,
        incoming=incoming,
        journal=head.seq,
        anchor=head.hash,
        emergency=emergency,
    )


def _line(walk: Walk, item: Item, incoming: str) -> Listed:
    """Return a line of the list as it is signed; whose a matter is from now on stands there."""
    moves = item.kind in MOVERS and standing(walk, item) is Standing.ACCEPTED
    handler = f"{item.handler} > {incoming}" if moves and item.handler != incoming else item.handler
    said, decided = walk.explained.get(item.key), walk.decided.get(item.key)
    return Listed(
        key=item.key,
        kind=item.kind.value,
        subject=item.subject,
        number=item.number,
        at=item.at,
        done=item.done,
        urgent=item.urgent,
        due=item.due,
        standing=standing(walk, item).value,
        source=item.source,
        what=item.what,
        outcome=item.outcome,
        contact=item.contact,
        risk=item.risk,
        handler=handler,
        explanation=said.text if said is not None else "",
        reason=decided.reason if decided is not None else "",
    )


def _quicker() -> HandoverRefused:
    """Return the refusal where somebody else was quicker."""
    return HandoverRefused(_("Somebody else was quicker. Look again; nothing was recorded."))
