"""Accounts, sessions and vouchings as the ledger knows them: from facts to rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from dutyroom.registers.accounts import facts
from dutyroom.registers.accounts.roles import AccountRole, Channel, HowSet
from dutyroom.registers.accounts.tables import (
    ACCOUNTS_TABLE,
    SESSIONS,
    VOUCHINGS,
    AccountRecord,
    SessionRecord,
    VouchingRecord,
)
from dutyroom.registers.folding import REVISION, by_revision, by_time, history, replace
from dutyroom.registers.register import Register
from dutyroom.registers.values import choice, flag, text, whole, words
from dutyroom.store.facts import Fact
from dutyroom.store.journal import Entry
from dutyroom.store.rows import blank
from dutyroom.store.session import Session

Row = dict[str, Any]
Step = Callable[[Row, Fact], None]


def project(session: Session, entry: Entry) -> None:
    """Compute the row of one account, session or vouching anew.

    Args:
        session: The transaction that has written the entry.
        entry: The entry; a kind that this version does not know changes nothing.
    """
    kind, subject = entry.fact.kind, entry.fact.subject
    if kind in _ACCOUNT:
        row: Row = blank(AccountRecord) | {"person": subject}
        for each in history(session, subject, _ACCOUNT, by_revision):
            row["unit"] = row["unit"] or each.fact.place.unit
            row["revision"] = max(row["revision"], whole(each.fact, REVISION) or 0)
            _ACCOUNT[each.fact.kind](row, each.fact)
        replace(session, ACCOUNTS_TABLE, "person", subject, [row])
    elif kind in _SESSION:
        _by_time(session, entry, _SESSION, SESSIONS.name)
    elif kind in _VOUCHING:
        _by_time(session, entry, _VOUCHING, VOUCHINGS.name)


def _by_time(session: Session, entry: Entry, steps: Mapping[str, Step], name: str) -> None:
    """Compute the row of a session or vouching anew."""
    model, table = (
        (SessionRecord, SESSIONS) if name == SESSIONS.name else (VouchingRecord, VOUCHINGS)
    )
    row = blank(model) | {"id": entry.fact.subject}
    for each in history(session, entry.fact.subject, steps, by_time):
        row["unit"] = row["unit"] or each.fact.place.unit
        steps[each.fact.kind](row, each.fact)
    replace(session, table, "id", entry.fact.subject, [row])


def _opened(row: Row, fact: Fact) -> None:
    """An account was opened."""
    row["opened_at"] = row["opened_at"] or fact.occurred_at
    _roles(row, fact)


def _roles(row: Row, fact: Fact) -> None:
    """It lets its holder do something."""
    named = fact.body.get("roles")
    known = {choice(AccountRole, str(role)) for role in named} if isinstance(named, list) else set()
    row["roles"] = " ".join(role for role in AccountRole if role in known)


def _password(row: Row, fact: Fact) -> None:
    """A password was set."""
    row["password"] = words(fact, "secret")
    row["password_set_at"] = fact.occurred_at
    row["password_set_by"] = fact.actor
    row["password_how"] = choice(HowSet, words(fact, "how")) or ""
    row["must_change"] = bool(flag(fact, "must_change"))
    row["vouching"] = words(fact, "vouching")


def _pin(row: Row, fact: Fact) -> None:
    """A PIN was set or removed."""
    there = fact.kind == facts.PIN_SET
    row["pin"] = words(fact, "secret") if there else ""
    row["pin_set_at"] = fact.occurred_at if there else None


def _closed(row: Row, fact: Fact) -> None:
    """It was closed, or reopened."""
    over = fact.kind == facts.CLOSED
    row["closed_at"] = fact.occurred_at if over else None
    row["closed_why"] = text(fact, "why") if over else ""


def _session_opened(row: Row, fact: Fact) -> None:
    """Somebody opened a session; the first to do so counts."""
    if row["opened_at"] is None:
        row["opened_at"] = fact.occurred_at
        row["person"] = words(fact, "person")
        row["name"] = fact.actor
        row["seat"] = fact.place.seat
        row["wrong_tries"] = whole(fact, "wrong_tries") or 0


def _session_closed(row: Row, fact: Fact) -> None:
    """It was closed."""
    row["closed_at"] = row["closed_at"] or fact.occurred_at


def _vouched(row: Row, fact: Fact) -> None:
    """A leader vouched; the first word counts."""
    if row["given_at"] is None:
        row["given_at"] = fact.occurred_at
        row |= {name: words(fact, name) for name in ("person", "given_by", "attested_by", "call")}
        row |= {
            name: text(fact, name) for name in ("name", "given_name", "attested_name", "reason")
        }
        row["channel"] = choice(Channel, words(fact, "channel")) or ""


def _used(row: Row, fact: Fact) -> None:
    """A password rests on it."""
    row["used_at"] = row["used_at"] or fact.occurred_at


def _reviewed(row: Row, fact: Fact) -> None:
    """Somebody looked at it; the first review counts."""
    if row["reviewed_at"] is None:
        row["reviewed_at"] = fact.occurred_at
        row["reviewed_by"] = words(fact, "by")
        row["reviewed_name"] = fact.actor
        row["upheld"] = bool(flag(fact, "upheld"))
        row["finding"] = text(fact, "why")


_ACCOUNT: Final[Mapping[str, Step]] = {
    facts.OPENED: _opened,
    facts.ROLES_CHANGED: _roles,
    facts.PASSWORD_SET: _password,
    facts.PIN_SET: _pin,
    facts.PIN_REMOVED: _pin,
    facts.CLOSED: _closed,
    facts.REOPENED: _closed,
}
_SESSION: Final[Mapping[str, Step]] = {
    facts.SESSION_OPENED: _session_opened,
    facts.SESSION_CLOSED: _session_closed,
}
_VOUCHING: Final[Mapping[str, Step]] = {
    facts.VOUCHED: _vouched,
    facts.VOUCHING_USED: _used,
    facts.VOUCHING_REVIEWED: _reviewed,
}

ACCOUNTS: Final = Register(
    name="accounts",
    prefixes=("account.", "session.", "vouching."),
    project=project,
    tables=(AccountRecord, SessionRecord, VouchingRecord),
)
"""Who may open a session; the secrets themselves are no projection and are never rebuilt."""
