"""The daily report and the summary of its period on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from dutyroom.documents.paper import as_text
from dutyroom.documents.report_sheet import Period, period_sheet, report_sheet
from dutyroom.registers.reports.reading import ReportRow

AT = datetime(2026, 10, 1, 8, 40, tzinfo=UTC)
ZERO = ReportRow(
    "r1", "2026-10-01", "国庆节", zero=True, written_at=AT, due=AT + timedelta(minutes=20),
    since=AT - timedelta(hours=16, minutes=40), until=AT, calls=3, matters=2, urgent=1,
    said="紧急事项 2026-0001", in_spite="已另行专报", signed_at=AT, author="覃小梅",
    approved_at=AT, approver="曾国强", attested_by="覃小梅", sent_at=AT, way="fax",
    recipient="区政府值班室", received_by="王科",
)  # fmt: skip


def test_a_zero_report_says_so_with_its_figures_and_names() -> None:
    text = as_text(report_sheet(ZERO, unit="云岭区", now=AT))
    for words in (
        "Daily zero report", "Calls: 3", "Urgent matters: 1", "2026-10-01 00:00 – 2026-10-01 16:40",
        "To whom: 区政府值班室", "Received by: 王科", "[Situation]\nNothing to report.",
        "Author: 覃小梅 2026-10-01 16:40", "Approved by: 曾国强 2026-10-01 16:40",
        "A zero report all the same: 已另行专报", "Approval attested by 覃小梅",
    ):  # fmt: skip
        assert words in text
    assert "LATE" not in text


def test_a_draft_a_late_one_and_a_void_one_are_marked() -> None:
    draft = ReportRow("r2", "2026-10-01", situation="平稳", written_at=AT)
    text = as_text(report_sheet(draft, unit="云岭区", now=AT))
    assert "DRAFT" in text
    assert "Calls: –" in text
    late = replace(ZERO, sent_at=AT + timedelta(hours=1))
    assert "LATE" in as_text(report_sheet(late, unit="云岭区", now=AT))
    void = replace(ZERO, void_at=AT, void_why="漏报")
    assert "VOID" in as_text(report_sheet(void, unit="云岭区", now=AT))


def test_the_summary_adds_the_days_up_and_names_those_without_a_report() -> None:
    busy = replace(
        ZERO, id="r3", day="2026-10-02", zero=False, situation="道路塌陷，已处置。", calls=4
    )
    period = Period("国庆节", date(2026, 10, 1), date(2026, 10, 3), [ZERO, busy])
    text = as_text(period_sheet(period, unit="云岭区", now=AT))
    assert "No signed report" not in text  # the day is to come
    text = as_text(period_sheet(period, unit="云岭区", now=AT + timedelta(days=2)))
    for words in (
        "Days: 2026-10-01 – 2026-10-03", "Calls: 7", "Matters: 4", "Urgent matters: 2",
        "Zero reports: 1", "10-02 道路塌陷", "No signed report: 10-03",
    ):  # fmt: skip
        assert words in text
