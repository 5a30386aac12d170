"""Admit somebody, take an admission back: each checked, each a fact.

Both take a password or an attested word, and belong into a thread.
"""

from __future__ import annotations

from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.accounts.assenting import given as word_of
from dutyroom.registers.admissions import facts, rules
from dutyroom.registers.admissions.errors import AdmissionRefused
from dutyroom.registers.admissions.facts import Admission
from dutyroom.registers.admissions.reading import get
from dutyroom.registers.noting import Noted
from dutyroom.registers.roster.planning import Planning
from dutyroom.store.session import Session


def admit(
    access: Access,
    admission: Admission,
    planning: Planning,
    *,
    assent: Assent,
    actor: str,
    password: str = "",
) -> str:
    """Admit somebody to the roster for some days, in spite of a rule (articles 4 and 19).

    Args:
        access: The door.
        admission: Whom, for which days, in spite of what, and why.
        planning: How the unit rosters.
        assent: Who decides, and how.
        actor: Who enters it.
        password: The decider's own password, where they are at the desk.

    Returns:
        Id of the new admission.

    Raises:
        AdmissionRefused: It cannot be, or is not theirs to decide; nothing was recorded.
        AccessRefused: The word is not good; nothing was recorded.
        StoreError: The database cannot be written; nothing was recorded.
    """
    now = access.clock.now()
    rules.refuse_days(admission, rules.figures(planning, now))

    def fits(session: Session) -> None:
        rules.refuse_again(session, admission)
        rules.refuse_person(session, admission)
        rules.refuse_decider(session, admission.person, admission.name, assent, now)

    with access.store.read() as session:
        fits(session)  # before a password is asked for in vain
    word = word_of(access, assent, password)
    made = facts.new_id()
    noted = Noted(now, access.place, actor)
    access.ledger.record(facts.given(made, noted, admission, word), provided=fits)
    return made


def take_back(
    access: Access,
    admission_id: str,
    why: str,
    planning: Planning,
    *,
    assent: Assent,
    actor: str,
    password: str = "",
) -> None:
    """Take an admission back: shifts that have begun stay admitted, those to come are not.

    A roster that is published stays as it is; it is marked, as drafts are.

    Args:
        access: The door.
        admission_id: Id of the admission.
        why: The reason.
        planning: How the unit rosters.
        assent: Who decides, and how.
        actor: Who enters it.
        password: The decider's own password, where they are at the desk.

    Raises:
        AdmissionRefused: It is taken back or over, no reason is given, or it is not theirs.
        AccessRefused: The word is not good; nothing was changed.
        StoreError: The database cannot be written; nothing was changed.
    """
    now = access.clock.now()
    if not why.strip():
        raise AdmissionRefused(_("Say why. Nothing was changed."))
    with access.store.read() as session:
        held = get(session, admission_id)
    if held is None:
        raise AdmissionRefused(_("There is no such admission. Nothing was changed."))
    today = planning.rules.duty_day(now)

    def still_so(session: Session) -> None:
        row = get(session, admission_id)
        if row is None or row.back_at is not None:
            raise AdmissionRefused(_("This admission is taken back already. Nothing was changed."))
        if row.last < today:
            raise AdmissionRefused(_("The days of this admission are over. Nothing was changed."))
        rules.refuse_decider(session, row.person, row.name, assent, now)

    with access.store.read() as session:
        still_so(session)
    word = word_of(access, assent, password)
    noted = Noted(now, access.place, actor)
    fact = facts.taken_back(
        admission_id, noted, revision=held.revision + 1, why=why.strip(), word=word
    )
    access.ledger.record(fact, provided=still_so)
