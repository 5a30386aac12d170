"""The checks of this register, and the list of all: a new register adds its own here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

from dutyroom.i18n import _
from dutyroom.phrases import listed
from dutyroom.registers.accounts import reading as accounts
from dutyroom.registers.admissions.reading import admitted
from dutyroom.registers.calendar.reading import calendar
from dutyroom.registers.equipment import needed as equipment
from dutyroom.registers.handover import needed as handover
from dutyroom.registers.leave import reading as leave
from dutyroom.registers.people import reading as people
from dutyroom.registers.people.person import Person, PersonRole
from dutyroom.registers.shifts.blockers import (
    Blocker,
    Checks,
    NamedLeader,
    SigningOff,
    SigningOn,
)
from dutyroom.registers.shifts.kinds import LeaderMode
from dutyroom.registers.shifts.reading import in_charge_everywhere
from dutyroom.registers.shifts.register import in_charge
from dutyroom.registers.shifts.rostering import EARLY
from dutyroom.standard.clocks import local_date
from dutyroom.standard.roster.admitting import decisions
from dutyroom.standard.roster.eligibility import RefusalKind
from dutyroom.standard.roster.rules import Policy, Rules
from dutyroom.standard.roster.values import PostKind
from dutyroom.standard.roster.words import moment
from dutyroom.store.session import Session

_CLOCK_SLACK: Final = timedelta(minutes=1)


def declaration(session: Session, asked: SigningOn, now: datetime) -> Iterator[Blocker]:  # noqa: ARG001 - the protocol's arguments
    """Article 15: no alcohol, and fit for duty; no reason sets that aside."""
    if not (asked.sober and asked.fit):
        words = _("Nobody takes charge without declaring: no alcohol, and fit for duty.")
        yield Blocker("declaration", words, overridable=False, article=15)
    if asked.arrived_at > now + _CLOCK_SLACK:
        words = _("The time of arrival lies in the future.")
        yield Blocker("arrival", words, overridable=False)


def officer(session: Session, asked: SigningOn, now: datetime) -> Iterator[Blocker]:
    """Articles 4, 13 and 19: who may serve."""
    person = people.get(session, asked.officer)
    if person is None:
        words = _("This person is not in the register of officers. Nothing was changed.")
        yield Blocker("unknown", words, overridable=False)
        return
    today = local_date(now)
    if PersonRole.OFFICER not in person.roles:
        yield _about(person, "role", _("{name} is not among the duty officers."), 13)
    decided = _decided(session, asked, now)
    if person.post_kind not in {PostKind.CIVIL_SERVANT, PostKind.PUBLIC_INSTITUTION}:
        words = _("{name} is neither civil servant nor public-institution staff, as far as noted.")
        yield _about(person, "post", words, 4, decided.get(RefusalKind.POST, ""))
    if not person.active(today):
        yield _about(person, "inactive", _("{name} is not on duty on this day."), 13)
    if words := _untrained(person, today, Policy(asked.planning.training)):
        yield _about(person, "training", words, 19, decided.get(RefusalKind.TRAINING, ""))


def _untrained(person: Person, today: date, policy: Policy) -> str:
    """Return what is said of a training as the unit asks for it [C]; empty: nothing.

    One that nobody has noted is asked for only where the unit lets nobody serve without.
    """
    trained = person.day("trained_until")
    if trained is None:
        return _("No training of {name} is noted.") if policy is Policy.BLOCK else ""
    expired = trained < today and policy is not Policy.OFF
    return _("The training of {name} has expired.") if expired else ""


def holiday_training(session: Session, asked: SigningOn, now: datetime) -> Iterator[Blocker]:
    """Article 19: no duty on a holiday without its training, where the unit asks for it [C]."""
    chosen, today = asked.planning, local_date(now)
    person = people.get(session, asked.officer)
    if person is None or Policy(chosen.holiday_training) is Policy.OFF:
        return
    holiday = calendar(session, today.year - 1, today.year + 1).holiday_of(today)
    if holiday is None:
        return
    earliest = holiday.first - timedelta(days=chosen.holiday_training_days)
    if not any(earliest <= day <= today for day in person.holiday_trained):
        words = _("{name} has had no training before {holiday}.")
        told = words.format(name=person.name, holiday=holiday.label)
        decided = _decided(session, asked, now).get(RefusalKind.HOLIDAY_TRAINING, "")
        yield Blocker("holiday-training", told, article=19, decided=decided)


def _decided(session: Session, asked: SigningOn, now: datetime) -> dict[RefusalKind, str]:
    """Return what was set aside for whoever signs on, on the duty day of the shift they come for.

    Each with the special admission in words.

    Without a roster that names them, whoever comes in the last hour of a duty day comes for the
    next one.
    """
    planned = asked.rostered
    named = planned is not None and asked.officer in planned.officers
    begins = planned.start if planned is not None and named else now + EARLY
    rules = Rules(day_starts=time.fromisoformat(asked.planning.day_starts))
    found = admitted(session, asked.officer, rules.duty_day(begins), now)
    return {
        each.kind: _("specially admitted: {decisions}").format(decisions=decisions([each]))
        for each in found
    }


def leader(session: Session, asked: SigningOn, now: datetime) -> Iterator[Blocker]:
    """Article 5: a shift has one leader, who has said so."""
    if asked.leader is None or not asked.leader.name.strip():
        yield Blocker("no-leader", _("A shift needs its leader on duty."), article=5)
        return
    yield from _leads(session, asked.leader, now)


def leading(session: Session, named: NamedLeader, now: datetime) -> list[Blocker]:
    """Return what stands against leading from now on, as it does at sign-on (articles 5 and 10).

    Args:
        session: A transaction that reads.
        named: The leader.
        now: The time.
    """
    return [
        *_leads(session, named, now),
        *_on_leave(session, "leader-away", named.person, now),
    ]


def _leads(session: Session, named: NamedLeader, now: datetime) -> Iterator[Blocker]:
    """Yield what stands against a leader: whether they are one, and who heard them."""
    person = people.get(session, named.person) if named.person else None
    known = person is not None and person.active(local_date(now))
    if person is None or not known or PersonRole.LEADER not in person.roles:
        words = _("{name} is not among the leaders.").format(name=named.name)
        yield Blocker("leader", words, article=5)
    elsewhere = named.mode is not LeaderMode.AT_POST
    if named.acknowledged and elsewhere and not named.attested_by.strip():
        words = _("The leader is not here: say who heard that they lead.")
        yield Blocker("attested", words, overridable=False, article=5)


def roster(session: Session, asked: SigningOn, now: datetime) -> Iterator[Blocker]:  # noqa: ARG001 - the protocol's arguments
    """Article 15: who signs on is who is rostered, unless a reason is given."""
    planned = asked.rostered
    if planned is not None and planned.officers and asked.officer not in planned.officers:
        names = listed(planned.officers.values())
        words = _("The roster names somebody else: {names}.").format(names=names)
        yield Blocker("rostered-otherwise", words, article=15)


def outgoing(session: Session, asked: SigningOn, now: datetime) -> Iterator[Blocker]:  # noqa: ARG001 - the protocol's arguments
    """Until a handover is signed item by item, the outgoing officer's password stands for it."""
    current = in_charge(session, seat=asked.seat)
    if current is None:
        return
    if current.officer_id and current.officer_id == asked.officer:
        words = _("{name} serves already.").format(name=current.officer)
        yield Blocker("same-officer", words, article=15)
    account = accounts.account(session, current.officer_id) if current.officer_id else None
    signs = account is not None and account.usable
    if signs and not asked.outgoing_consents:
        words = _("{name} does not sign for the handover.").format(name=current.officer)
        yield Blocker("outgoing-absent", words, article=17)
        yield from handover.consent(session, current)


