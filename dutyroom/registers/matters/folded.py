"""A matter as its facts make it, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from dutyroom.registers.folding import REVISION
from dutyroom.registers.matters import facts, instructed, moved
from dutyroom.registers.matters.fields import CODED, CORRECTABLE, TEXTS, TIMES, coded
from dutyroom.registers.matters.kinds import LinkKind, Step
from dutyroom.registers.matters.rows import Rows
from dutyroom.registers.matters.tables import (
    MatterAttachment,
    MatterCorrection,
    MatterInstruction,
    MatterLink,
    MatterStep,
)
from dutyroom.registers.values import choice, flag, moment, text, whole, words
from dutyroom.store.facts import Fact
from dutyroom.store.journal import Entry

_UNTOUCHED_BY: Final = frozenset({
    Step.HANDED_OVER, Step.KEPT, Step.TRANSFER_ENDED, Step.LINKED, Step.CORRECTED,
})  # fmt: skip
"""Steps by which nobody has done anything about the matter itself."""


def order(fact: Fact) -> tuple[Any, ...]:
    """Order the facts of a matter by revision, then by time; an opening comes before the rest."""
    revision = whole(fact, REVISION) or 0
    return (revision, fact.occurred_at, list(_STEPS).index(fact.kind), str(fact.id))


def begin(matter: str, first: Fact, numbered: Mapping[str, Any]) -> Rows:
    """Return the rows of a matter of which only the first fact is known.

    It is handled from the first moment on: by whoever wrote that fact, until the
    opening says more.

    Args:
        matter: Its id.
        first: The first of its facts.
        numbered: The columns of its number.
    """
    at = first.occurred_at
    rows = Rows(matter, opened_at=at, handler_since=at, touched_at=at)
    rows.row |= {"first_receiver": first.actor, "handler": first.actor, **numbered}
    return rows


def take(rows: Rows, entry: Entry) -> None:
    """Take the next fact of a matter."""
    fact, row = entry.fact, rows.row
    row[REVISION] = max(row[REVISION], whole(fact, REVISION) or 0)
    _STEPS[fact.kind](rows, entry)


def settle(rows: Rows) -> None:
    """Set the columns that follow from the others."""
    row = rows.row
    steps, orders = rows.children[MatterStep], rows.children[MatterInstruction]
    row["steps"] = len(steps)
    row["instructions"] = len(orders)
    row["unsettled"] = sum(each["settled_at"] is None for each in orders)
    if not (row["open"] or row["unsettled"]):  # nobody has anything to take over any more
        row |= {"declined_at": None, "declined_by": ""}
    row["attachments"] = len(rows.children[MatterAttachment])
    row["corrections"] = len(rows.children[MatterCorrection])
    touching = [each["at"] for each in steps if each["step"] not in _UNTOUCHED_BY]
    row["touched_at"] = max([row["touched_at"], *touching])
    moved.settle(rows)
    owed = [row["due_at"], None if row["fed_back_at"] else row["feedback_due_at"]]
    row["deadline_at"] = min((each for each in owed if each is not None), default=None)


def _opened(rows: Rows, entry: Entry) -> None:
    """It came in; what is said of its beginning a second time changes nothing."""
    fact, row = entry.fact, rows.row
    if row["opened_by"]:
        return
    row["opened_at"] = moment(fact, "received_at") or fact.occurred_at
    row["handler_since"] = row["touched_at"] = fact.occurred_at
    row["opened_by"] = fact.actor
    row |= {name: text(fact, name) for name in TEXTS}
    row |= {name: coded(name, words(fact, name)) for name in CODED}
    row |= {name: moment(fact, name) for name in TIMES}
    row["first_receiver"] = text(fact, "first_receiver") or fact.actor
    row["first_receiver_id"] = words(fact, "first_receiver_id")
    row["handler"] = text(fact, "handler") or row["first_receiver"]
    row["handler_id"] = words(fact, "handler_id")
    row["call"] = words(fact, "call")
    if row["call"]:
        _link(rows, LinkKind.CALL, row["call"], fact)
    rows.step(Step.OPENED, fact, who=row["handler"])


def _noted(rows: Rows, entry: Entry) -> None:
    """Something was done, or somebody was told."""
    fact, row = entry.fact, rows.row
    row["waiting_for"] = text(fact, "waiting_for")
    if flag(fact, "feedback") and row["fed_back_at"] is None:
        row["fed_back_at"] = fact.occurred_at
    rows.step(
        Step.NOTED,
        fact,
        who=text(fact, "told"),
        words=text(fact, "words"),
        answer=text(fact, "answer"),
        waiting_for=row["waiting_for"],
    )


def _linked(rows: Rows, entry: Entry) -> None:
    """It belongs together with something else; a second time changes nothing."""
    kind, target = choice(LinkKind, words(entry.fact, "kind")), words(entry.fact, "target")
    if kind and target and _link(rows, kind, target, entry.fact):
        rows.step(Step.LINKED, entry.fact, about=f"{kind}:{target}")


def _link(rows: Rows, kind: str, target: str, fact: Fact) -> bool:
    """Link it; return whether it was not linked so before."""
    if rows.find(MatterLink, kind=kind, target=target) is not None:
        return False
    rows.add(MatterLink, kind=kind, target=target, at=fact.occurred_at, by=fact.actor)
    return True


def _attached(rows: Rows, entry: Entry) -> None:
    """A file is kept with it."""
    fact = entry.fact
    name, sha256 = text(fact, "name"), words(fact, "sha256")
    size = whole(fact, "size") or 0
    at: datetime = fact.occurred_at
    rows.add(MatterAttachment, name=name, sha256=sha256, size=size, at=at, by=fact.actor)
    rows.step(Step.ATTACHED, fact, words=name, about=sha256)


def _corrected(rows: Rows, entry: Entry) -> None:
    """A field was changed, or emptied; one that cannot be, or a value purged, is only noted."""
    fact, row = entry.fact, rows.row
    name, new = words(fact, "field"), text(fact, "new")
    said = {key: text(fact, key) for key in ("old", "new", "why")}
    rows.add(MatterCorrection, field=name, by=fact.actor, at=fact.occurred_at, **said)
    number = len(rows.children[MatterCorrection]) - 1
    rows.step(Step.CORRECTED, fact, words=said["why"], about=str(number))
    if name not in CORRECTABLE or "new" in entry.purged:
        return
    if name in TIMES:
        row[name] = moment(Fact("", "", fact.occurred_at, fact.place, body={name: new}), name)
    elif name in CODED:
        row[name] = coded(name, new) or row[name]
    else:
        row[name] = new or (row[name] if name == "content" else "")


def _closed(rows: Rows, entry: Entry) -> None:
    """It is done; without a result it is not, unless that was deleted later."""
    fact, row = entry.fact, rows.row
    result = text(fact, "result")
    if not row["open"] or not (result.strip() or "result" in entry.purged):
        return
    row |= {"open": False, "closed_at": fact.occurred_at, "closed_by": fact.actor}
    row |= {"result": result, "waiting_for": "", "declined_at": None, "declined_by": ""}
    rows.step(Step.CLOSED, fact, words=result)


def _reopened(rows: Rows, entry: Entry) -> None:
    """It was not done after all; the result it had stays in the thread."""
    fact, row = entry.fact, rows.row
    if row["open"]:
        return
    row |= {"open": True, "closed_at": None, "closed_by": "", "result": ""}
    row["reopened"] += 1
    rows.step(Step.REOPENED, fact, words=text(fact, "why"))


_STEPS: Final[Mapping[str, Callable[[Rows, Entry], None]]] = {
    facts.OPENED: _opened,
    facts.LINKED: _linked,
    facts.ATTACHED: _attached,
    facts.NOTED: _noted,
    **instructed.STEPS,
    **moved.STEPS,
    facts.CORRECTED: _corrected,
    facts.CLOSED: _closed,
    facts.REOPENED: _reopened,
}
KINDS: Final = frozenset(_STEPS)
"""The kinds of facts that this version knows."""
