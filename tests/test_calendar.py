"""The calendar of the 2006 notice, against a second table of holidays and against days counted one by one."""

import subprocess
import sys
from datetime import date, timedelta

import holidays
import pytest
from yoken import dates_command, evaluate, facts, parameters, windows
from yoken.closed_days import (
    FIRST_YEAR,
    LAST_YEAR,
    OutOfCalendar,
    closed_because,
    is_closed,
    next_open,
    previous_open,
)
from yoken.computed import calendar
from yoken.dates import period_end
from yoken.measures import Context, value_of
from yoken.rulebook import load
from yoken.rules import Criterion, Measure, Threshold
from yoken.units import DATE, PERCENT

BOOK = load()
AS_OF = date(2026, 11, 24)
YEARS = range(2006, 2036)
DAY = timedelta(days=1)
SECOND_TABLE = holidays.country_holidays("JP", years=range(FIRST_YEAR, LAST_YEAR + 1))
YEAR_END = {(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)}


def closed(day: date) -> bool:
    """行政機関の休日 by the second table."""
    return day.weekday() >= 5 or day in SECOND_TABLE or (day.month, day.day) in YEAR_END


def days(first: date, last: date) -> list[date]:
    return [first + n * DAY for n in range((last - first).days + 1)]


# Closed days


@pytest.mark.parametrize("year", YEARS)
def test_the_two_tables_of_holidays_agree_on_every_day(year: int) -> None:
    # There is no difference to explain: 2019's three days of 即位 and the moved holidays of 2020 and 2021 are in both.
    assert [day for day in days(date(year, 1, 1), date(year, 12, 31)) if is_closed(day) != closed(day)] == []


def test_they_agree_to_the_last_year_on_the_days_that_windows_and_reports_can_fall_on() -> None:
    later = [
        day
        for year in range(2036, LAST_YEAR + 1)
        for month in (1, 5, 7)
        for day in days(date(year, month, 1), date(year, month, 31))
    ]
    assert [day for day in later if is_closed(day) != closed(day)] == []


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 5, 6), "振替休日"),
        (date(2026, 9, 22), "国民の休日"),
        (date(2019, 5, 1), "天皇の即位の日"),
        (date(2019, 4, 30), "国民の休日"),
        (date(2020, 7, 24), "スポーツの日"),
        (date(2020, 10, 12), ""),
        (date(2026, 12, 28), ""),
        (date(2026, 12, 29), "年末年始"),
        (date(2027, 1, 1), "元日"),
        (date(2027, 1, 3), "年末年始"),
        (date(2027, 1, 4), ""),
        (date(2028, 2, 29), ""),
        (date(2032, 2, 29), "日曜日"),
        (date(2026, 8, 15), "土曜日"),
        (date(2026, 8, 14), ""),
    ],
)
def test_why_offices_are_closed(day: date, why: str) -> None:
    assert closed_because(day) == why


def test_the_next_open_day_crosses_the_year_end() -> None:
    assert next_open(date(2026, 12, 29)) == date(2027, 1, 4)
    assert next_open(date(2024, 12, 28)) == date(2025, 1, 6)
    assert previous_open(date(2027, 1, 3)) == date(2026, 12, 28)
    assert next_open(date(2027, 1, 4)) == previous_open(date(2027, 1, 4)) == date(2027, 1, 4)


@pytest.mark.parametrize("day", [date(1992, 12, 31), date(2100, 1, 1), date(1, 1, 1), date(9999, 12, 31)])
def test_a_year_without_known_holidays_is_an_error_that_says_so(day: date) -> None:
    with pytest.raises(
        OutOfCalendar, match=f"{day.year}年の閉庁日は計算できません。計算できるのは1993年から2099年までです。"
    ):
        is_closed(day)


def test_looking_for_an_open_day_stops_at_the_last_year() -> None:
    with pytest.raises(OutOfCalendar, match="2100年"):
        next_open(date(2099, 12, 31))


