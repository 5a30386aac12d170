"""Who of the register cannot be taken out now: the desk would be left without them.

Somebody who is retired unlocks and signs nothing any more. So whoever is in charge, leads, serves
beside or stands in is relieved first, and the last administrator names another one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.phrases import listed
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.administration import last_administrator
from dutyroom.registers.people import facts
from dutyroom.registers.people.changes import Change, Preview
from dutyroom.registers.people.person import LABELS, Person
from dutyroom.registers.sheets.outcome import RowError
from dutyroom.registers.shifts.reading import in_charge_everywhere, present
from dutyroom.standard.clocks import local_date
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session

_UNTIL = "active_until"


class StillNeeded(PlainError):  # noqa: N818 - it says what happened
    """Somebody cannot be taken out of the register now; nothing was changed."""


def needed(session: Session, person: str) -> str:
    """Return what somebody is needed for, in words; empty: nothing.

    Args:
        session: A transaction that reads.
        person: Their id.
    """
    return listed(_needed(session, person))


def refusal(session: Session, person: Person) -> str:
    """Return why somebody cannot be taken out now, for the user; empty: they can.

    Args:
        session: A transaction that reads.
        person: Who.
    """
    words = _("{name} cannot be taken out now: {why}. Nothing was changed.")
    why = needed(session, person.id)
    return words.format(name=person.name, why=why) if why else ""


def keep_account(session: Session, person: str, name: str) -> None:
    """See that nobody's account is closed who has to unlock the desk and hand it over.

    Args:
        session: The transaction in which it would be closed.
        person: Id of whose.
        name: Their name.

    Raises:
        StillNeeded: They are in charge, or at the post.
    """
    if why := listed(_serves(session, person)):
        words = _("The account of {name} cannot be closed now: {why}. Nothing was changed.")
        raise StillNeeded(words.format(name=name, why=why))


def record(access: Access, fact: Fact, person: Person) -> None:
    """Record that somebody is changed, retired or brought back.

    Args:
        access: The door.
        fact: What is recorded.
        person: Of whom.

    Raises:
        StillNeeded: Their service would end by it, and they are needed; nothing was changed.
        StoreError: The database cannot be written; nothing was changed.
    """
    until = fact.texts.get(_UNTIL, "")
    ends = fact.kind == facts.RETIRED or _over(until, local_date(access.clock.now()))

    def keep(session: Session) -> None:
        if ends and (why := refusal(session, person)):
            raise StillNeeded(why)

    access.ledger.record(fact, provided=keep)


def sparing(session: Session, seen: Preview, today: date) -> Preview:
    """Return what an import would do without the rows that end the service of who is needed.

    Args:
        session: A transaction that reads.
        seen: What it would do.
        today: The day on which it is carried out.
    """
    kept, errors = [], list(seen.errors)
    for change in seen.changes:
        until = _ends(change, today)
        why = needed(session, change.person.id) if until else ""
        if why:
            reason = _("{name} cannot be taken out now: {why}").format(name=change.name, why=why)
            errors.append(RowError(change.rows[0], _UNTIL, until, reason, LABELS[_UNTIL]))
        else:
            kept.append(change)
    errors.sort(key=lambda error: error.row)
    return replace(seen, changes=tuple(kept), errors=tuple(errors))


def _needed(session: Session, person: str) -> Iterator[str]:
    """Yield what somebody is needed for."""
    yield from _serves(session, person)
    if any(shift.leader_id == person for shift in in_charge_everywhere(session)):
        yield _("leads the shift")
    if last_administrator(session, person):
        yield _("the last administrator")


def _serves(session: Session, person: str) -> Iterator[str]:
    """Yield what keeps somebody at the desk."""
    for shift in in_charge_everywhere(session):
        if shift.officer_id == person:
            yield _("in charge of the shift")
        elif any(each.person == person for each in present(session, shift)):
            yield _("at the post")


def _ends(change: Change, today: date) -> str:
    """Return the day on which a row lets somebody's service have ended; empty: it does not."""
    new = next((each.new for each in change.fields if each.field == _UNTIL), "")
    return new if _over(new, today) else ""


def _over(until: str, today: date) -> bool:
    """Tell whether a last day of service has passed."""
    return bool(until) and date.fromisoformat(until) < today
