"""The dates of `yoken.windows` as measures that rules can compare with the days people answer.

A day for which nothing can be computed (no designation day, a year without known holidays) leaves the measure
unknown and says which answer would settle it; no measure raises for what a person typed.
"""

from collections.abc import Callable
from datetime import date

from yoken import windows
from yoken.closed_days import FIRST_YEAR, LAST_YEAR, OutOfCalendar, previous_open
from yoken.dates import format_date
from yoken.measures import Context, Place, Quantity, measure
from yoken.rules import Measure
from yoken.units import DATE


def spoken(day: date) -> str:
    """「2026年5月31日（令和8年、日曜日で閉庁日）」; just the date where offices are open."""
    why = windows.closed_note(day)
    text = format_date(day)
    return f"{text[:-1]}、{why}で閉庁日）" if why and text.endswith("）") else text


def _place(context: Context, question: str) -> Place:
    return Place(f"answers/{question}", context.book.questions[question].ask)


def _date(day: date, place: Place, text: str = "") -> Quantity:
    return Quantity(day.toordinal(), day.toordinal(), DATE, places=(place,), text=text or spoken(day))


def _from(context: Context, call: Measure, compute: Callable[[date, Place], Quantity]) -> Quantity:
    """`compute` for the day answered to the question that the rule names; unknown where there is none to compute from."""
    place = _place(context, call.args["question"])
    answer = context.facts.answers.get(call.args["question"])
    if not isinstance(answer, date):
        return Quantity(0, None, DATE, (place,))
    try:
        return compute(answer, place)
    except (OutOfCalendar, OverflowError):
        wanted = _within_calendar(place)
    except ValueError:
        wanted = Place(place.path, f"{place.label}（4月1日か10月1日の答え）")
    return Quantity(0, None, DATE, (wanted,), text="計算できません")


@measure("answered-day", DATE, "question")
def answered_day(context: Context, call: Measure) -> Quantity:
    """The day answered, with a word where offices are closed on it."""
    return _from(context, call, _date)


@measure("designation-day", DATE, "question")
def designation_day(context: Context, call: Measure) -> Quantity:
    """The day answered where it is a designation day, else the next one."""
    return _from(context, call, lambda day, place: _plain_date(windows.next_designation_day(day), place))


@measure("window-day", DATE, "question", "end", "show")
def window_day(context: Context, call: Measure) -> Quantity:
    """An end of the application window for the designation day answered.

    `end`: `opens` or `closes`. `show`: `moved` (the day), `explained` (the day, and why it moved) or `written` (the day
    that the month alone would give).
    """
    opens = call.args["end"] == "opens"

    def compute(day: date, place: Place) -> Quantity:
        found = windows.window(day)
        moved, written = (found.opens, found.written_opens) if opens else (found.closes, found.written_closes)
        if call.args["show"] == "written":
            return _date(written, place)
        why = (
            f"（{windows.moved_because(written)}）"
            if moved != written and call.args["show"] == "explained"
            else ""
        )
        return _date(moved, place, format_date(moved) + why)

    return _from(context, call, compute)


@measure("next-window", DATE, "question", "end")
def next_window(context: Context, call: Measure) -> Quantity:
    """An end (`opens`, `closes`) of the window that the day answered is in, or of the first one after it."""

    def compute(day: date, place: Place) -> Quantity:
        _, found = windows.next_window(day)
        return _plain_date(found.opens if call.args["end"] == "opens" else found.closes, place)

    return _from(context, call, compute)


@measure("validity-ends", DATE, "question")
def validity_ends(context: Context, call: Measure) -> Quantity:
    """The last day of the designation that began on the day answered."""
    return _from(context, call, lambda day, place: _plain_date(windows.validity_ends(day), place))


@measure("renewal-window-closes", DATE, "question")
def renewal_window_closes(context: Context, call: Measure) -> Quantity:
    """The last day to apply so that the next designation follows the one that began on the day answered."""

    def compute(day: date, place: Place) -> Quantity:
        windows.validity_ends(day)
        following = windows.renewal_day(day)
        found = windows.window(following)
        when = f"{format_date(found.opens)}から{format_date(found.closes)}まで"
        return _date(found.closes, place, f"{when}（{format_date(following)}の指定の受付）")

    return _from(context, call, compute)


@measure("report-due", DATE, "question", "which")
def report_due(context: Context, call: Measure) -> Quantity:
    """April 1 of the `first` year with a report, or of the `last` whose report tells of a year of the designation."""
    index = 0 if call.args["which"] == "first" else -1

    def compute(day: date, place: Place) -> Quantity:
        return _plain_date(windows.report_period(windows.report_years(day)[index])[0], place)

    return _from(context, call, compute)


@measure("report-period", DATE, "question", "end")
def report_period(context: Context, call: Measure) -> Quantity:
    """April 1 (`opens`) or May 31 (`closes`) of the year answered."""
    place = _place(context, call.args["question"])
    year = context.facts.answers.get(call.args["question"])
    if not isinstance(year, int) or not FIRST_YEAR <= year <= LAST_YEAR:
        text = "" if year is None else "計算できません"
        return Quantity(0, None, DATE, (place if year is None else _within_calendar(place),), text=text)
    opens, closes = windows.report_period(year)
    return _plain_date(opens, place) if call.args["end"] == "opens" else _deadline(closes, place)


@measure("change-deadline", DATE, "question")
def change_deadline(context: Context, call: Measure) -> Quantity:
    """Sixty days before the change."""
    return _from(context, call, lambda day, place: _deadline(windows.change_deadline(day), place))


@measure("bar-ends", DATE, "question")
def bar_ends(context: Context, call: Measure) -> Quantity:
    """The first designation day after three years have passed since the cancellation."""

    def compute(day: date, place: Place) -> Quantity:
        return _plain_date(windows.next_designation_day(windows.bar_ends(day)), place)

    return _from(context, call, compute)


@measure("certified-from", DATE, "question", "request_day")
def certified_from(context: Context, call: Measure) -> Quantity:
    """The first day of the five years before the request; `request_day`: `counted` or `not-counted`."""
    index = 1 if call.args["request_day"] == "counted" else 0
    return _from(context, call, lambda day, place: _plain_date(windows.certified_from(day)[index], place))


def _plain_date(day: date, place: Place) -> Quantity:
    return _date(day, place, format_date(day))


def _deadline(day: date, place: Place) -> Quantity:
    """A last day that does not move; where offices are closed on it, the open day before is named."""
    text = spoken(day)
    if windows.closed_note(day):
        before = previous_open(day)
        text = f"{text[:-1]}。前の開庁日は{before.month}月{before.day}日）"
    return _date(day, place, text)


def _within_calendar(place: Place) -> Place:
    return Place(place.path, f"{place.label}（{FIRST_YEAR}年から{LAST_YEAR}年までの答え）")