def test_nothing_but_a_calendar_loads_the_holidays() -> None:
    code = (
        "import sys\nfrom datetime import date\nfrom yoken import evaluate, facts, rulebook\n"
        "book = rulebook.load()\n"
        "example = book.examples['class-1-complete']\n"
        "evaluate.check(book, example.check, facts.read(example.facts, book).facts, date(2026, 11, 24))\n"
        "assert 'jpholiday' not in sys.modules\n"
        "example = book.examples['calendar-april-2027']\n"
        "evaluate.check(book, example.check, facts.read(example.facts, book).facts, date(2026, 11, 24))\n"
        "assert 'jpholiday' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": "rules"})


# Application windows


@pytest.mark.parametrize("year", YEARS)
def test_windows_open_and_close_on_the_first_open_days_from_the_ends_of_january_and_july(year: int) -> None:
    designations = [date(year, 10, 1)] if year == 2006 else [date(year, 4, 1), date(year, 10, 1)]
    for designation in designations:
        month = {4: 1, 10: 7}[designation.month]
        found = windows.window(designation)
        assert found.opens == next(
            day for day in days(date(year, month, 1), date(year, month, 15)) if not closed(day)
        )
        assert found.closes == next(
            day for day in days(date(year, month, 31), date(year, month + 1, 15)) if not closed(day)
        )
        assert (found.written_opens, found.written_closes) == (date(year, month, 1), date(year, month, 31))
        assert len(found.notes) == (found.opens != found.written_opens) + (
            found.closes != found.written_closes
        )


@pytest.mark.parametrize(
    ("designation", "opens", "closes"),
    [
        (date(2007, 4, 1), date(2007, 1, 4), date(2007, 1, 31)),
        (date(2009, 4, 1), date(2009, 1, 5), date(2009, 2, 2)),
        (date(2025, 4, 1), date(2025, 1, 6), date(2025, 1, 31)),
        (date(2026, 4, 1), date(2026, 1, 5), date(2026, 2, 2)),
        (date(2026, 10, 1), date(2026, 7, 1), date(2026, 7, 31)),
        (date(2027, 4, 1), date(2027, 1, 4), date(2027, 2, 1)),
        (date(2027, 10, 1), date(2027, 7, 1), date(2027, 8, 2)),
        (date(2028, 10, 1), date(2028, 7, 3), date(2028, 7, 31)),
    ],
)
def test_windows_of_some_years_by_hand(designation: date, opens: date, closes: date) -> None:
    found = windows.window(designation)
    assert (found.opens, found.closes) == (opens, closes)


def test_the_first_designation_has_a_window_and_a_validity_of_its_own() -> None:
    for designation in days(date(2006, 5, 1), date(2006, 6, 1)):
        found = windows.window(designation)
        assert (found.opens, found.closes, found.notes) == (date(2006, 2, 1), date(2006, 3, 31), ())
        assert windows.validity_ends(designation) == date(2009, 3, 31)


@pytest.mark.parametrize(
    "day", [date(2006, 4, 1), date(2005, 10, 1), date(2006, 6, 2), date(2027, 4, 2), date(2027, 1, 1)]
)
def test_there_is_no_window_for_a_day_without_designations(day: date) -> None:
    assert not windows.is_designation_day(day)
    with pytest.raises(ValueError, match="指定適用日（4月1日か10月1日）ではありません。"):
        windows.window(day)


def test_the_next_designation_day() -> None:
    assert windows.next_designation_day(date(1999, 1, 1)) == date(2006, 5, 1)
    assert windows.next_designation_day(date(2006, 5, 20)) == date(2006, 5, 20)
    assert windows.next_designation_day(date(2006, 6, 2)) == date(2006, 10, 1)
    assert windows.next_designation_day(date(2026, 10, 2)) == date(2027, 4, 1)
    assert windows.next_designation_day(date(2027, 4, 1)) == date(2027, 4, 1)


@pytest.mark.parametrize(
    ("day", "designation"),
    [
        (date(2006, 1, 31), date(2006, 5, 1)),
        (date(2006, 3, 31), date(2006, 5, 1)),
        (date(2006, 4, 1), date(2006, 10, 1)),
        (date(2027, 2, 1), date(2027, 4, 1)),
        (date(2027, 2, 2), date(2027, 10, 1)),
        (date(2027, 8, 2), date(2027, 10, 1)),
        (date(2027, 8, 3), date(2028, 4, 1)),
        (date(2027, 12, 31), date(2028, 4, 1)),
    ],
)
def test_the_window_that_a_day_is_in_or_the_next_one(day: date, designation: date) -> None:
    assert windows.next_window(day)[0] == designation


