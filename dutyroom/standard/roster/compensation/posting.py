"""Add lines to a ledger: every rule of the arithmetic, and none is ever taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from dutyroom.i18n import _
from dutyroom.standard.roster.compensation.entries import Entry, EntryKind, LedgerRefused
from dutyroom.standard.roster.compensation.ledger import Application, Ledger

_NUMBERED: Final = frozenset(
    {EntryKind.CREDIT, EntryKind.ADVANCE, EntryKind.APPLY, EntryKind.EXPIRE}
)
"""The kinds of line that carry minutes of their own."""


def post(ledger: Ledger, entry: Entry) -> Ledger:
    """Return a ledger with one more line.

    Raises:
        LedgerRefused: The line cannot be added.
    """
    if entry.id in ledger.entries:
        raise LedgerRefused(_("The line {id} is there already.").format(id=entry.id))
    if (entry.kind in _NUMBERED) != (entry.minutes > 0):
        raise LedgerRefused(_("The number of minutes is wrong."))
    after = _repaid(_STEPS[entry.kind](ledger, entry), entry)
    if after.owed > after.advanced:
        words = _("{minutes} minutes are missing; an advance must be granted first.")
        raise LedgerRefused(words.format(minutes=after.owed - after.advanced))
    return replace(after, entries={**ledger.entries, entry.id: entry})


def folded(entries: Iterable[Entry]) -> Ledger:
    """Return where somebody stands after lines in their order.

    Raises:
        LedgerRefused: One of them cannot be added.
    """
    ledger = Ledger()
    for entry in entries:
        ledger = post(ledger, entry)
    return ledger


def _repaid(ledger: Ledger, entry: Entry) -> Ledger:
    """Return a ledger in which lots pay for what is owed, the first to end first."""
    for lot in ledger.usable(entry.on):
        paid = min(lot.left, ledger.owed)
        if paid:
            ledger = replace(ledger.with_lot(lot.credit, -paid), owed=ledger.owed - paid)
    return ledger


def _credit(ledger: Ledger, entry: Entry) -> Ledger:
    return ledger.with_lot(entry.id, entry.minutes, entry.expires_on)


def _advance(ledger: Ledger, entry: Entry) -> Ledger:
    _explained(entry)
    return replace(ledger, advanced=ledger.advanced + entry.minutes)


def _apply(ledger: Ledger, entry: Entry) -> Ledger:
    missing = entry.minutes
    aside: dict[str, int] = {}
    for lot in ledger.usable(entry.on):
        used = min(lot.left, missing)
        if used:
            aside[lot.credit] = used
            ledger = ledger.with_lot(lot.credit, -used)
            missing -= used
    applied = Application(entry.minutes, aside, EntryKind.APPLY)
    return replace(ledger.with_application(entry.id, applied), owed=ledger.owed + missing)


def _decide(ledger: Ledger, entry: Entry) -> Ledger:
    """Approve what was applied for, or note that what was approved is taken."""
    wanted = EntryKind.APPLY if entry.kind is EntryKind.APPROVE else EntryKind.APPROVE
    application = _application(ledger, entry, wanted)
    return ledger.with_application(entry.ref, replace(application, state=entry.kind))


def _reject(ledger: Ledger, entry: Entry) -> Ledger:
    """Give back what was set aside: refused, or approved and not taken after all."""
    application = _application(ledger, entry, EntryKind.APPLY, EntryKind.APPROVE)
    return _given_back(ledger, entry.ref, application)


def _given_back(ledger: Ledger, key: str, application: Application) -> Ledger:
    """Return a ledger in which an application is undone.

    What was owed for it and has been repaid since comes back as a lot of its
    own without end: which credits paid for it can no longer be told.
    """
    for credit, minutes in application.aside.items():
        ledger = ledger.with_lot(credit, minutes)
    forgiven = min(application.owed, ledger.owed)
    ledger = replace(ledger, owed=ledger.owed - forgiven)
    if application.owed > forgiven:
        ledger = ledger.with_lot(key, application.owed - forgiven)
    return ledger.with_application(key, replace(application, state=EntryKind.REJECT))


def _expire(ledger: Ledger, entry: Entry) -> Ledger:
    lots = {lot.credit: lot for lot in ledger.expired(entry.on)}
    lot = lots.get(entry.ref)
    if lot is None or lot.left != entry.minutes:
        raise LedgerRefused(_("This credit has not ended, or something else is left of it."))
    return ledger.with_lot(entry.ref, -entry.minutes)


def _reverse(ledger: Ledger, entry: Entry) -> Ledger:
    _explained(entry)
    wrong = ledger.entries.get(entry.ref)
    if wrong is None or wrong.id in ledger.reversed_:
        raise LedgerRefused(_("There is no such line to reverse, or it has been reversed."))
    undone = _UNDONE.get(wrong.kind)
    if undone is None:
        raise LedgerRefused(_("Such a line is not reversed: reject the application instead."))
    return replace(undone(ledger, wrong), reversed_=ledger.reversed_ | {wrong.id})


def _uncredited(ledger: Ledger, wrong: Entry) -> Ledger:
    """Take a credit back; what has been used of it is owed."""
    left = min(ledger.lots[wrong.id].left, wrong.minutes)
    return replace(ledger.with_lot(wrong.id, -left), owed=ledger.owed + wrong.minutes - left)


def _untaken(ledger: Ledger, wrong: Entry) -> Ledger:
    return _given_back(ledger, wrong.ref, ledger.applications[wrong.ref])


def _unexpired(ledger: Ledger, wrong: Entry) -> Ledger:
    return ledger.with_lot(wrong.ref, wrong.minutes)


def _unadvanced(ledger: Ledger, wrong: Entry) -> Ledger:
    return replace(ledger, advanced=ledger.advanced - wrong.minutes)


def _application(ledger: Ledger, entry: Entry, *states: EntryKind) -> Application:
    """Return the application that a line is about.

    Raises:
        LedgerRefused: There is none in that state.
    """
    application = ledger.applications.get(entry.ref)
    if application is None or application.state not in states:
        raise LedgerRefused(_("There is no application for which this step is possible."))
    return application


def _explained(entry: Entry) -> None:
    """Refuse a decision without a reason or a name.

    Raises:
        LedgerRefused: One is missing.
    """
    if not entry.reason.strip() or not entry.by.strip():
        raise LedgerRefused(_("An advance or a reversal takes a reason and a name."))


_STEPS: Final[dict[EntryKind, Callable[[Ledger, Entry], Ledger]]] = {
    EntryKind.CREDIT: _credit,
    EntryKind.ADVANCE: _advance,
    EntryKind.APPLY: _apply,
    EntryKind.APPROVE: _decide,
    EntryKind.REJECT: _reject,
    EntryKind.TAKE: _decide,
    EntryKind.EXPIRE: _expire,
    EntryKind.REVERSAL: _reverse,
}
_UNDONE: Final[dict[EntryKind, Callable[[Ledger, Entry], Ledger]]] = {
    EntryKind.CREDIT: _uncredited,
    EntryKind.ADVANCE: _unadvanced,
    EntryKind.TAKE: _untaken,
    EntryKind.EXPIRE: _unexpired,
}
