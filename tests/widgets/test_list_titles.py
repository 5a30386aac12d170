"""No title of a list is cut off at 80 columns, in English as in Chinese."""

from __future__ import annotations

import pytest

from dutyroom import i18n
from dutyroom.widgets.account_list import AccountList
from dutyroom.widgets.alarm_list import AlarmList
from dutyroom.widgets.board_list import BoardList
from dutyroom.widgets.call_list import CallList
from dutyroom.widgets.compensation_lists import BalanceList, CreditList, LedgerList
from dutyroom.widgets.contact_list import ContactList
from dutyroom.widgets.custody_list import CustodyList
from dutyroom.widgets.day_list import DayList
from dutyroom.widgets.equipment_lists import FaultList, ItemList, StockList
from dutyroom.widgets.handover_list import HandoverList
from dutyroom.widgets.leave_list import LeaveList
from dutyroom.widgets.line_list import LineList
from dutyroom.widgets.matter_list import MatterList
from dutyroom.widgets.number_list import NumberList
from dutyroom.widgets.occasion_list import OccasionList
from dutyroom.widgets.people_list import PeopleList
from dutyroom.widgets.report_list import ReportList
from dutyroom.widgets.roster_week import RosterWeek
from dutyroom.widgets.signed_lists import SignedHandovers, SignedLines
from dutyroom.widgets.swap_list import SwapList
from dutyroom.widgets.visitor_list import VisitorList
from dutyroom.widgets.wish_list import WishList

LISTS: tuple[type[LineList], ...] = (  # type: ignore[type-arg] # whatever its rows are
    AccountList, AlarmList, BalanceList, BoardList, CallList, ContactList, CreditList,
    CustodyList, DayList,
    FaultList, HandoverList, ItemList, LeaveList, LedgerList, MatterList, NumberList, OccasionList,
    PeopleList, ReportList, RosterWeek, SignedHandovers, SignedLines, StockList,
    SwapList, VisitorList, WishList,
)  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", LISTS)
def test_titles_are_whole(kind: type[LineList], language: str) -> None:  # type: ignore[type-arg]
    i18n.use(language)
    made = kind()
    made.fit(79)
    said = made.draw_header().plain
    assert said.strip()
    assert ".." not in said
