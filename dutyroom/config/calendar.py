"""What a unit chooses about holidays and events (article 9)."""

from __future__ import annotations

from typing import Annotated

import msgspec

ReportHour = Annotated[str, msgspec.Meta(pattern=r"^(|([01][0-9]|2[0-3]):[0-5][0-9])$")]


class Calendar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When holidays and their rosters are reminded of (article 9); the unit's to choose.

    Attributes:
        notice_month: Month from which on next year's missing notice is an alarm; 0: never,
            and this year's neither.
        submit_days: Days before a holiday by which its roster is submitted.
        remind_days: Days before a holiday from which on the submission counts down; 0: no
            alarm is ever raised about it.
        working_days: Working days are counted rather than natural ones.
        report: Hour at which the daily report of a holiday or event is to be sent, Beijing time;
            the default is ours, the document that asks for it names its own. Empty: no alarm is
            ever raised about it.
        report_warning: Seconds before that hour from which on the report is told of, and after it
            until which it is told as due and not yet as late; ours.
    """

    notice_month: Annotated[int, msgspec.Meta(ge=0, le=12)] = 10
    submit_days: Annotated[int, msgspec.Meta(ge=1, le=30)] = 3
    remind_days: Annotated[int, msgspec.Meta(ge=0, le=60)] = 5
    working_days: bool = False
    report: ReportHour = "17:00"
    report_warning: Annotated[int, msgspec.Meta(ge=0, le=43_200)] = 1800
