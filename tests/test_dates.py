"""Dates and times as people type them."""

from datetime import date

import pytest
from yoken.dates import add_months, format_date, parse_date, parse_time, parse_year

FIRST_OF_JUNE = date(2026, 6, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2026-06-01",
        "2026-6-1",
        "2026/6/1",
        "2026/06/01",
        "2026.6.1",
        "2026年6月1日",
        "2026年06月01日",
        "20260601",
        "令和8年6月1日",
        "令和８年６月１日",
        "令和 8 年 6 月 1 日",
        "R8.6.1",
        "r8/6/1",
        "R08.06.01",
        "Ｒ８．６．１",
        "㋿8年6月1日",
        "２０２６／６／１",
        " 2026/6/1　",
        "2026/6/1(月)",
        "2026年6月1日（月曜日）",
        "2026年6月1日 月曜日",
    ],
)
def test_one_day_in_many_spellings(text: str) -> None:
    assert parse_date(text) == FIRST_OF_JUNE


@pytest.mark.parametrize(
    "text",
    [
        "2026-06-01 00:00:00",
        "2026-06-01T00:00:00",
        "2026/6/1 0:00",
        "2026/6/1 0:00:00",
        "2026-06-01 00:00:00.000",
    ],
)
def test_the_midnight_that_spreadsheets_add_is_no_part_of_the_day(text: str) -> None:
    assert parse_date(text) == FIRST_OF_JUNE


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("平成31年4月30日", date(2019, 4, 30)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("令和1年5月1日", date(2019, 5, 1)),
        ("R元.5.1", date(2019, 5, 1)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("平成元年1月8日", date(1989, 1, 8)),
        ("昭和元年12月25日", date(1926, 12, 25)),
        ("令和6年2月29日", date(2024, 2, 29)),
        ("2024/2/29", date(2024, 2, 29)),
        ("2000/2/29", date(2000, 2, 29)),
    ],
)
def test_first_and_last_days(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "平成31年5月1日",
        "令和元年4月30日",
        "昭和64年1月8日",
        "平成元年1月7日",
        "令和0年5月1日",
        "令和8年2月29日",
        "2026/2/29",
        "2100/2/29",
        "2026/13/1",
        "2026/6/31",
        "2026/0/1",
        "明治45年7月29日",
        "6月1日",
        "2026年6月",
        "2026/6/1 9:30",
        "26/6/1",
        "46174",
        "1/6/2026",
        "0026/6/1",
        "9999/12/31",
        "6月初め",
        "",
    ],
)
def test_days_that_never_were_or_cannot_be_told_are_refused(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("9:30", 570),
        ("９：３０", 570),
        ("09:30:00", 570),
        ("9時", 540),
        ("9時30分", 570),
        ("9時半", 570),
        ("午後1時", 780),
        ("午後１時３０分", 810),
        ("午後1時半", 810),
        ("午後1:30", 810),
        ("午前9時", 540),
        ("午後0時", 720),
        ("13時", 780),
        ("PM1:00", 780),
        ("1:00 PM", 780),
        ("12:30 pm", 750),
        ("0:00", 0),
        ("24:00", 1440),
        ("24時", 1440),
    ],
)
def test_times(text: str, minutes: int) -> None:
    assert parse_time(text) == minutes


@pytest.mark.parametrize(
    "text",
    [
        "25:00",
        "24:01",
        "9:60",
        "9:5",
        "9:",
        "-9:30",
        "午後13時",
        "AM1:00PM",
        "0930",
        "9.5",
        "正午",
        "9:30:15",
        "",
    ],
)
def test_times_that_are_none_or_can_only_be_guessed_are_refused(text: str) -> None:
    assert parse_time(text) is None


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 6, 1), "2026年6月1日（令和8年）"),
        (date(2019, 5, 1), "2019年5月1日（令和元年）"),
        (date(2019, 4, 30), "2019年4月30日（平成31年）"),
        (date(1989, 1, 7), "1989年1月7日（昭和64年）"),
        (date(1926, 12, 24), "1926年12月24日"),
    ],
)
def test_a_day_is_written_with_its_era(day: date, text: str) -> None:
    assert format_date(day) == text


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 6, 1), 3, date(2026, 9, 1)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_months_later_is_the_same_number_or_the_months_last_day(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2024", 2024),
        ("２０２４年度", 2024),
        ("令和元年", 2019),
        ("平成31年度", 2019),
        ("R6", 2024),
        ("s64", 1989),
        ("平成32年", None),
        ("令和0年", None),
        ("昭和", None),
        ("24", None),
        ("1899", None),
        ("2024年6月", None),
        ("", None),
    ],
)
def test_a_year_is_read_by_the_calendar_or_by_the_era(text: str, year: int | None) -> None:
    assert parse_year(text) == year


@pytest.mark.parametrize("day", [FIRST_OF_JUNE, date(2019, 5, 1), date(1989, 1, 7)])
def test_a_day_is_read_as_the_reports_write_it(day: date) -> None:
    assert parse_date(format_date(day)) == day


@pytest.mark.parametrize(
    "text", ["2026年6月1日（令和7年）", "2026年6月31日（令和8年）", "2019年5月1日（平成31年）"]
)
def test_a_day_whose_two_years_disagree_is_none(text: str) -> None:
    assert parse_date(text) is None
