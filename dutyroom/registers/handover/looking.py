"""What the steps of a handover look at first, and again in the transaction that records them."""

from __future__ import annotations

from collections.abc import Callable

from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.handover import facts, reading
from dutyroom.registers.handover.errors import HandoverRefused
from dutyroom.registers.handover.reading import HandoverRow, UnderWay
from dutyroom.registers.handover.said import spoken
from dutyroom.standard.handover.values import Item
from dutyroom.store.session import Session


def looked(access: Access) -> UnderWay:
    """Return how the handover of the shift in charge stands.

    Raises:
        HandoverRefused: Nobody is in charge.
    """
    with access.store.read() as session:
        held = reading.under_way(
            session, access.clock.now(), seat=access.place.seat, limits=access.equipment
        )
    if held is None:
        raise HandoverRefused(_("Nobody is on duty: there is nothing to hand over."))
    return held


def row_of(held: UnderWay) -> HandoverRow:
    """Return the handover that is under way.

    Raises:
        HandoverRefused: None is.
    """
    if held.row is None or not held.row.under_way:
        raise HandoverRefused(_("No handover is under way. Begin one first."))
    return held.row


def item_of(held: UnderWay, key: str) -> Item:
    """Return a pending item.

    Raises:
        HandoverRefused: It is done meanwhile, or gone.
    """
    found = next((item for item in held.walk.items if item.key == key), None)
    if found is None or found.done:
        raise HandoverRefused(_("This item is settled meanwhile; nothing was recorded."))
    return found


def step_of(access: Access, row: HandoverRow, actor: str) -> facts.Step:
    """Return the next step of a handover."""
    return facts.Step(row.id, row.revision, access.clock.now(), access.place, actor)


def word_of(access: Access, held: UnderWay, row: HandoverRow, item: str, actor: str) -> facts.Word:
    """Return the next thing that is said of an item."""
    said, decided = held.walk.explained.get(item), held.walk.decided.get(item)
    revision = max(said.revision if said else 0, decided.revision if decided else 0)
    return facts.Word(row.id, item, revision, access.clock.now(), access.place, actor)


def still(
    access: Access, held: UnderWay, word: facts.Word | None = None
) -> Callable[[Session], None]:
    """Return what looks, in the transaction that writes, whether nobody was quicker."""
    revision = held.row.revision if held.row is not None else None

    def look(session: Session) -> None:
        stands(session, seat=access.place.seat, expected=(held.shift.id, revision))
        if word is not None and spoken(session, word.handover, word.item) != word.revision:
            raise HandoverRefused(_("Somebody else was quicker. Look again; nothing was recorded."))

    return look


def stands(session: Session, *, seat: str, expected: tuple[str, int | None]) -> None:
    """Look whether shift and handover stand as they did.

    Raises:
        HandoverRefused: Somebody was quicker.
    """
    if reading.stands(session, seat=seat) != expected:
        raise HandoverRefused(_("Somebody else was quicker. Look again; nothing was recorded."))
