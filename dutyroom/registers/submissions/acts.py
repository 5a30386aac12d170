"""Submit a roster, send a change notice, note a receipt, take back what was noted by mistake."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from dutyroom.config import Calendar as Chosen
from dutyroom.errors import PlainError
from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.notes import facts as notes
from dutyroom.registers.roster.issuing import Issuer, lacking
from dutyroom.registers.roster.planning import Planning
from dutyroom.registers.roster.reading import in_force
from dutyroom.registers.submissions import facts
from dutyroom.registers.submissions.facts import About, Sending
from dutyroom.registers.submissions.occasions import Occasion, changes, occasions
from dutyroom.registers.submissions.reading import typed
from dutyroom.registers.submissions.staffing import missing_words, staffing
from dutyroom.standard.roster.comparing import Change
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session

_Made: TypeAlias = Callable[[Session, datetime, Occasion], Fact]
"""Makes the fact of an act from the occasion as it stands."""


class SubmissionRefused(PlainError):  # noqa: N818 - it says what happened
    """It was not noted; the message says why, and nothing was changed."""


class Incomplete(SubmissionRefused):
    """Somebody is missing, and nobody has said why it is submitted all the same.

    Attributes:
        missing: Who, in words.
    """

    def __init__(self, missing: str) -> None:
        """Say who is missing."""
        self.missing = missing
        words = _(
            "The roster is incomplete: {missing}. Complete it, or say why it is submitted all the "
            "same. Nothing was noted."
        )
        super().__init__(words.format(missing=missing))


@dataclass(frozen=True, slots=True)
class Desk:
    """Who does it, and how the unit counts.

    Attributes:
        access: The store, its ledger and the clock.
        actor: Who does it.
        chosen: How the unit counts days [C].
        issuer: Whose right to submit is looked at; None: nobody's.
        planning: How the unit rosters: whether a roster is complete; None: not looked at.
        in_spite: Why an incomplete roster is submitted all the same; empty: nobody has said.
    """

    access: Access
    actor: str
    chosen: Chosen
    issuer: Issuer | None = None
    planning: Planning | None = None
    in_spite: str = ""


def submit(desk: Desk, occasion: str, sending: Sending) -> None:
    """Note that the roster of an occasion was submitted.

    Args:
        desk: Who does it.
        occasion: Id of the occasion.
        sending: How, when and to whom.

    Raises:
        SubmissionRefused: Nothing was rostered by the time, it was submitted already, the time is
            to come, or somebody is missing and nobody has said why it is submitted all the same.
    """

    def made(session: Session, now: datetime, found: Occasion) -> Fact:
        if found.submission is not None:
            raise SubmissionRefused(
                _("This roster has been submitted already. What changed goes into a notice.")
            )
        if not _versions(session, found):
            raise SubmissionRefused(
                _("No roster is published for these days. Publish one first; nothing was noted.")
            )
        told = _told(
            sending,
            now,
            lambda at: _versions(session, found, typed(at, now)),
            _("No roster was published for these days by then. Nothing was noted."),
        )
        lacking_people = _missing(session, desk, found, typed(told.at, now))
        about = About(found.kind, found.label, found.first, found.last, found.standing.due)
        return facts.sent(
            facts.new_id(),
            now,
            desk.access.place,
            actor=desk.actor,
            about=about,
            sending=told,
            versions=_versions(session, found, typed(told.at, now)),
            missing=lacking_people,
            missing_why=desk.in_spite.strip() if lacking_people else "",
        )

    _record(desk, occasion, made, issues=True)


def notify(desk: Desk, occasion: str, sending: Sending) -> None:
    """Note that a change notice was sent.

    Args:
        desk: Who does it.
        occasion: Id of the occasion.
        sending: How, when and to whom.

    Raises:
        SubmissionRefused: No change is owed, or the time cannot be.
    """

    def made(session: Session, now: datetime, found: Occasion) -> Fact:
        if found.submission is None or not found.owed:
            raise SubmissionRefused(_("Nothing has changed since the receiver was told last."))
        known = found.submission.told
        if sending.at <= found.submission.told_at and typed(sending.at, now):
            raise SubmissionRefused(_("A notice is sent after what it changes was sent."))

        def changed(at: datetime) -> Sequence[Change]:
            return changes(session, found.first, found.last, known, typed(at, now))

        told = _told(sending, now, changed, _("Nothing had changed by then. Nothing was noted."))
        return facts.noticed(
            found.submission.id,
            now,
            desk.access.place,
            actor=desk.actor,
            sending=told,
            versions=_versions(session, found, typed(told.at, now)),
            changes=len(changed(told.at)),
        )

    _record(desk, occasion, made, issues=True)


def note_receipt(desk: Desk, occasion: str, receipt: str, received_by: str) -> None:
    """Note the receipt that came for the last thing sent without one.

    Raises:
        SubmissionRefused: Nothing waits for a receipt, or nothing is said of it.
    """

    def made(_session: Session, now: datetime, found: Occasion) -> Fact:
        waiting = waiting_for_receipt(found)
        if found.submission is None or waiting is None:
            raise SubmissionRefused(_("Nothing waits for a receipt."))
        if not receipt and not received_by:
            raise SubmissionRefused(_("Give the number of the receipt or who received it."))
        return facts.receipted(
            found.submission.id,
            now,
            desk.access.place,
            actor=desk.actor,
            of=waiting,
            receipt=receipt,
            received_by=received_by,
        )

    _record(desk, occasion, made)


def withdraw(desk: Desk, occasion: str, why: str) -> None:
    """Take back a submission that was noted by mistake; it stays readable.

    Raises:
        SubmissionRefused: There is none.
    """

    def made(_session: Session, now: datetime, found: Occasion) -> Fact:
        if found.submission is None:
            raise SubmissionRefused(_("Nothing has been submitted for this."))
        place = desk.access.place
        return facts.withdrawn(found.submission.id, now, place, actor=desk.actor, why=why)

    _record(desk, occasion, made)


def waiting_for_receipt(occasion: Occasion) -> str | None:
    """Return what was sent last without a receipt: a notice's id, empty for the submission."""
    submission = occasion.submission
    if submission is None:
        return None
    for notice in reversed(submission.notices):
        if notice.sent.received_at is None:
            return notice.id
    return "" if submission.sent.received_at is None else None


