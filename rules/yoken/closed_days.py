"""行政機関の休日: Saturdays, Sundays, national holidays and December 29 to January 3.

The notice's 閉庁日 is read as these days (D07). National holidays come from jpholiday, which is loaded on first use
only, so that a check without a calendar never needs it.
"""

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

# Offices close on every Saturday since May 1992 only, and jpholiday answers wrongly before 1986 without saying so.
# A second, independent table of holidays (see the tests) agrees with it up to 2099 and ends there.
FIRST_YEAR, LAST_YEAR = 1993, 2099


class OutOfCalendar(ValueError):
    """The day lies where the closed days are not known; the message is plain Japanese."""


def out_of_calendar(year: int) -> str:
    """The sentence for a year whose closed days are not known."""
    return f"{year}年の閉庁日は計算できません。計算できるのは{FIRST_YEAR}年から{LAST_YEAR}年までです。"


def closed_because(day: date) -> str:
    """Why offices are closed on that day: 「土曜日」「成人の日」「年末年始」; empty where they are open.

    Raises OutOfCalendar outside 1993–2099.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise OutOfCalendar(out_of_calendar(day.year))
    if name := _holiday(day):
        return name
    if (day.month, day.day) in ((12, 29), (12, 30), (12, 31), (1, 2), (1, 3)):
        return "年末年始"
    return {5: "土曜日", 6: "日曜日"}.get(day.weekday(), "")


def is_closed(day: date) -> bool:
    """Whether the day is a 行政機関の休日. Raises OutOfCalendar."""
    return bool(closed_because(day))


def next_open(day: date) -> date:
    """The day itself where offices are open, else the first open day after it. Raises OutOfCalendar."""
    while is_closed(day):
        day += timedelta(days=1)
    return day


def previous_open(day: date) -> date:
    """The day itself where offices are open, else the last open day before it. Raises OutOfCalendar."""
    while is_closed(day):
        day -= timedelta(days=1)
    return day


@lru_cache(maxsize=4096)
def _holiday(day: date) -> str:
    found = _calendar().holidays(day)
    return str(found[0].name).rsplit(" ", 1)[-1] if found else ""


@lru_cache(maxsize=1)
def _calendar() -> Any:
    from jpholiday import JPHoliday

    return JPHoliday()
