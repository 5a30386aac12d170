"""A desk with accounts on National Day of 2026, and its reports, for the tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from dutyroom.registers.accounts import opening
from dutyroom.registers.accounts.access import Access
from dutyroom.registers.accounts.assent import Assent
from dutyroom.registers.matters import acting
from dutyroom.registers.matters.facts import Opening
from dutyroom.registers.matters.fields import Officer
from dutyroom.registers.matters.kinds import Urgency
from dutyroom.registers.reports import acts, reading
from dutyroom.registers.reports.acts import Approval
from dutyroom.registers.reports.facts import Written
from dutyroom.registers.reports.reading import ReportRow
from dutyroom.registers.reports.signing import Signer
from dutyroom.registers.submissions.facts import Sending, Way
from tests.registers.accounts.account_kit import PASSWORD, Desk

FIRST = date(2026, 10, 1)
AFTERNOON = datetime(2026, 10, 1, 8, 40, 12, tzinfo=UTC)
"""16:40 of National Day, Beijing time."""

QUIET = Written(FIRST, "国庆节", "", zero=True)
BUSY = Written(FIRST, "国庆节", "清河镇道路塌陷，已处置。", zero=False)


def written(desk: Desk, what: Written = QUIET, **more: object) -> str:
    """Write a report."""
    said = replace(what, **more)  # type: ignore[arg-type] # the fields of any type
    return acts.write(desk.access, said, actor="覃小梅")


def signer(desk: Desk, password: str = PASSWORD) -> Signer:
    """Return the officer at the desk."""
    session = opening.open_session(desk.access, desk.officer.id, PASSWORD).id
    return Signer("覃小梅", session, password)


def sign(desk: Desk, report: str, reasons: Mapping[str, str] | None = None) -> None:
    """Sign a report."""
    acts.sign(desk.access, report, "17:00", signer(desk), reasons or {})


def by_leader(desk: Desk) -> Approval:
    """Return the leader's approval by password."""
    return Approval(Assent("曾国强", desk.leader.id), PASSWORD)


def sending(at: datetime, to: str = "区政府值班室") -> Sending:
    """Return how a report is sent."""
    return Sending(at, Way.FAX, to, received_by="王科")


def finished(desk: Desk, what: Written = QUIET) -> str:
    """Write, sign, approve and send a report."""
    report = written(desk, what)
    sign(desk, report)
    acts.approve(desk.access, report, by_leader(desk), actor="覃小梅")
    acts.send(desk.access, report, sending(desk.clock.now()), actor="覃小梅")
    return report


def known(access: Access, report: str) -> ReportRow:
    """Return a report that must be there."""
    with access.store.read() as session:
        found = reading.get(session, report)
    assert found is not None
    return found


def urgent_matter(access: Access, content: str = "清河镇道路塌陷") -> str:
    """Take in an urgent matter."""
    opened = Opening(content, urgency=Urgency.URGENT, due_at=access.clock.now())
    return acting.open_matter(access, opened, by=Officer("覃小梅"))
