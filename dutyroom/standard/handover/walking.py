"""How a handover stands: what is to be explained, what to be decided, what holds it up."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from dutyroom.standard.handover.values import Decided, Decision, Item, ItemKind, Walk

_TYPED: Final = timedelta(minutes=1)
"""Times of arrival are typed to the minute."""

_ORDER: Final = {kind: place for place, kind in enumerate(ItemKind)}


class Standing(StrEnum):
    """How one item stands."""

    DONE = "done"
    """Done in this shift: it is listed and needs no decision."""
    UNEXPLAINED = "unexplained"
    EXPLAINED = "explained"
    """Explained, not yet decided on."""
    ASKED = "asked"
    """The relief wants to know more: to be explained again."""
    CHANGED = "changed"
    """It changed after it was decided on: to be decided anew."""
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Step(StrEnum):
    """How far a handover is, in the order in which people really do it."""

    PREPARE = "prepare"
    RELIEF = "relief"
    """Prepared; the relief is awaited."""
    WALK = "walk"
    EQUIPMENT = "equipment"
    """Everything else is decided: the check of the end, and its comparison with the start."""
    SIGN = "sign"
    """Everything is decided: both sign."""


SETTLED: Final = frozenset({Standing.DONE, Standing.ACCEPTED, Standing.DECLINED})
"""Standings in which nothing more has to be done before both sign."""

TO_EXPLAIN: Final = frozenset({Standing.UNEXPLAINED, Standing.ASKED})
"""Standings in which the outgoing officer has to say something."""


def standing(walk: Walk, item: Item) -> Standing:
    """Return how an item stands.

    An explanation answers a question that was asked before it. What changed
    after it was decided on has to be looked at again, whoever changed it; where it spoke for
    itself before, as a call in progress does, it is explained first.

    Args:
        walk: The handover.
        item: One of its items.
    """
    if item.done:
        return Standing.DONE
    said = walk.explained.get(item.key)
    decided = walk.decided.get(item.key)
    if decided is None:
        return Standing.EXPLAINED if said is not None or item.speaks else Standing.UNEXPLAINED
    if decided.decision is Decision.ASKED:
        answered = said is not None and said.revision > decided.revision
        return Standing.EXPLAINED if answered else Standing.ASKED
    if _stale(walk, item, decided):
        return Standing.CHANGED if said is not None or item.speaks else Standing.UNEXPLAINED
    accepted = decided.decision is Decision.ACCEPTED
    return Standing.ACCEPTED if accepted else Standing.DECLINED


def ordered(items: Iterable[Item]) -> list[Item]:
    """Return items as they are walked through: pending before done, urgent first, then by due."""
    return sorted(items, key=_place)


def to_be_explained(walk: Walk, item: Item) -> bool:
    """Return whether the outgoing officer still has to say something of an item."""
    return standing(walk, item) in TO_EXPLAIN


def to_explain(walk: Walk) -> list[Item]:
    """Return the items of which the outgoing officer still has to say something."""
    return [item for item in walk.items if to_be_explained(walk, item)]


def undecided(walk: Walk) -> list[Item]:
    """Return the items that the incoming officer still has to decide on."""
    return [item for item in walk.items if standing(walk, item) not in SETTLED]


def step(walk: Walk) -> Step:
    """Return how far a handover is."""
    if walk.arrival is not None:
        left = undecided(walk)
        if any(item.kind is not ItemKind.EQUIPMENT for item in left):
            return Step.WALK
        return Step.EQUIPMENT if left or walk.unchecked else Step.SIGN
    return Step.PREPARE if to_explain(walk) else Step.RELIEF


def after(
    items: Sequence[Item],
    walk: Walk,
    key: str,
    *,
    explaining: bool,
    besides: Collection[str] = (),
) -> str:
    """Return the key of the item to go to next; the same one where nothing is left.

    Args:
        items: In the order of the walk-through.
        walk: The handover.
        key: The item that was just seen to.
        explaining: The outgoing officer goes through them, not the incoming one.
        besides: Keys of items that are being seen to already.
    """
    left = to_explain(walk) if explaining else undecided(walk)
    wanted = {item.key for item in left} - set(besides)
    keys = [item.key for item in items]
    at = keys.index(key) if key in keys else -1
    following = [*keys[at + 1 :], *keys[: at + 1]]
    return next((each for each in following if each in wanted), key)


def margin(planned: datetime | None, arrived: datetime) -> float | None:
    """Return by how many seconds somebody came before the hour (article 17: 600).

    Args:
        planned: The hour; None: none was planned.
        arrived: When they came.
    """
    return (planned - arrived).total_seconds() if planned is not None else None


def list_digest(walk: Walk) -> str:
    """Return a short hash of the list as it stands, with all that was said and decided of it."""
    written = "\x1e".join("\x1f".join(_as_it_stands(walk, item)) for item in walk.items)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def before_shift(begun: datetime, at: datetime) -> bool:
    """Return whether a time lies before a shift began: there the clock was set back since.

    Args:
        begun: When the shift began.
        at: The time, typed to the minute.
    """
    return at < begun - _TYPED


def _as_it_stands(walk: Walk, item: Item) -> Iterator[str]:
    """Yield what a line of the list says, with what both said of it."""
    yield from (item.key, item.digest, standing(walk, item))
    if (said := walk.explained.get(item.key)) is not None:
        yield said.text
    if (decided := walk.decided.get(item.key)) is not None:
        yield decided.reason


def _stale(walk: Walk, item: Item, decided: Decided) -> bool:
    """Whether an item, or what is said of it, is no longer what was decided on."""
    said = walk.explained.get(item.key)
    spoken_since = said is not None and said.revision > decided.revision
    return decided.digest != item.digest or spoken_since


def _place(item: Item) -> tuple[Any, ...]:
    """Return the place of an item in the walk-through."""
    due = (item.due is None, item.due or item.at)
    return (item.done, not item.urgent, _ORDER[item.kind], due, item.at, item.subject)
