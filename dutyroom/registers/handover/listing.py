"""The list of a handover: the same lines before both sign as they sign them."""

from __future__ import annotations

from dutyroom.i18n import _
from dutyroom.phrases import pair, run_on
from dutyroom.registers.handover.facts import Listed
from dutyroom.registers.handover.reading import UnderWay
from dutyroom.standard.handover.values import Explained, Item
from dutyroom.standard.handover.walking import Standing, standing


def handler(held: UnderWay, item: Item, incoming: str) -> str:
    """Return whose an item is from now on; what is declined and nobody's stays with who goes.

    Who accepts an item sees to it, whether or not its register names a handler (article 17).

    Args:
        held: The shift in charge and its handover.
        item: One of its items.
        incoming: Name of the relief; empty: not here.
    """
    stands = standing(held.walk, item)
    if stands is Standing.DECLINED:
        return item.handler or held.shift.officer
    if stands is not Standing.ACCEPTED or item.handler == incoming:
        return item.handler
    return f"{item.handler} > {incoming}" if item.handler else incoming


def told(said: Explained | None) -> str:
    """Return what was said of an item, an answer behind its question and what led to it.

    Empty: nothing was said.

    Args:
        said: The last explanation; None: there is none.
    """
    if said is None or not said.asked:
        return said.text if said is not None else ""
    question = pair(_("Asked"), said.asked.rstrip("？?"))
    return run_on([told(said.before), question, pair(_("Reply"), said.text)])


def lines_of(held: UnderWay, incoming: str) -> list[Listed]:
    """Return the lines of the list as it stands, each with whose it is from now on.

    Args:
        held: The shift in charge and its handover.
        incoming: Name of the relief; empty: not here.
    """
    return [_line(held, item, incoming) for item in held.walk.items]


def _line(held: UnderWay, item: Item, incoming: str) -> Listed:
    """Return a line of the list, with what was said of it and decided on it."""
    walk = held.walk
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
        handler=handler(held, item, incoming),
        explanation=told(said),
        reason=decided.reason if decided is not None else "",
    )