def elsewhere(session: Session, asked: SigningOn, now: datetime) -> Iterator[Blocker]:  # noqa: ARG001 - the protocol's arguments
    """Nobody is in charge of two seats unless a reason is given."""
    for shift in in_charge_everywhere(session):
        if shift.seat != asked.seat and shift.officer_id == asked.officer:
            words = _("{name} is in charge of seat {seat}.").format(
                name=shift.officer, seat=shift.seat
            )
            yield Blocker("elsewhere", words)


def away(session: Session, asked: SigningOn, now: datetime) -> Iterator[Blocker]:
    """Articles 5 and 10: nobody on leave takes charge, and none leads."""
    leader_id = asked.leader.person if asked.leader is not None else ""
    for code, person in (("away", asked.officer), ("leader-away", leader_id)):
        yield from _on_leave(session, code, person, now)


def _on_leave(session: Session, code: str, person: str, now: datetime) -> Iterator[Blocker]:
    """Yield that somebody is on leave."""
    gone = leave.away(session, person, now) if person else None
    if gone is not None:
        words = _("{name} is on leave until {end} and has not reported back.")
        told = words.format(name=gone.name, end=moment(gone.end))
        yield Blocker(code, told, article=10)


def relief(session: Session, asked: SigningOff, now: datetime) -> Iterator[Blocker]:  # noqa: ARG001 - the protocol's arguments
    """Article 17: the outgoing officer stays until relieved; the last seat is never left."""
    others = [each for each in in_charge_everywhere(session) if each.seat != asked.shift.seat]
    if not asked.relief and not others:
        words = _("The post is left only to a relief. Sign the relief on, or name a substitute.")
        yield Blocker("no-relief", words, overridable=False, article=17)


def _about(person: Person, code: str, words: str, article: int, decided: str = "") -> Blocker:
    """Return a blocker that names somebody."""
    return Blocker(code, words.format(name=person.name), article=article, decided=decided)


JOINING: Final = Checks(on=(declaration, officer, holiday_training, roster, elsewhere, away))
"""What is asked of whoever serves beside the officer in charge; the desk is theirs already."""

STANDING_IN: Final = Checks(on=(officer, away))
"""What is asked of whoever of the register stands in at the post."""

ALL_CHECKS: Final = Checks(
    on=(
        declaration,
        officer,
        holiday_training,
        leader,
        roster,
        outgoing,
        elsewhere,
        away,
        equipment.signing_on,
    ),
    off=(relief, equipment.signing_off, handover.unsigned),
)
"""The checks of every register that this version keeps."""