def _record(desk: Desk, occasion: str, made: _Made, *, issues: bool = False) -> None:
    """Look at an occasion as it is now, and record what follows from it.

    Args:
        desk: Who does it.
        occasion: Id of the occasion.
        made: Makes the fact.
        issues: The roster leaves the house with it.

    Raises:
        SubmissionRefused: The occasion is gone, nothing follows from it, or whoever does it
            may not and has nobody's word.
    """
    now = desk.access.clock.now()
    with desk.access.store.read() as session:
        every = occasions(session, now, desk.chosen)
        found = next((each for each in every if each.id == occasion), None)
        if found is None:
            raise SubmissionRefused(
                _("The calendar has no such holiday or event any more. Nothing was noted.")
            )
        fact = made(session, now, found)
        told = _issued(session, desk, now, found) if issues else []
    desk.access.ledger.record(fact, *told)


def _issued(session: Session, desk: Desk, now: datetime, found: Occasion) -> list[Fact]:
    """Return the note to the next shift that somebody submitted on another's word.

    Raises:
        SubmissionRefused: Their role does not, and nobody has given a word.
    """
    issuer = desk.issuer
    why = lacking(session, issuer.session) if issuer is not None else ""
    if issuer is None or not why:
        return []
    if not issuer.excused:
        words = _("{why} Say on whose word, and why. Nothing was noted.")
        raise SubmissionRefused(words.format(why=why))
    words = _("Roster of {name} submitted by {actor}, {said}.")
    text = words.format(name=found.label, actor=desk.actor, said=issuer.said)
    place, note = desk.access.place, notes.new_id()
    return [notes.left(note, now, place, actor=desk.actor, kind=notes.NoteKind.NOTE, text=text)]


def _missing(session: Session, desk: Desk, found: Occasion, at: datetime | None) -> str:
    """Return who is missing in the roster of then of an occasion; empty: nobody, or nobody looks.

    Raises:
        Incomplete: Somebody is, and nobody has said why it is submitted all the same.
    """
    if desk.planning is None:
        return ""
    missing = missing_words(staffing(session, found.first, found.last, desk.planning, at))
    if missing and not desk.in_spite.strip():
        raise Incomplete(missing)
    return missing


def _versions(session: Session, found: Occasion, at: datetime | None = None) -> list[str]:
    """Return the versions that the roster of an occasion came from at a time."""
    return sorted({row.version for row in in_force(session, found.first, found.last, at).rows})


def _told(
    sending: Sending, now: datetime, there: Callable[[datetime], object], refused: str
) -> Sending:
    """Return a sending whose time can be: what was sent was there by then.

    Times are typed to the minute: what was published in the course of it was there in time.

    Args:
        sending: As it was noted.
        now: The time.
        there: Returns what was there to be sent at a time.
        refused: Why it cannot be where nothing was.

    Raises:
        SubmissionRefused: The time is still to come, or nothing was there.
    """
    if sending.at > now:
        raise SubmissionRefused(_("The time lies in the future. Nothing was noted."))
    end = min(now, sending.at.replace(second=59, microsecond=999_999))
    at = next((at for at in (sending.at, end) if there(at)), None)
    if at is None:
        raise SubmissionRefused(refused)
    return replace(sending, at=at)