# Validity, reports, deadlines


@pytest.mark.parametrize("year", range(2007, 2036))
def test_three_years_hold_as_many_days_as_the_calendar_has(year: int) -> None:
    for designation in (date(year, 4, 1), date(year, 10, 1)):
        ends = windows.validity_ends(designation)
        assert ends + DAY == designation.replace(year=year + 3)
        assert windows.renewal_day(designation) == ends + DAY


def test_reports_from_the_next_fiscal_year_to_the_one_after_the_validity() -> None:
    assert list(windows.report_years(date(2024, 4, 1))) == [2025, 2026, 2027]
    assert list(windows.report_years(date(2024, 10, 1))) == [2025, 2026, 2027, 2028]
    assert list(windows.report_years(date(2006, 5, 1))) == [2007, 2008, 2009]


@pytest.mark.parametrize(
    ("year", "note"),
    [
        (2027, ""),
        (
            2025,
            "5月31日は土曜日で閉庁日ですが、期限を延ばす定めはありません。前の開庁日の5月30日までに出すと確実です。",
        ),
        (
            2026,
            "5月31日は日曜日で閉庁日ですが、期限を延ばす定めはありません。前の開庁日の5月29日までに出すと確実です。",
        ),
    ],
)
def test_the_report_is_never_put_off(year: int, note: str) -> None:
    assert windows.report_period(year) == (date(year, 4, 1), date(year, 5, 31))
    assert windows.report_note(year) == note


@pytest.mark.parametrize(
    ("change", "deadline"),
    [
        (date(2027, 4, 1), date(2027, 1, 31)),
        (date(2028, 4, 1), date(2028, 2, 1)),
        (date(2028, 2, 29), date(2027, 12, 31)),
        (date(2028, 4, 29), date(2028, 2, 29)),
        (date(2027, 1, 1), date(2026, 11, 2)),
        (date(2027, 3, 1), date(2026, 12, 31)),
    ],
)
def test_sixty_days_before_a_change(change: date, deadline: date) -> None:
    assert windows.change_deadline(change) == deadline
    assert len(days(deadline, change - DAY)) == 60


def test_a_deadline_on_a_closed_day_names_the_open_day_before() -> None:
    assert (
        windows.change_note(date(2028, 2, 29))
        == "12月31日は年末年始で閉庁日です。動かす定めはないので、前の開庁日の12月28日までに出すことを勧めます。"
    )
    assert windows.change_note(date(2028, 4, 29)) == ""


@pytest.mark.parametrize(
    ("cancelled", "free", "designation"),
    [
        (date(2024, 4, 1), date(2027, 4, 1), date(2027, 4, 1)),
        (date(2024, 4, 2), date(2027, 4, 2), date(2027, 10, 1)),
        (date(2024, 3, 31), date(2027, 3, 31), date(2027, 4, 1)),
        (date(2024, 10, 1), date(2027, 10, 1), date(2027, 10, 1)),
        (date(2024, 2, 28), date(2027, 2, 28), date(2027, 4, 1)),
        (date(2024, 2, 29), date(2027, 3, 1), date(2027, 4, 1)),
        (date(2025, 2, 28), date(2028, 2, 28), date(2028, 4, 1)),
        (date(2025, 12, 31), date(2028, 12, 31), date(2029, 4, 1)),
    ],
)
def test_three_years_after_a_cancellation(cancelled: date, free: date, designation: date) -> None:
    assert windows.bar_ends(cancelled) == free
    assert windows.next_designation_day(free) == designation


@pytest.mark.parametrize(
    ("request_day", "not_counted", "counted"),
    [
        (date(2026, 6, 1), date(2021, 6, 1), date(2021, 6, 2)),
        (date(2028, 2, 29), date(2023, 3, 1), date(2023, 3, 1)),
        (date(2028, 2, 28), date(2023, 2, 28), date(2023, 3, 1)),
        (date(2025, 2, 28), date(2020, 2, 28), date(2020, 3, 1)),
        (date(2026, 12, 31), date(2021, 12, 31), date(2022, 1, 1)),
    ],
)
def test_the_past_five_years(request_day: date, not_counted: date, counted: date) -> None:
    assert windows.certified_from(request_day) == (not_counted, counted)


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (date(2026, 6, 1), 3, date(2026, 8, 31)),
        (date(2026, 6, 2), 3, date(2026, 9, 1)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 3, 1), 3, date(2026, 5, 31)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 28)),
    ],
)
def test_a_period_ends_as_the_civil_code_says(first: date, months: int, last: date) -> None:
    assert period_end(first, months) == last


