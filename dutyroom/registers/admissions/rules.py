"""What no special admission may be, and who may give or take back one (articles 4 and 19)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from dutyroom.i18n import _
from dutyroom.registers.accounts import reading as accounts
from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.accounts.roles import AccountRole
from dutyroom.registers.admissions.errors import AdmissionRefused
from dutyroom.registers.admissions.facts import Admission
from dutyroom.registers.admissions.reading import touching
from dutyroom.registers.people import reading as people
from dutyroom.registers.people.person import Person, PersonRole
from dutyroom.registers.roster.planning import Planning
from dutyroom.standard.clocks import local_date
from dutyroom.standard.roster.admitting import rule_words
from dutyroom.standard.roster.eligibility import OVERRIDABLE, RefusalKind
from dutyroom.standard.roster.values import PostKind
from dutyroom.store.session import Session

AHEAD: Final = timedelta(days=400)
"""An admission for later is a slip of the finger."""
BACK: Final = timedelta(days=31)
"""What is longer ago is history, and was explained when it was published."""

DECIDING: Final = frozenset({PersonRole.LEADER, PersonRole.HEAD_OF_UNIT, PersonRole.HEAD_OF_ROOM})
"""Who of the register may decide, beside administrators; a superior from outside always may."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What an admission is measured by.

    Attributes:
        most: Most days of one.
        today: The duty day.
    """

    most: int
    today: date


def figures(planning: Planning, now: datetime) -> Figures:
    """Return what an admission is measured by at a time."""
    return Figures(planning.admission_days, planning.rules.duty_day(now))


def refuse_days(admission: Admission, measured: Figures) -> None:
    """Refuse days for which nobody can be admitted, and what lacks its reason.

    Args:
        admission: The admission.
        measured: By what.

    Raises:
        AdmissionRefused: It cannot be.
    """
    if admission.last < admission.first:
        raise AdmissionRefused(_("The last day is before the first one. Nothing was recorded."))
    if (admission.last - admission.first).days >= measured.most:
        words = _("One admission covers at most {count} days. Nothing was recorded.")
        raise AdmissionRefused(words.format(count=measured.most))
    if admission.last > measured.today + AHEAD:
        raise AdmissionRefused(_("That is more than a year ahead. Check the days."))
    if not admission.reason.strip():
        raise AdmissionRefused(_("An admission takes a reason. Nothing was recorded."))
    if admission.first >= measured.today:
        return
    if admission.first < measured.today - BACK:
        words = _("An admission begins at most {count} days ago. Nothing was recorded.")
        raise AdmissionRefused(words.format(count=BACK.days))
    if not admission.late.strip():
        words = _("{day} is over: say also why it is entered only now. Nothing was recorded.")
        raise AdmissionRefused(words.format(day=admission.first))


def refuse_person(session: Session, admission: Admission) -> None:
    """Refuse to admit who is not rostered at all, or against whom nothing of it stands.

    Raises:
        AdmissionRefused: It is one of these.
    """
    found = people.get(session, admission.person)
    if found is None or found.retired_at is not None or not found.rostered().roles:
        words = _("{name} is not in the register as duty officer or leader. Nothing was recorded.")
        raise AdmissionRefused(words.format(name=found.name if found else admission.name))
    if RefusalKind.POST in admission.rules and found.post_kind is None:
        words = _(
            "The kind of post of {name} is not noted: note it in the register of people first. "
            "Nothing was recorded."
        )
        raise AdmissionRefused(words.format(name=found.name))
    if idle := admission.rules - against(found, admission.last):
        words = _("Nothing stands against {name} by {rules}. Nothing was recorded.")
        raise AdmissionRefused(words.format(name=found.name, rules=rule_words(idle)))


def against(person: Person, last: date) -> frozenset[RefusalKind]:
    """Return what may stand against somebody until a day, of what can be set aside.

    Of the training before holidays it is not looked at whether a holiday is near.

    Args:
        person: Who.
        last: The day.
    """
    known = person.rostered()
    found = {RefusalKind.HOLIDAY_TRAINING}
    if known.post is PostKind.OTHER:
        found.add(RefusalKind.POST)
    if known.training_until is None or known.training_until < last:
        found.add(RefusalKind.TRAINING)
    return frozenset(found)


def refuse_again(session: Session, admission: Admission) -> None:
    """Refuse what another admission of the same person already says for one of the days.

    Raises:
        AdmissionRefused: One does; the message says which.
    """
    if not admission.rules or admission.rules - OVERRIDABLE:
        raise AdmissionRefused(_("This rule cannot be set aside."))
    for row in touching(session, admission.first, admission.last, admission.person):
        if row.back_at is None and (shared := admission.rules.intersection(row.rules)):
            words = _(
                "{name} is admitted already for {days} ({rules}). Take that back first, or choose "
                "other days. Nothing was recorded."
            )
            said = words.format(name=row.name, days=row.days, rules=rule_words(shared))
            raise AdmissionRefused(said)


def refuse_decider(session: Session, person: str, name: str, assent: Assent, now: datetime) -> None:
    """Refuse the word of who may not decide, and of whoever is admitted or attests that word.

    Args:
        session: A transaction.
        person: Id of whoever is admitted.
        name: Their name.
        assent: Who decides, and how.
        now: The time.

    Raises:
        AdmissionRefused: It is one.
    """
    if assent.person == person or assent.name.strip() == name:
        raise AdmissionRefused(_("Nobody decides about their own admission. Nothing was changed."))
    if assent.attested_by.strip() == name:
        words = _(
            "{name} cannot attest the word about their own admission: somebody else who heard it "
            "does. Nothing was changed."
        )
        raise AdmissionRefused(words.format(name=name))
    if not _decides(session, assent, now):
        words = _(
            "A special admission is given and taken back by a leader, the head of the unit or of "
            "the duty room, or an administrator; {name} is none of these. Nothing was changed."
        )
        raise AdmissionRefused(words.format(name=assent.name.strip()))


def _decides(session: Session, assent: Assent, now: datetime) -> bool:
    """Return whether somebody may decide: of the register who may, from outside a superior.

    A name of the register that is typed as one from outside is no superior's.
    """
    if assent.person:
        return may_decide(session, assent.person, now)
    alike = people.named(session, assent.name)
    return not alike or any(may_decide(session, each.id, now) for each in alike)


def may_decide(session: Session, person: str, now: datetime) -> bool:
    """Return whether somebody of the register may give an admission and take one back.

    Args:
        session: A transaction.
        person: Their id.
        now: The time.
    """
    found = people.get(session, person)
    if found is None or not found.active(local_date(now)):
        return False
    held = accounts.account(session, person)
    administers = (
        held is not None
        and held.usable
        and AccountRole.ADMINISTRATOR in accounts.rights_of(session, held)
    )
    return administers or bool(found.roles & DECIDING)
