"""The dates of the 2006 notice, 第3: designation, application window, validity, reports, deadlines.

Pure arithmetic on days. Whether 第3 is still in force is not known (D28); whoever shows these dates says so.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from yoken.closed_days import (
    LAST_YEAR,
    OutOfCalendar,
    closed_because,
    next_open,
    out_of_calendar,
    previous_open,
)
from yoken.dates import format_date, period_end

# 平成18年: no designation on April 1; one between May 1 and June 1, applied for from February to March.
FIRST_DESIGNATION, FIRST_DESIGNATION_ENDS = date(2006, 5, 1), date(2006, 6, 1)
FIRST_WINDOW = date(2006, 2, 1), date(2006, 3, 31)
FIRST_VALIDITY_ENDS = date(2009, 3, 31)

VALID_MONTHS = 36
BAR_MONTHS = 36
CERTIFIED_YEARS = 5
NOTICE_DAYS = 60
OPENS_AT, CLOSES_AT = "9:30", "17:00"


@dataclass(frozen=True, slots=True)
class DateEntry:
    """One date or period that follows from a designation. `readings`: register entries it rests on.

    `disputed`: whether something is due at all depends on how the text is read.
    """

    id: str
    title: str
    start: date
    end: date
    clause: str
    notes: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    disputed: bool = False
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """受付期間: first and last day, and the days they would be if offices never closed."""

    opens: date
    closes: date
    written_opens: date
    written_closes: date

    @property
    def notes(self) -> tuple[str, ...]:
        """A sentence for each end that moved."""
        ends = (("初日", self.written_opens, self.opens), ("締切日", self.written_closes, self.closes))
        return tuple(
            f"{name}は{_month_day(moved)}です。{moved_because(written)}。"
            for name, written, moved in ends
            if written != moved
        )


def moved_because(written: date) -> str:
    """Why an end of a window is not the day that its month gives."""
    return f"{_month_day(written)}は{closed_because(written)}で閉庁日なので、直後の開庁日に移ります"


def in_transition(day: date) -> bool:
    """Whether a designation on that day is the one of 2006 (経過措置)."""
    return FIRST_DESIGNATION <= day <= FIRST_DESIGNATION_ENDS


def is_designation_day(day: date) -> bool:
    """Whether designations are made on that day: April 1, October 1, or the days of the transition in 2006."""
    return in_transition(day) or (day > FIRST_DESIGNATION_ENDS and (day.month, day.day) in ((4, 1), (10, 1)))


def next_designation_day(day: date) -> date:
    """The day itself where it is a designation day, else the first one after it. Raises OutOfCalendar."""
    if day <= FIRST_DESIGNATION_ENDS:
        return max(day, FIRST_DESIGNATION)
    if day.year > LAST_YEAR:
        raise OutOfCalendar(out_of_calendar(day.year))
    candidates = (date(day.year, 4, 1), date(day.year, 10, 1), date(day.year + 1, 4, 1))
    return next(each for each in candidates if each >= day)


def window(designation: date) -> Window:
    """When to apply for a designation. Raises ValueError for a day that is none, OutOfCalendar."""
    _must_be_designation_day(designation)
    if in_transition(designation):
        first, last = FIRST_WINDOW
    else:
        first = date(designation.year, designation.month - 3, 1)
        last = first.replace(day=31)  # January or July
    return Window(next_open(first), next_open(last), first, last)


def next_window(day: date) -> tuple[date, Window]:
    """The window that `day` is in, or the first one after it, with its designation day. Raises OutOfCalendar."""
    designation = next_designation_day(day)
    while (found := window(designation)).closes < day:
        designation = next_designation_day(max(designation, FIRST_DESIGNATION_ENDS) + timedelta(days=1))
    return designation, found


def validity_ends(designation: date) -> date:
    """The last day of the three years. Raises ValueError for a day that is no designation day."""
    _must_be_designation_day(designation)
    return FIRST_VALIDITY_ENDS if in_transition(designation) else period_end(designation, VALID_MONTHS)


def fiscal_year(day: date) -> int:
    """年度 of a day: April to March."""
    return day.year if day.month >= 4 else day.year - 1


def report_period(year: int) -> tuple[date, date]:
    """When the report of the year before is due: April 1 to May 31, never moved (D09)."""
    return date(year, 4, 1), date(year, 5, 31)


def report_years(designation: date) -> range:
    """The years in whose April and May a report may be due; the last ones after the validity are disputed (D09)."""
    return range(fiscal_year(designation) + 1, fiscal_year(validity_ends(designation)) + 2)


def change_deadline(change: date) -> date:
    """Sixty days before a change of the 研修実施規程, never moved (D10)."""
    return change - timedelta(days=NOTICE_DAYS)


def bar_ends(cancelled: date) -> date:
    """The first day on which three years from the cancellation, its own day counted, have passed (D11)."""
    return period_end(cancelled, BAR_MONTHS) + timedelta(days=1)


def certified_from(request: date) -> tuple[date, date]:
    """The first day of the past five years: with the day of the request not counted, and counted."""
    return _years_before(request), _years_before(request + timedelta(days=1))


def renewal_day(designation: date) -> date:
    """The designation day on which a new designation follows the old one without a gap."""
    return next_designation_day(validity_ends(designation) + timedelta(days=1))


def timeline(target: date) -> list[DateEntry]:
    """Everything that follows from a designation on `target`, or on the first designation day after it.

    Raises OutOfCalendar where the closed days of a year it needs are not known.
    """
    designation = next_designation_day(target)
    moved = (
        ()
        if designation == target
        else (f"{format_date(target)}は指定適用日ではないので、次の指定適用日で計算します。",)
    )
    clause = "2006/第3/2/(1)/ただし書" if in_transition(designation) else "2006/第3/2/(1)"
    ends = validity_ends(designation)
    return [
        DateEntry("designation", "指定適用日", designation, designation, clause, moved, ("D28",)),
        _window_entry("window", "指定希望の受付", designation),
        DateEntry(
            "validity",
            "指定の有効期間",
            designation,
            ends,
            "2006/第3/6/ただし書" if in_transition(designation) else "2006/第3/6",
        ),
        *(_report_entry(year, ends) for year in report_years(designation)),
        _window_entry("renewal", "引き続き指定を希望するときの受付", renewal_day(designation)),
    ]


def closed_note(day: date) -> str:
    """「日曜日」 where offices are closed on the day, empty where they are open or the calendar does not reach."""
    try:
        return closed_because(day)
    except OutOfCalendar:
        return ""


def report_note(year: int) -> str:
    """What to say of a May 31 on which offices are closed; empty where they are open. Raises OutOfCalendar."""
    last = report_period(year)[1]
    if not (why := closed_because(last)):
        return ""
    before = _month_day(previous_open(last))
    return f"5月31日は{why}で閉庁日ですが、期限を延ばす定めはありません。前の開庁日の{before}までに出すと確実です。"


def change_note(change: date) -> str:
    """What to say of a change deadline on which offices are closed; empty where they are open. Raises OutOfCalendar."""
    last = change_deadline(change)
    if not (why := closed_because(last)):
        return ""
    before = _month_day(previous_open(last))
    return f"{_month_day(last)}は{why}で閉庁日です。動かす定めはないので、前の開庁日の{before}までに出すことを勧めます。"


def _window_entry(id_: str, title: str, designation: date) -> DateEntry:
    found = window(designation)
    exception = in_transition(designation)
    clause = (
        "2006/第3/13/手続"
        if id_ == "renewal"
        else "2006/第3/2/(2)/ただし書"
        if exception
        else "2006/第3/2/(2)/受付"
    )
    notes = found.notes
    if id_ == "renewal":
        notes = (f"{format_date(designation)}の指定に続けるための受付です。", *notes)
    return DateEntry(
        id_, title, found.opens, found.closes, clause, notes, ("D07",), hours=f"{OPENS_AT}〜{CLOSES_AT}"
    )


def _report_entry(year: int, ends: date) -> DateEntry:
    first, last = report_period(year)
    late = first > ends
    notes = [f"{year - 1}年度の実施状況と、{year}年度の研修実施計画の報告です。"]
    notes += (
        ["有効期間が終わった後の報告です。出す必要があるかは、読み方によって変わります。"] if late else []
    )
    notes += [note] if (note := report_note(year)) else []
    return DateEntry(
        f"report-{year}",
        f"{year}年の実施状況の報告",
        first,
        last,
        "2006/第3/7/(1)",
        tuple(notes),
        ("D09",),
        late,
    )


def _years_before(day: date) -> date:
    """The day of the same number five years before; where February has no 29th, the period starts on March 1."""
    year = day.year - CERTIFIED_YEARS
    return date(year, 3, 1) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def _must_be_designation_day(day: date) -> None:
    if not is_designation_day(day):
        raise ValueError(f"{format_date(day)}は指定適用日（4月1日か10月1日）ではありません。")


def _month_day(day: date) -> str:
    return f"{day.month}月{day.day}日"