# The timeline and what is made of it


def test_the_timeline_of_a_designation() -> None:
    found = {entry.id: entry for entry in windows.timeline(date(2024, 4, 1))}
    assert list(found) == [
        "designation",
        "window",
        "validity",
        "report-2025",
        "report-2026",
        "report-2027",
        "renewal",
    ]
    assert (found["window"].start, found["window"].end) == (date(2024, 1, 4), date(2024, 1, 31))
    assert (found["validity"].start, found["validity"].end) == (date(2024, 4, 1), date(2027, 3, 31))
    assert (found["renewal"].start, found["renewal"].end) == (date(2027, 1, 4), date(2027, 2, 1))
    assert [entry.id for entry in found.values() if entry.disputed] == ["report-2027"]


@pytest.mark.parametrize("year", YEARS)
def test_every_timeline_is_whole_and_cites_the_ledger(year: int) -> None:
    for month in (4, 10):
        entries = windows.timeline(date(year, month, 1))
        assert all(entry.start <= entry.end and entry.clause in BOOK.clauses for entry in entries)
        assert all(reading in BOOK.readings for entry in entries for reading in entry.readings)
        (designation,) = (entry for entry in entries if entry.id == "designation")
        window, renewal = (
            next(entry for entry in entries if entry.id == name) for name in ("window", "renewal")
        )
        (validity,) = (entry for entry in entries if entry.id == "validity")
        assert window.end < designation.start < renewal.start <= renewal.end < validity.end


def test_a_day_between_designations_is_told_of() -> None:
    first = windows.timeline(date(2026, 5, 15))[0]
    assert first.start == date(2026, 10, 1)
    assert first.notes == ("2026年5月15日（令和8年）は指定適用日ではないので、次の指定適用日で計算します。",)


@pytest.mark.parametrize("day", [date(2097, 10, 1), date(2150, 1, 1), date.max])
def test_a_timeline_that_leaves_the_known_years_is_an_error(day: date) -> None:
    with pytest.raises(OutOfCalendar, match="計算できるのは1993年から2099年までです"):
        windows.timeline(day)


def test_lines_for_people() -> None:
    lines = dates_command.lines(date(2027, 4, 1))
    assert lines[0] == "指定適用日: 2027年4月1日（令和9年） [2006/第3/2/(1)]"
    assert (
        lines[1]
        == "指定希望の受付: 2027年1月4日（令和9年）から2027年2月1日（令和9年）まで、9:30〜17:00 [2006/第3/2/(2)/受付]"
    )
    assert lines[2] == "  初日は1月4日です。1月1日は元日で閉庁日なので、直後の開庁日に移ります。"
    assert lines[-1] == dates_command.WARNING
    assert (
        dates_command.change_lines(date(2027, 4, 1))[0]
        == "研修実施規程を変える書類: 2027年1月31日（令和9年）まで [2006/第3/8/なお書]"
    )
    assert (
        dates_command.cancellation_lines(date(2024, 4, 2))[1]
        == "最初に指定できる指定適用日: 2027年10月1日（令和9年）"
    )


def test_data_for_programs() -> None:
    found = dates_command.data(date(2006, 4, 1))
    assert (found["target"], found["designation"]) == ("2006-04-01", "2006-05-01")
    assert (
        found["entries"][1]["text"]
        == "2006年2月1日（平成18年）から2006年3月31日（平成18年）まで、9:30〜17:00"
    )


def context(answers: dict[str, object], as_of: date = AS_OF) -> Context:
    read = facts.read({"yoken": 1, "answers": answers}, BOOK)
    assert not read.errors
    return Context(BOOK, read.facts, as_of)


