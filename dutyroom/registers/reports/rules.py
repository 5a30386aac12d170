"""What a daily report may be, and who approves it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from dutyroom.i18n import _
from dutyroom.registers.accounts import reading as accounts
from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.people import reading as people
from dutyroom.registers.people.person import Person
from dutyroom.registers.reports.counting import events, figures, told
from dutyroom.registers.reports.errors import ReportRefused
from dutyroom.registers.reports.facts import Stood, Written
from dutyroom.registers.reports.kinds import ReportState
from dutyroom.registers.reports.reading import ReportRow, get, of_day, signed_of
from dutyroom.registers.roster.issuing import ISSUERS
from dutyroom.registers.shifts.blockers import Blocker, set_aside
from dutyroom.registers.submissions.facts import Sending
from dutyroom.standard.calendar.reporting import due_at, stretch
from dutyroom.standard.clocks import local_date
from dutyroom.store.session import Session

REPORTABLE: Final = "reportable"
"""The code of what stands against a report of nothing: the log holds something."""

_ONE_DAY: Final = timedelta(days=1)
_ONE_MINUTE: Final = timedelta(minutes=1)


def reached(row: ReportRow | None, state: ReportState | None) -> ReportRow:
    """Return a report that stands as it has to.

    Args:
        row: The report; None: there is none.
        state: How it has to stand; None: in any way but void.

    Raises:
        ReportRefused: It does not.
    """
    if row is None:
        raise ReportRefused(_("There is no such report. Nothing was changed."))
    if row.state is ReportState.VOID or state not in {None, row.state}:
        words = _("This report stands at “{state}” by now. Nothing was changed.")
        raise ReportRefused(words.format(state=row.state.label))
    return row


def refuse_incomplete(what: Written, now: datetime) -> None:
    """Refuse a report without words, of a day to come, or that corrects without a reason.

    Raises:
        ReportRefused: It is one.
    """
    if what.day > local_date(now):
        raise ReportRefused(_("That day has not come yet. Nothing was recorded."))
    if not what.zero and not what.situation.strip():
        raise ReportRefused(
            _("Say what happened, or choose the zero report. Nothing was recorded.")
        )
    if what.replaces and not what.why.strip():
        raise ReportRefused(_("Say why. Nothing was recorded."))


def refuse_second(session: Session, what: Written, but: str = "") -> None:
    """Refuse a second report of a day, unless it corrects the one that is signed.

    Args:
        session: A transaction.
        what: The report.
        but: Id of the draft that is written anew.

    Raises:
        ReportRefused: The day has another one.
    """
    for row in of_day(session, what.day):
        if row.id == but or (row.id == what.replaces and row.signed_at is not None):
            continue
        raise ReportRefused(
            _("This day has a report already: go on with it or correct it. Nothing was recorded.")
        )
    if what.replaces and what.replaces not in {row.id for row in of_day(session, what.day)}:
        raise ReportRefused(_("The report to be corrected counts no more. Nothing was recorded."))


def corrected(session: Session, row: ReportRow) -> ReportRow | None:
    """Return the report that another one corrects; None: it corrects none.

    Raises:
        ReportRefused: That one counts no more.
    """
    return reached(get(session, row.replaces), None) if row.replaces else None


def stood(
    session: Session, row: ReportRow, hour: str, now: datetime, reasons: Mapping[str, str]
) -> Stood:
    """Return what stands in the registers of the stretch of a report.

    Args:
        session: A transaction.
        row: The report.
        hour: When the reports of the unit are to be sent; empty: at no hour.
        now: The time.
        reasons: Why there is nothing to report all the same, by code.

    Raises:
        Blocked: It says that there is nothing to report, and the log holds what is.
    """
    since, until = spoken_of(session, row, now)
    found = events(session, since, until)
    said = told(found) if row.zero else ""
    given = set_aside(_against(said), reasons)
    before = corrected(session, row)
    in_place = before is not None and before.sent_at is not None  # its hour was that one's
    return Stood(
        due_at(row.on, hour) if hour and not in_place else None,
        since,
        until,
        figures(session, since, until),
        tuple(each.id for each in found),
        said,
        given.get(REPORTABLE, ""),
    )


def spoken_of(session: Session, row: ReportRow, now: datetime) -> tuple[datetime, datetime]:
    """Return from when until when a report speaks that is signed now."""
    before, after = signed_of(session, row.on - _ONE_DAY), signed_of(session, row.on + _ONE_DAY)
    return stretch(
        row.on,
        now,
        before=before.until if before is not None else None,
        after=after.since if after is not None else None,
    )


def refuse_approver(session: Session, row: ReportRow, assent: Assent, now: datetime) -> None:
    """Refuse the word of an author about their own report, and at a desk with accounts of others.

    Raises:
        ReportRefused: It is not theirs to approve.
    """
    own = assent.person == row.author_id if row.author_id else assent.name.strip() == row.author
    if own:
        raise ReportRefused(_("Nobody approves their own report. Nothing was changed."))
    if not accounts.founded(session):
        return
    person = people.get(session, assent.person) if assent.person else None
    if person is None or not may_approve(person, now):
        words = _(
            "A report is approved by a leader, the head of the unit or of the duty room; {name} "
            "is none of these. Nothing was changed."
        )
        raise ReportRefused(words.format(name=assent.name.strip()))


def may_approve(person: Person, now: datetime) -> bool:
    """Return whether somebody of the register approves reports."""
    return person.active(local_date(now)) and bool(ISSUERS & set(person.roles))


def refuse_sending(session: Session, row: ReportRow, sending: Sending, now: datetime) -> None:
    """Refuse a time that cannot be, and to send that there is nothing where something has come.

    Raises:
        ReportRefused: It is one.
    """
    if sending.at > now:
        raise ReportRefused(_("The time lies in the future. Nothing was noted."))
    if row.approved_at is not None and sending.at < _minute(row.approved_at):
        raise ReportRefused(_("It was approved only afterwards. Nothing was noted."))
    if not row.zero or row.since is None:
        return
    until = min(now, _minute(sending.at) + _ONE_MINUTE)  # typed to the minute
    _since, until = spoken_of(session, row, until)
    fresh = [each for each in events(session, row.since, until) if each.id not in row.known]
    if fresh:
        words = _("Since it was signed something has come: {events}. Correct the report first.")
        raise ReportRefused(words.format(events=told(fresh)))


def _against(said: str) -> list[Blocker]:
    """Return what stands against a report of nothing."""
    words = _("The log holds what is to be reported: {events}.").format(events=said)
    return [Blocker(REPORTABLE, words, article=9)] if said else []


def _minute(moment: datetime) -> datetime:
    """Return a time to the minute: what is typed has no seconds."""
    return moment.replace(second=0, microsecond=0)
