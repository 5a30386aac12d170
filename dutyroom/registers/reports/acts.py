"""Write, sign, approve, send a daily report, make it void: each checked, each a fact.

Signing and approving take a password and belong into a thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from dutyroom.i18n import _
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.accounts.assenting import given as word_of
from dutyroom.registers.noting import Noted
from dutyroom.registers.reports import facts, rules
from dutyroom.registers.reports.errors import ReportRefused
from dutyroom.registers.reports.facts import Written
from dutyroom.registers.reports.kinds import ReportState
from dutyroom.registers.reports.reading import ReportRow, get
from dutyroom.registers.reports.signing import Signer, author_of
from dutyroom.registers.submissions.facts import Sending
from dutyroom.store.facts import Fact
from dutyroom.store.session import Session


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approves a report.

    Attributes:
        assent: Whose word, and how it is given.
        password: Their own password, where they are at the desk.
    """

    assent: Assent
    password: str = ""


def write(access: Access, what: Written, *, actor: str, report: str = "") -> str:
    """Write the draft of a report, or write it anew; nothing of it is signed yet.

    Args:
        access: The door.
        what: What is reported.
        actor: Who writes it.
        report: Id of the draft that is written anew; empty: a new one.

    Returns:
        Id of the draft.

    Raises:
        ReportRefused: The day has another report, is to come, or something is missing.
        StoreError: The database cannot be written; nothing was recorded.
    """
    now = access.clock.now()
    rules.refuse_incomplete(what, now)
    noted = Noted(now, access.place, actor)
    if not report:
        made = facts.new_id()
        access.ledger.record(
            facts.written(made, noted, what, revision=0),
            provided=lambda session: rules.refuse_second(session, what),
        )
        return made

    def anew(row: ReportRow) -> list[Fact]:
        return [facts.written(report, noted, what, revision=row.revision + 1)]

    def still(session: Session) -> None:
        rules.refuse_second(session, what, but=report)

    _change(access, report, ReportState.WRITTEN, anew, still)
    return report


def sign(
    access: Access, report: str, hour: str, signer: Signer, reasons: Mapping[str, str]
) -> None:
    """Sign a report; the figures are those of now. A report that it corrects counts no more.

    Args:
        access: The door.
        report: Id of the draft.
        hour: When the reports of the unit are to be sent; empty: at no hour.
        signer: Who signs.
        reasons: Why there is nothing to report all the same, by the code of what is against it.

    Raises:
        Blocked: It says that there is nothing to report, and the log holds what is.
        ReportRefused: It is signed, has changed, or what it corrects has.
        AccessRefused: The password is not good.
        StoreError: The database cannot be written; nothing was recorded.
    """
    now = access.clock.now()
    with access.store.read() as session:
        row = rules.reached(get(session, report), ReportState.WRITTEN)
        stood = rules.stood(session, row, hour, now, reasons)
        before = rules.corrected(session, row)
    word = author_of(access, signer)
    noted = Noted(now, access.place, word.name)
    made = [facts.signed(report, noted, stood, word, revision=row.revision + 1)]
    if before is not None:
        made.append(
            facts.voided(before.id, noted, revision=before.revision + 1, why=row.why, by=report)
        )

    def still_so(session: Session) -> None:
        same = rules.corrected(session, row) == before and get(session, report) == row
        if not same or rules.stood(session, row, hour, now, reasons) != stood:
            raise ReportRefused(_("Somebody else has just changed this. Look again."))

    access.ledger.record(*made, provided=still_so)


def approve(access: Access, report: str, approval: Approval, *, actor: str) -> None:
    """Approve a signed report.

    Raises:
        ReportRefused: It is not signed, or it is not theirs to approve.
        AccessRefused: The word is not good.
        StoreError: The database cannot be written; nothing was recorded.
    """
    now = access.clock.now()

    def able(session: Session) -> None:
        row = rules.reached(get(session, report), ReportState.SIGNED)
        rules.refuse_approver(session, row, approval.assent, now)

    with access.store.read() as session:
        able(session)  # before a password is asked for in vain
    word = word_of(access, approval.assent, approval.password)

    def made(row: ReportRow) -> list[Fact]:
        noted = Noted(now, access.place, actor)
        return [facts.approved(report, noted, word, revision=row.revision + 1)]

    _change(access, report, ReportState.SIGNED, made, able)


def send(access: Access, report: str, sending: Sending, *, actor: str) -> None:
    """Note that an approved report was sent.

    Raises:
        ReportRefused: It is not approved, the time cannot be, or since it was signed something
            has come that a report of nothing would hide.
        StoreError: The database cannot be written; nothing was recorded.
    """
    now = access.clock.now()

    def able(session: Session) -> None:
        row = rules.reached(get(session, report), ReportState.APPROVED)
        rules.refuse_sending(session, row, sending, now)

    def made(row: ReportRow) -> list[Fact]:
        return [facts.sent(report, _noted(access, actor, now), sending, revision=row.revision + 1)]

    _change(access, report, ReportState.APPROVED, made, able)


def note_receipt(
    access: Access, report: str, receipt: str, received_by: str, *, actor: str
) -> None:
    """Note the receipt that came later for what was sent.

    Raises:
        ReportRefused: It is not sent, its receipt is known, or nothing is said of it.
        StoreError: The database cannot be written; nothing was recorded.
    """
    if not receipt.strip() and not received_by.strip():
        raise ReportRefused(_("Give the number of the receipt or who received it."))
    now = access.clock.now()

    def made(row: ReportRow) -> list[Fact]:
        if not row.unreceipted:
            raise ReportRefused(_("Nothing waits for a receipt."))
        noted = _noted(access, actor, now)
        return [
            facts.receipted(
                report,
                noted,
                revision=row.revision + 1,
                receipt=receipt.strip(),
                received_by=received_by.strip(),
            )
        ]

    _change(access, report, ReportState.SENT, made, lambda _session: None)


def void(access: Access, report: str, why: str, *, actor: str) -> None:
    """Note that a report was entered by mistake: it stays readable and counts no more.

    Raises:
        ReportRefused: No reason is given, or it is void already.
        StoreError: The database cannot be written; nothing was changed.
    """
    if not why.strip():
        raise ReportRefused(_("Say why. Nothing was changed."))
    now = access.clock.now()

    def made(row: ReportRow) -> list[Fact]:
        noted = _noted(access, actor, now)
        return [facts.voided(report, noted, revision=row.revision + 1, why=why.strip())]

    _change(access, report, None, made, lambda _session: None)


def _change(
    access: Access,
    report: str,
    state: ReportState | None,
    made: Callable[[ReportRow], list[Fact]],
    provided: Callable[[Session], None],
) -> None:
    """Record what changes a report, unless somebody else has changed it meanwhile.

    Args:
        access: The door.
        report: Its id.
        state: How it has to stand; None: in any way but void.
        made: Gives the facts from the report as it is.
        provided: Looks, in the reading and in the writing transaction, whether it may be.

    Raises:
        ReportRefused: It does not stand so, or was changed.
    """
    with access.store.read() as session:
        row = rules.reached(get(session, report), state)
        provided(session)

    def still_so(session: Session) -> None:
        now = get(session, report)
        if now is None or now.revision != row.revision:
            raise ReportRefused(_("Somebody else has just changed this. Look again."))
        provided(session)

    access.ledger.record(*made(row), provided=still_so)


def _noted(access: Access, actor: str, now: datetime) -> Noted:
    """Return where and by whom something is noted."""
    return Noted(now, access.place, actor)
