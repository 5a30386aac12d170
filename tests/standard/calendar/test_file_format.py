"""The calendar's file: what is written is read back, and bad lines harm nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom import i18n
from dutyroom.standard.calendar import CalendarRow, DayKind, read_rows, write_rows
from dutyroom.standard.calendar.seed import seed

_NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Z"]), max_size=12)
_ROWS = st.builds(
    CalendarRow,
    st.dates(),
    st.sampled_from(DayKind),
    _NAMES.filter(bool),
    _NAMES,
    st.just("x.csv"),
)


@given(st.lists(_ROWS, max_size=6))
def test_what_is_written_is_read_back(rows: list[CalendarRow]) -> None:
    back, faults = read_rows(write_rows(rows), "x.csv")
    assert faults == []
    assert sorted(back, key=repr) == sorted(rows, key=repr)


def test_a_seeded_year_survives_the_file() -> None:
    back, faults = read_rows("\ufeff" + write_rows(seed(2026)), "chinesecalendar")
    assert (sorted(back, key=repr), faults) == (sorted(seed(2026), key=repr), [])


def test_chinese_headings_kinds_spans_and_dates() -> None:
    text = (
        "类型,日期,截止,名称,文号\n"
        "法定节假日,2027年2月5日,2027/2/8,春节,国办发明电〔2026〕X号\n"
        "补班,2027.2.14,,,\n"
    )
    rows, faults = read_rows(text, "2027.csv")
    assert faults == []
    assert len(rows) == 5
    assert rows[0] == CalendarRow(
        date(2027, 2, 5), DayKind.STATUTORY, "春节", "国办发明电〔2026〕X号", "2027.csv"
    )
    assert rows[-1].kind is DayKind.MAKEUP


def test_every_bad_line_is_named_and_the_good_ones_stay() -> None:
    text = (
        "date,kind,name,document,until\n"
        "2027-02-30,statutory,春节,,\n"
        "2027-02-06,feast,春节,,\n"
        "2027-02-06,statutory,,,\n"
        "2027-02-06,event,x,,2026-01-01\n"
        "2027-02-06,event,x,,2037-01-01\n"
        "\n"
        "2027-02-06,statutory,春节,,\n"
        f"2027-02-07,statutory,{'长' * 300},,\n"
    )
    rows, faults = read_rows(text, "x")
    assert [row.day for row in rows] == [date(2027, 2, 6)]
    assert [fault.line for fault in faults] == [2, 3, 4, 5, 6, 9]
    assert all(fault.words for fault in faults)


@pytest.mark.parametrize("code", ["zh", "en"])
def test_the_words_that_the_program_shows_are_taken(code: str) -> None:
    """Those of lists and forms; what may be a day off or a day of work is refused, and why."""
    i18n.use(code)
    try:
        for kind in DayKind:
            for word in (kind.value, kind.label, kind.short):
                rows, faults = read_rows(f"date,kind,name\n2027-02-06,{word},春节\n", "x")
                assert ([row.kind for row in rows], faults) == ([kind], []), word
        rows, faults = read_rows("日期,类型,名称\n2027-02-14,调休,\n", "x")
        said = faults[0].words
        assert rows == []
        assert [each.label in said for each in (DayKind.ADJACENT, DayKind.MAKEUP)] == [True, True]
    finally:
        i18n.use("en")


def test_all_that_is_wrong_with_a_line_is_named() -> None:
    """Else a file is mended, and refused again, once for each fault of its lines."""
    text = f"date,kind,name,document,until\n2027-13-01,feast,,{'长' * 300},2027-01-00\n,,x,,\n"
    _rows, faults = read_rows(f"{text}2027-02-06,statutory,,,2027-02-01\n", "x")
    assert faults[0].words.split("; ") == [
        "Not a date: 2027-13-01",
        "Not a date: 2027-01-00",
        f"No such kind of day: feast. There are: {', '.join(each.label for each in DayKind)}",
        "The name or the document number is too long.",
    ]
    assert [fault.words for fault in faults[1:]] == [
        "The date is missing; The kind of day is missing.",
        "From 2027-02-06 to 2027-02-01 is no span; A statutory holiday needs a name.",
    ]


def test_a_line_that_ends_before_the_date_is_a_fault_and_no_crash() -> None:
    assert [fault.line for fault in read_rows("kind,date\nmakeup\n", "x")[1]] == [2]


def test_a_wrong_heading_is_one_fault() -> None:
    rows, faults = read_rows("when,what\n2027-01-01,statutory\n", "x")
    assert (rows, [fault.line for fault in faults]) == ([], [1])


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    read_rows(text, "x")
    read_rows("date,kind\n" + text, "x")


def test_a_file_without_end_is_cut_off() -> None:
    rows, faults = read_rows("date,kind\n" + "2027-01-01,makeup\n" * 30_000, "x")
    assert len(rows) < 30_000
    assert len(faults) == 1