def test_the_report_carries_the_dates_of_both_designations() -> None:
    found = calendar(context({"desired-designation-day": "2027-04-01", "designated-on": "2150-04-01"}))
    assert found["desired-designation-day"]["designation"] == "2027-04-01"
    assert found["designated-on"] == {
        "problem": "2150年の閉庁日は計算できません。計算できるのは1993年から2099年までです。"
    }
    assert calendar(context({})) == {}


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("designation-day", {}),
        ("window-day", {"end": "opens", "show": "moved"}),
        ("next-window", {"end": "closes"}),
        ("validity-ends", {}),
        ("renewal-window-closes", {}),
        ("report-due", {"which": "last"}),
        ("bar-ends", {}),
    ],
)
@pytest.mark.parametrize("day", ["1900-01-01", "2150-10-01", "2199-12-31"])
def test_a_day_out_of_reach_leaves_a_measure_unknown_or_known_but_never_fails(
    name: str, args: dict[str, str], day: str
) -> None:
    found = value_of(
        context({"designated-on": day}), Measure(name, DATE, args={"question": "designated-on", **args})
    )
    assert found.exact or found.needs[0].path == "answers/designated-on"
    assert found.exact or found.needs[0].label.endswith(
        ("（1993年から2099年までの答え）", "（4月1日か10月1日の答え）")
    )


# Dated parameters


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        (date(2021, 3, 1), "2.3%"),
        (date(2024, 3, 31), "2.3%"),
        (date(2024, 4, 1), "2.5%"),
        (date(2026, 6, 30), "2.5%"),
        (date(2026, 7, 1), "2.7%"),
        (date(2026, 11, 25), "2.7%"),
        (date(2026, 11, 26), "2.7%（2026年11月25日（令和8年）に確かめた値）"),
        (date(2028, 3, 31), "2.7%（2026年11月25日（令和8年）に確かめた値）"),
    ],
)
def test_the_rate_of_a_day(day: date, rate: str) -> None:
    found = value_of(context({}, day), Measure("parameter", PERCENT, args={"id": "legal-employment-rate"}))
    assert str(found) == f"法定雇用率（民間企業）の{rate}"
    assert found.low == parameters.value(BOOK, "legal-employment-rate", day)


def test_before_its_first_value_a_parameter_is_an_error() -> None:
    with pytest.raises(
        parameters.NoValue,
        match="法定雇用率（民間企業）は、2021年3月1日（令和3年）より前の値を収めていません（2021年2月28日（令和3年）の値は分かりません）。",
    ):
        parameters.value(BOOK, "legal-employment-rate", date(2021, 2, 28))


def test_before_its_first_value_a_finding_is_unknown_and_says_why() -> None:
    rate = Measure("parameter", PERCENT, args={"id": "legal-employment-rate"})
    criterion = Criterion("rate", "現行/研修機関/2/一/②/イ", "実雇用率", Threshold(rate, at_least=rate))
    early = evaluate.judge(criterion, context({}, date(2021, 2, 28)))
    assert early.status == "unknown"
    assert early.needs[0].path == "as_of"
    assert early.message.endswith(
        "「2021年3月1日（令和3年）以後の点検の日付（法定雇用率（民間企業）は、2021年3月1日（令和3年）より前の値を収めていません）」が分かると決まります。"
    )
    assert evaluate.judge(criterion, context({}, date(2021, 3, 1))).status == "met"


def test_after_the_day_it_is_taken_to_hold_until_a_parameter_is_unknown_and_says_why() -> None:
    rate = Measure("parameter", PERCENT, args={"id": "legal-employment-rate"})
    criterion = Criterion("rate", "現行/研修機関/2/一/②/イ", "実雇用率", Threshold(rate, at_least=rate))
    late = evaluate.judge(criterion, context({}, date(2028, 4, 1)))
    assert late.status == "unknown"
    assert late.message.endswith(
        "「2028年3月31日（令和10年）までの点検の日付（法定雇用率（民間企業）は、2026年11月25日（令和8年）に確かめたもので、2028年3月31日（令和10年）より後の値を収めていません）」が分かると決まります。"
    )
    with pytest.raises(parameters.NoValue, match="2099年1月1日"):
        parameters.value(BOOK, "legal-employment-rate", date(2099, 1, 1))
