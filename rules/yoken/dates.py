"""Dates and times as people in Japanese offices write them.

和暦 is read with a table of the eras' first days: 「平成31年5月1日」 never existed and is refused.
"""

import re
from datetime import date, timedelta
from functools import lru_cache

from yoken.plain import plain, plain_number

# Name, letter and first day of each era that a training can fall in.
ERAS = (
    ("令和", "R", date(2019, 5, 1)),
    ("平成", "H", date(1989, 1, 8)),
    ("昭和", "S", date(1926, 12, 25)),
)

# Digits are those of ASCII, into which full-width ones have been turned: which others there are differs by Python.
_WESTERN = re.compile(r"(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?", re.ASCII)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})", re.ASCII)
_ERA = re.compile(
    r"(令和|平成|昭和|[RHSrhs])(\d{1,2}|元)(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?", re.ASCII
)
_YEAR = re.compile(r"(?:(\d{4})|(令和|平成|昭和|[RHSrhs])(\d{1,2}|元))(?:年度?)?", re.ASCII)
_MIDNIGHT = re.compile(r"[T ]+0{1,2}:00(:00(\.0+)?)?$")
_WEEKDAY = re.compile(r"(\([月火水木金土日](曜日?)?\)|[月火水木金土日]曜日?)$")
# What `format_date` adds.
_BOTH = re.compile(r"(.*)\((?:令和|平成|昭和)(?:\d{1,2}|元)年\)", re.ASCII)
_SPAN = re.compile(r"(.+?)\s*(?:-|から)\s*(.+?)(?:まで)?")
_CLOCK = re.compile(
    r"(午前|午後|am|pm)?(\d{1,2})(?::(\d{2})(?::00)?|時(?:(\d{1,2})分?|(半))?)(am|pm)?",
    re.IGNORECASE | re.ASCII,
)
# Years outside are slips of the keyboard; inside, months can be added without leaving the calendar.
_YEARS = range(1900, 2200)


# A timetable writes the same few days and times again and again, and is read again at every edit.
@lru_cache(maxsize=1024)
def parse_date(text: str) -> date | None:
    """The day written as 2026-06-01, 2026/6/1, 2026年6月1日, 20260601, 令和8年6月1日 or R8.6.1; None otherwise.

    A time of midnight after the day (as spreadsheets add it) and a weekday are ignored.
    """
    if both := _BOTH.fullmatch(plain_number(text)):
        day = parse_date(both[1])
        # The two ways of saying the year have to agree.
        return day if day and plain(format_date(day)).endswith(plain_number(text)[len(both[1]) :]) else None
    # The midnight goes before the spaces do: 「2026/6/1 0:00」 without its space is another day.
    day_text = _WEEKDAY.sub("", plain_number(_MIDNIGHT.sub("", plain(text))))
    if match := _WESTERN.fullmatch(day_text) or _COMPACT.fullmatch(day_text):
        return _day(int(match[1]), int(match[2]), int(match[3])) if int(match[1]) in _YEARS else None
    if match := _ERA.fullmatch(day_text):
        era_year = 1 if match[2] == "元" else int(match[2])
        for index, (name, letter, first) in enumerate(ERAS):
            if match[1].upper() in (name, letter):
                day = _day(first.year + era_year - 1, int(match[3]), int(match[4]))
                last_exclusive = ERAS[index - 1][2] if index else date.max
                return day if day and era_year > 0 and first <= day < last_exclusive else None
    return None


def parse_year(text: object) -> int | None:
    """The year, or 年度, written as 2024, 2024年度, 令和6年 or R6; None otherwise. 平成31年 and 令和元年 are one year."""
    match = _YEAR.fullmatch(plain_number(text))
    if not match:
        return None
    if match[1]:
        return int(match[1]) if int(match[1]) in _YEARS else None
    for index, (name, letter, first) in enumerate(ERAS):
        if match[2].upper() in (name, letter):
            year = first.year - 1 + (1 if match[3] == "元" else int(match[3]))
            last = ERAS[index - 1][2].year if index else max(_YEARS)
            return year if first.year <= year <= last else None
    return None


@lru_cache(maxsize=1024)
def parse_time(text: str) -> int | None:
    """Minutes since midnight of 9:30, 9時半, 午後1時, 1:00 PM or 13:00; 24:00 is allowed; None otherwise.

    「9:5」 could be 9:05 or 9:50, so it is refused rather than guessed.
    """
    match = _CLOCK.fullmatch(plain_number(text))
    if not match:
        return None
    if match[1] and match[6]:
        return None
    hour, minute = int(match[2]), 30 if match[5] else int(match[3] or match[4] or 0)
    half = (match[1] or match[6] or "").lower()
    if half in ("午後", "pm"):
        if hour > 12:
            return None
        hour = hour % 12 + 12
    elif half in ("午前", "am") and hour > 12:
        return None
    minutes = hour * 60 + minute
    return minutes if minute < 60 and minutes <= 24 * 60 else None


def parse_span(text: str) -> tuple[int, int] | None:
    """From when till when, of 「9:00〜11:00」 or 「9時から11時半まで」; 「1〜2」 is a length, and None."""
    match = _SPAN.fullmatch(plain_number(text))
    if not match or not all(re.search("[:時]", part) for part in match.groups()):
        return None
    start, end = (parse_time(part) for part in match.groups())
    return (start, end) if start is not None and end is not None and start < end else None


def format_date(day: date) -> str:
    """「2026年6月1日（令和8年）」."""
    for name, _, first in ERAS:
        if day >= first:
            year = day.year - first.year + 1
            return f"{day.year}年{day.month}月{day.day}日（{name}{'元' if year == 1 else year}年）"
    return f"{day.year}年{day.month}月{day.day}日"


def add_months(day: date, months: int) -> date:
    """The day with the same number `months` later, or the month's last day where there is none (民法143条2項).

    Raises OverflowError when the year leaves the calendar's range.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9998:
        raise OverflowError(f"{year}年は計算できる範囲の外です")
    for number in range(day.day, 27, -1):
        if found := _day(year, month + 1, number):
            return found
    return date(year, month + 1, min(day.day, 28))


def period_end(first: date, months: int) -> date:
    """The last day of a period of `months` whose first counted day is `first` (民法143条2項).

    It ends the day before the day of the same number, or, where the last month has no such day, with that month:
    3 years from 2024-02-29 end on 2027-02-28. Raises OverflowError when the year leaves the calendar's range.
    """
    end = add_months(first, months)
    return end - timedelta(days=1) if end.day == first.day else end


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
