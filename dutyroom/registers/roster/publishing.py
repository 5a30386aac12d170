"""Publish a roster as the next version of its period: checked, and all at once or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from dutyroom.i18n import _, ngettext
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.people import reading as people
from dutyroom.registers.roster import facts, reading
from dutyroom.registers.roster.drafting import LONGEST, RosterRefused
from dutyroom.registers.roster.facts import Publication, Waived
from dutyroom.registers.roster.issuing import KIND, Issuer, lacking
from dutyroom.registers.roster.judging import changes, faults_of
from dutyroom.registers.roster.planning import Planning
from dutyroom.registers.roster.rows import VersionRow
from dutyroom.registers.roster.setting import setting
from dutyroom.standard.roster.comparing import Change
from dutyroom.standard.roster.faults import Fault, FaultKind
from dutyroom.standard.roster.rules import ONE_DAY
from dutyroom.standard.roster.values import Roster
from dutyroom.standard.roster.words import moment
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session

_NEVER: Final = frozenset({FaultKind.NO_CALENDAR, FaultKind.UNKNOWN_SLOT, FaultKind.UNKNOWN_PERSON})
"""What no reason sets aside: such a roster cannot be read."""


class FaultsRemain(RosterRefused):
    """Hard rules are broken and nobody has said why that is accepted; nothing was published.

    Attributes:
        faults: Those that have no reason.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Say how many, and which comes first."""
        self.faults = tuple(faults)
        words = ngettext(
            "{count} fault remains: {first}. Put it right or give a reason. Nothing was published.",
            "{count} faults remain, first: {first}. Put them right or give reasons. "
            "Nothing was published.",
            len(self.faults),
        )
        super().__init__(words.format(count=len(self.faults), first=self.faults[0].words))


@dataclass(frozen=True, slots=True)
class Publishing:
    """What is to be published, and what is said of it.

    Attributes:
        roster: Slots and assignments of a whole period.
        actor: Who publishes.
        why: What for; needed as soon as the period has a version.
        reasons: Why faults are accepted, by `Fault.key`.
        since: From when on it speaks; None: from now on, or from the beginning of a new period.
        base: Id of the version it was made from; a newer one that touches the period refuses it.
            None: not looked at.
        source: What made it.
        past: Whether slots that have begun may change too, as an override of article 15 allows.
        unexplained: Whether faults that nobody has explained are listed as such and do not stand
            against it: a swap answers for what it breaks itself, not for what it finds.
        issuer: Whose right to publish is looked at; None: nobody's, as for a swap, which the
            leader was told of.
        along: What is in force around the period once this is published, where other periods
            change in the same transaction; None: what is in force now.
    """

    roster: Roster
    actor: str
    why: str = ""
    reasons: Mapping[str, str] | None = None
    since: datetime | None = None
    base: str | None = None
    source: str = "draft"
    past: bool = False
    unexplained: bool = False
    issuer: Issuer | None = None
    along: Roster | None = None


def publish(access: Access, asked: Publishing, planning: Planning) -> VersionRow:
    """Publish a roster; what was published before stays readable as it was.

    Args:
        access: The store, its ledger and the clock.
        asked: What is to be published.
        planning: How the unit rosters.

    Returns:
        The new version.

    Raises:
        FaultsRemain: A hard rule is broken and nobody has said why that is accepted.
        RosterRefused: It cannot be published as it is; nothing was changed.
        StoreError: The database cannot be written; nothing was changed.
    """
    now = access.clock.now()
    with access.store.read() as session:
        before = reading.current(session, asked.roster.first, asked.roster.last)
        ground = _ground(session, asked.roster, planning)
        fact = _fact(session, access, asked, planning, now)

    def still_so(session: Session) -> None:
        newest = reading.current(session, asked.roster.first, asked.roster.last)
        if newest != before:
            raise RosterRefused(
                _("Somebody has published a version a moment ago. Compare, then publish again.")
            )
        if _ground(session, asked.roster, planning) != ground:
            raise RosterRefused(
                _(
                    "Leave, the register of people or special admissions changed a moment ago. "
                    "Nothing was published: look again, then publish."
                )
            )

    access.ledger.record(fact, provided=still_so)
    with access.store.read() as session:
        made = reading.version(session, fact.subject)
    if made is None:  # pragma: no cover - what was written is read
        raise RosterRefused(_("The version cannot be read back."))
    return made


def _ground(session: Session, roster: Roster, planning: Planning) -> tuple[object, ...]:
    """Return who may serve and who is away: what another console may change meanwhile."""
    found = setting(session, roster.first, roster.last, planning)
    return found.people, found.absences, found.overrides


def prepared(access: Access, asked: Publishing, planning: Planning) -> Fact:
    """Return the fact of the next version without recording it.

    For a register that records something of its own in the same transaction.

    Args:
        access: The store, its ledger and the clock.
        asked: What is to be published.
        planning: How the unit rosters.

    Raises:
        FaultsRemain: A hard rule is broken and nobody has said why that is accepted.
        RosterRefused: It cannot be published as it is.
    """
    with access.store.read() as session:
        return _fact(session, access, asked, planning, access.clock.now())


def _fact(
    session: Session,
    access: Access,
    asked: Publishing,
    planning: Planning,
    now: datetime,
) -> Fact:
    """Return the fact of the next version.

    Raises:
        RosterRefused: It cannot be published.
    """
    roster = asked.roster
    if not 0 <= (roster.last - roster.first).days < LONGEST:
        words = _("A roster covers at least one day and at most {days}. Nothing was changed.")
        raise RosterRefused(words.format(days=LONGEST))
    before = reading.current(session, roster.first, roster.last)
    if asked.base is not None and asked.base != (before.id if before else ""):
        raise RosterRefused(
            _("A newer version was published since this draft was begun. Nothing was published.")
        )
    begins = planning.rules.beginning(roster.first)
    since = asked.since or (max(now, begins) if before else begins)
    changed = changes(session, roster)
    _check_changes(changed, asked, since, before)
    number = reading.next_number(session, roster.first, roster.last)
    found = faults_of(session, roster, planning, asked.along, now)
    _refuse_away(found, changed)
    on_word = _issued(session, asked.issuer)
    said = Publication(
        since=max(since, begins),
        until=planning.rules.beginning(roster.last + ONE_DAY),
        names=_names(session, roster),
        labels=planning.labels,
        why=asked.why.strip(),
        source=asked.source,
        waived=[*on_word, *_waived(found, asked)],
    )
    numbered = replace(roster, version=number)
    return facts.published(numbered, now, access.place, actor=asked.actor, said=said)


def _issued(session: Session, issuer: Issuer | None) -> list[Waived]:
    """Return on whose word a roster is published where the role for it is missing.

    Raises:
        RosterRefused: Nobody has given a word.
    """
    why = lacking(session, issuer.session) if issuer is not None else ""
    if issuer is None or not why:
        return []
    if not issuer.excused:
        words = _("{why} Say on whose word, and why. Nothing was published.")
        raise RosterRefused(words.format(why=why))
    return [Waived(KIND, why, issuer.said)]


def _check_changes(
    found: Sequence[Change], asked: Publishing, since: datetime, before: VersionRow | None
) -> None:
    """Refuse a version that changes nothing, gives no reason, or rewrites what has begun.

    Raises:
        RosterRefused: One of these.
    """
    if before is None:
        return
    if not found:
        raise RosterRefused(_("Nothing differs from what is in force. Nothing was published."))
    if not asked.why.strip():
        raise RosterRefused(_("Say what this version is for. Nothing was published."))
    begun = [
        change
        for change in found
        if change.slot.start < since and not (change.added or change.dropped)
    ]
    if begun and not asked.past:
        words = _(
            "The shift of {start} has begun; a version published now cannot change it. "
            "Nothing was published."
        )
        raise RosterRefused(words.format(start=moment(begun[0].slot.start)))


def _refuse_away(found: Iterable[Fault], changed: Iterable[Change]) -> None:
    """Refuse to put somebody on duty who is away; no reason sets that aside (article 10).

    Who was rostered before the leave was granted stays a fault that is explained: nothing else of
    the period could be changed otherwise.

    Raises:
        RosterRefused: Somebody who is away is new in a shift.
    """
    come = {(change.slot.id, person) for change in changed for person in change.come}
    for fault in found:
        newly = come.intersection((slot, one) for slot in fault.slots for one in fault.people)
        if fault.kind is FaultKind.AWAY and newly:
            words = _(
                "{fault}. Nobody who is away can be rostered, whatever the reason. "
                "Nothing was published."
            )
            raise RosterRefused(words.format(fault=fault.words))


def _waived(found: Iterable[Fault], asked: Publishing) -> list[Waived]:
    """Return the faults that remain with why they are accepted.

    Raises:
        FaultsRemain: One that breaks a hard rule has no reason.
    """
    waived, left, reasons = [], [], asked.reasons or {}
    for fault in found:
        if not fault.blocking:
            waived.append(Waived(fault.kind, fault.words))
            continue
        reason = reasons.get(fault.key, "").strip()
        if fault.kind in _NEVER or not (reason or asked.unexplained):
            left.append(fault)
        waived.append(Waived(fault.kind, fault.words, reason, fault.key))
    if left:
        raise FaultsRemain(left)
    return waived


def _names(session: Session, roster: Roster) -> dict[str, str]:
    """Return the names of everybody on a roster."""
    wanted = {item.person for item in roster.assignments}
    known = {person.id: person.name for person in people.everybody(session, retired=True)}
    return {person: known.get(person, person) for person in wanted}


def period_of(day: date) -> tuple[date, date]:
    """Return the month that a day lies in: the usual period of a roster."""
    first = day.replace(day=1)
    return first, (first + 31 * ONE_DAY).replace(day=1) - ONE_DAY
