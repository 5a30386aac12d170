"""Submissions as the ledger knows them: from their facts to their rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from dutyroom.registers.folding import by_time, history, replace
from dutyroom.registers.register import Register
from dutyroom.registers.submissions import facts
from dutyroom.registers.submissions.facts import OccasionKind, Way
from dutyroom.registers.submissions.tables import (
    NOTICES,
    SUBMISSIONS,
    SubmissionNotice,
    SubmissionRecord,
)
from dutyroom.registers.values import choice, day, moment, text, whole, words
from dutyroom.store.facts import Fact
from dutyroom.store.journal import Entry
from dutyroom.store.session import Session

_KINDS: Final = frozenset({facts.SENT, facts.NOTICED, facts.RECEIPTED, facts.WITHDRAWN})
_ITSELF: Final = ""
"""What a receipt names that is the submission's own."""


def project(session: Session, entry: Entry) -> None:
    """Compute the rows of one submission anew.

    Args:
        session: The transaction that has written the entry.
        entry: The entry; a kind that this version does not know changes nothing.
    """
    if entry.fact.kind not in _KINDS:
        return
    subject = entry.fact.subject
    known = [each.fact for each in history(session, subject, _KINDS, by_time)]
    receipts: dict[str, Fact] = {}
    for fact in known:
        if fact.kind == facts.RECEIPTED:
            receipts.setdefault(words(fact, "of"), fact)
    sent = next((fact for fact in known if fact.kind == facts.SENT), None)
    gone = next((fact for fact in known if fact.kind == facts.WITHDRAWN), None)
    notices = [_notice(fact, receipts) for fact in known if fact.kind == facts.NOTICED]
    replace(session, SUBMISSIONS, "id", subject, _submission(sent, receipts, gone))
    replace(session, NOTICES, "submission", subject, notices)


def _submission(
    sent: Fact | None, receipts: Mapping[str, Fact], gone: Fact | None
) -> list[dict[str, Any]]:
    """Return the row of a submission; none where its days cannot be read."""
    if sent is None:
        return []
    first, last, due = (day(sent, name) for name in ("first", "last", "due"))
    if first is None or last is None or due is None:
        return []
    return [
        {
            "id": sent.subject,
            "unit": sent.place.unit,
            "kind": choice(OccasionKind, words(sent, "kind")) or "",
            "label": text(sent, "label"),
            "first": first,
            "last": last,
            "due": due,
            **_sending(sent, receipts.get(_ITSELF)),
            "withdrawn_at": gone.occurred_at if gone else None,
            "withdrawn_by": gone.actor if gone else "",
            "withdrawn_why": text(gone, "why") if gone else "",
            "missing": text(sent, "missing"),
            "missing_why": text(sent, "missing_why"),
        }
    ]


def _notice(fact: Fact, receipts: Mapping[str, Fact]) -> dict[str, Any]:
    """Return the row of a change notice."""
    return {
        "id": str(fact.id),
        "submission": fact.subject,
        "changes": whole(fact, "changes") or 0,
        **_sending(fact, receipts.get(str(fact.id))),
    }


def _sending(fact: Fact, receipt: Fact | None) -> dict[str, Any]:
    """Return how something was sent; a receipt that came later fills what was empty."""
    at_once = bool(text(fact, "receipt") or text(fact, "received_by"))
    given = fact if at_once or receipt is None else receipt
    sent_at = moment(fact, "sent_at") or fact.occurred_at
    versions = fact.body.get("versions")
    listed = versions if isinstance(versions, list) else []
    return {
        "versions": " ".join(each for each in listed if isinstance(each, str)),
        "sent_at": sent_at,
        "way": choice(Way, words(fact, "way")) or "",
        "recipient": text(fact, "to"),
        "receipt": text(given, "receipt"),
        "received_by": text(given, "received_by"),
        "received_at": _received(sent_at, receipt, at_once=at_once),
        "noted_at": fact.occurred_at,
        "by": fact.actor,
    }


def _received(sent_at: datetime, receipt: Fact | None, *, at_once: bool) -> datetime | None:
    """Return when the receipt came; None: not yet."""
    if at_once:
        return sent_at
    return receipt.occurred_at if receipt is not None else None


SUBMISSIONS_REGISTER: Final = Register(
    name="submissions",
    prefixes=("submission.",),
    project=project,
    tables=(SubmissionRecord, SubmissionNotice),
)
"""Submitted rosters and their change notices."""
