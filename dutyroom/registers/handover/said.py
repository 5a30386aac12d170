"""What was said of the items of a handover, by either side, now and at those before."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from dutyroom.registers.handover.facts import TAKEN_ON
from dutyroom.registers.handover.tables import HANDOVERS, LINES, WORDS
from dutyroom.registers.values import choice
from dutyroom.standard.handover.values import Decided, Decision, Explained
from dutyroom.store.parts import in_parts
from dutyroom.store.session import Session


def spoken(session: Session, handover: str, item: str) -> int:
    """Return how much was said of an item of a handover."""
    columns = WORDS.c
    asked = select(func.max(columns.revision)).where(columns.subject == f"{handover}/{item}")
    return int(session.connection().execute(asked).scalar() or 0)


def said(session: Session, handover: str) -> tuple[dict[str, Explained], dict[str, Decided]]:
    """Return the last explanation and the last decision of each item, by its key.

    An answer keeps its question, and what had been said before that was asked: without them
    nobody understands it once the item is accepted.
    """
    columns = WORDS.c
    names = ("item", "decision", "digest", "text", "at", "revision", "by")
    chosen = select(*(columns[name] for name in names)).where(columns.handover == handover)
    explained: dict[str, Explained] = {}
    decided: dict[str, Decided] = {}
    asked: dict[str, tuple[str, Explained | None]] = {}
    for item, made, digest, text, at, revision, by in session.connection().execute(
        chosen.where(columns.decision != TAKEN_ON).order_by(columns.revision)
    ):
        decision = choice(Decision, made)
        if decision is None:
            explained[item] = Explained(text, at, revision, *asked.get(item, ("", None)))
        else:
            if decision is Decision.ASKED:
                asked[item] = (text, explained.get(item))
            decided[item] = Decided(decision, digest, at, text, revision, by)
    return explained, decided


def last_explanation(session: Session, item: str) -> str:
    """Return what was said of an item at the last handover that listed it; empty: nothing."""
    columns, handovers = LINES.c, HANDOVERS.c
    chosen = (
        select(columns.explanation)
        .join_from(LINES, HANDOVERS, columns.handover == handovers.id)
        .where(columns.item == item, columns.explanation != "")
        .order_by(handovers.seq.desc())
        .limit(1)
    )
    return session.connection().execute(chosen).scalar() or ""


def said_before(session: Session, keys: Sequence[str]) -> dict[str, list[str]]:
    """Return what was said of items at signed handovers, the latest first, each text once."""
    columns, handovers = LINES.c, HANDOVERS.c
    listed = select(columns.item, columns.explanation).where(columns.explanation != "")
    latest = listed.join_from(LINES, HANDOVERS, columns.handover == handovers.id).order_by(
        handovers.seq.desc()
    )
    said: dict[str, dict[str, None]] = {}
    for some in in_parts(keys):
        for item, text in session.connection().execute(latest.where(columns.item.in_(some))):
            said.setdefault(item, {})[text] = None
    return {item: list(texts) for item, texts in said.items()}
