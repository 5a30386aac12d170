"""The closing of a handover: the list as it is signed, worth nothing if anything came after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from dutyroom.i18n import _, ngettext
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.equipment.needed import END_CHECK
from dutyroom.registers.handover import equipped, facts, reading
from dutyroom.registers.handover.acts import has_account
from dutyroom.registers.handover.collecting import handed
from dutyroom.registers.handover.errors import HandoverRefused, LeaderUnsigned, Undecided
from dutyroom.registers.handover.facts import Side, Signature
from dutyroom.registers.handover.listing import lines_of, told
from dutyroom.registers.handover.moving import Taken, Taker
from dutyroom.registers.handover.reading import HandoverRow, UnderWay
from dutyroom.registers.shifts.blockers import Aside, asides_told
from dutyroom.registers.shifts.signing import Relief
from dutyroom.standard.handover.values import Walk
from dutyroom.standard.handover.walking import Standing, standing, undecided
from dutyroom.store import journal
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session

LeaderPart = Literal["nothing", "told", "signs"]
"""What the unit wants of the leader on duty at a handover."""

ABSENT: Final = "outgoing-absent"
"""The blocker that a reason sets aside where the outgoing officer cannot sign."""

UNSIGNED: Final = "leader-unsigned"
"""What the list says was set aside where the leader had no account to sign with."""

TRIES = 5
"""How often the list is collected anew because something was written in between."""


class Moved(Exception):  # noqa: N818 - it says what happened
    """Something was written between collecting and signing."""


class Closing:
    """The list as it is signed: collected once, and worth nothing if anything came after it."""

    def __init__(
        self,
        access: Access,
        row: HandoverRow,
        emergency: str,
        aside: Sequence[Aside] = (),
        *,
        leader: LeaderPart,
    ) -> None:
        """Prepare to close a handover.

        Args:
            access: The door.
            row: The handover.
            emergency: Why the outgoing officer does not sign; empty: they do.
            aside: What is set aside, where no relief brings it.
            leader: What the unit wants of the leader.
        """
        self._aside, self._leader = tuple(aside), leader
        self._access = access
        self._row = row
        self._emergency = emergency
        self._head = 0

    def facts(self, relief: Relief) -> Sequence[Fact]:
        """Return the facts of the signatures, for the transaction of a relief."""
        self._aside = tuple(relief.aside)
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
            held = reading.under_way(session, now, seat=access.place.seat, limits=access.equipment)
            if held is None or held.row is None or held.row.revision != self._row.revision:
                raise _quicker()
            _decided(held.walk)
            changes_hands = handed(session, _taken(held.walk), _declined(held.walk), taker)
            reason = next((each.reason for each in self._aside if each.code == END_CHECK), "")
            equipment = equipped.told(session, held.shift, now, access.equipment, reason)
        self._head = head.seq
        step = facts.Step(self._row.id, self._row.revision, now, access.place, incoming)
        lines = lines_of(held, incoming)
        signature = Signature(
            incoming_shift=shift,
            outgoing=held.shift.officer,
            incoming=incoming,
            journal=head.seq,
            anchor=head.hash,
            emergency=self._emergency,
            waived=asides_told(self._set_aside(held)),
            equipment=equipment,
            proven=self._proven(held, person),
        )
        return [*facts.signed(step, signature, lines), *changes_hands]

    def _set_aside(self, held: UnderWay) -> Iterator[Aside]:
        """Yield what the list says was set aside; a leader who could not sign is part of it."""
        yield from (each for each in self._aside if each.code != ABSENT)
        if self._leader == "signs" and not held.walk.absent and not held.leader_signed:
            yield Aside(UNSIGNED, _("The leader on duty did not sign"), _("no account, was told"))

    def _proven(self, held: UnderWay, incoming: str) -> list[Side]:
        """Return who of both has signed by password; an id alone is that of a relief who has."""
        outgoing = not self._emergency and has_account(self._access, held.shift.officer_id)
        sides = {Side.OUTGOING: bool(incoming) and outgoing, Side.INCOMING: bool(incoming)}
        return [side for side, has in sides.items() if has]

    def look(self, session: Session) -> None:
        """See, in the transaction that signs, that nothing was written since the list was made.

        Raises:
            HandoverRefused: Somebody else signed.
            Moved: Something was written; the list is to be made anew.
        """
        stands = reading.stands(session, seat=self._access.place.seat)
        if stands != (self._row.shift, self._row.revision):
            raise _quicker()
        if journal.head(session).seq != self._head:
            raise Moved


def ready(access: Access, leader: LeaderPart) -> tuple[UnderWay, HandoverRow]:
    """Return the handover that can be signed.

    Raises:
        HandoverRefused: Something is missing.
        LeaderUnsigned: That is the leader's signature under the list as it stands.
    """
    with access.store.read() as session:
        held = reading.under_way(
            session, access.clock.now(), seat=access.place.seat, limits=access.equipment
        )
    if held is None or held.row is None or not held.row.under_way:
        raise HandoverRefused(_("No handover is under way. Begin one first."))
    if held.walk.arrival is None:
        raise HandoverRefused(_("The relief is not here yet. The post is left only to a relief."))
    _decided(held.walk)
    # A leader who can only be phoned has agreed to a relief in need, as the relief attests.
    signs = leader == "signs" and not held.walk.absent
    signs = signs and has_account(access, held.shift.leader_id)
    if signs and not held.leader_signed:
        raise LeaderUnsigned(
            _("The leader on duty has not signed the list as it stands: L lets them sign.")
        )
    if leader != "nothing" and not held.row.leader:
        raise HandoverRefused(_("The leader on duty has not been told yet: L notes it."))
    return held, held.row


def _decided(walk: Walk) -> None:
    """See that everything is decided.

    Raises:
        Undecided: Something is not.
    """
    left = len(undecided(walk))
    if left:
        raise Undecided(
            ngettext(
                "{count} item is not decided yet; nothing was signed.",
                "{count} items are not decided yet; nothing was signed.",
                left,
            ).format(count=left)
        )


def _taken(walk: Walk) -> list[Taken]:
    """Return what was accepted, with what was said of it."""
    return [
        Taken(item, told(walk.explained.get(item.key)))
        for item in walk.items
        if standing(walk, item) is Standing.ACCEPTED
    ]


def _declined(walk: Walk) -> list[Taken]:
    """Return what was declined, with the reason."""
    return [
        Taken(item, walk.decided[item.key].reason)
        for item in walk.items
        if standing(walk, item) is Standing.DECLINED
    ]


def _quicker() -> HandoverRefused:
    """Return the refusal where somebody else was quicker."""
    return HandoverRefused(_("Somebody else was quicker. Look again; nothing was recorded."))


def moving_on() -> HandoverRefused:
    """Return the refusal where the registers never stood still for the signatures."""
    return HandoverRefused(
        _("The registers changed again and again while you signed. Sign again; nothing was lost.")
    )
