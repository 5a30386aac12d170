"""The calendar of duty: kinds of day from editable rows, and the dates that follow from them."""

from dutyroom.standard.calendar.days import CalendarRow, Day, DayKind, YearWithoutData
from dutyroom.standard.calendar.deadlines import (
    Submission,
    SubmissionStage,
    missing_notice,
    submission_due,
    submission_stage,
)
from dutyroom.standard.calendar.file_format import RowFault, read_rows, write_rows
from dutyroom.standard.calendar.spans import EventPeriod, HolidaySpan
from dutyroom.standard.calendar.year_days import Calendar

__all__ = [
    "Calendar",
    "CalendarRow",
    "Day",
    "DayKind",
    "EventPeriod",
    "HolidaySpan",
    "RowFault",
    "Submission",
    "SubmissionStage",
    "YearWithoutData",
    "missing_notice",
    "read_rows",
    "submission_due",
    "submission_stage",
    "write_rows",
]
