"""Lengths of time and runs of years that an organisation answers with dates and yearly counts."""

from datetime import date, timedelta

from yoken.dates import parse_date, period_end
from yoken.measures import Context, Place, Quantity, measure
from yoken.rules import Measure
from yoken.units import DATE, MONTHS, format_quantity
from yoken.windows import fiscal_year

YEARS = "年度"
# Days left over from separate periods make a month when they fill the longest one: 民法 has no rule for such a sum.
DAYS_OF_A_MONTH = 31

Period = tuple[date, date]


def _place(context: Context, question: str) -> Place:
    return Place(f"answers/{question}", context.book.questions[question].ask)


def _dates(context: Context, *questions: str) -> list[date] | tuple[Place, ...]:
    """The days answered, or the questions that have no answer yet."""
    answers = [context.facts.answers.get(question) for question in questions]
    given = [answer for answer in answers if isinstance(answer, date)]
    if len(given) == len(questions):
        return given
    return tuple(
        _place(context, question)
        for question, answer in zip(questions, answers, strict=True)
        if not isinstance(answer, date)
    )


def length(first: date, last: date) -> tuple[int, int]:
    """Whole months and left-over days from `first` to `last`, both days included: 4月1日 to 9月30日 is 6 months."""
    months = max(0, (last.year - first.year) * 12 + last.month - first.month + 1)
    while months and period_end(first, months) > last:
        months -= 1
    ended = period_end(first, months) if months else first - timedelta(days=1)
    return months, max(0, (last - ended).days)


def together(periods: list[Period]) -> list[Period]:
    """The periods in order, those that touch or overlap made one, so that no day counts twice."""
    merged: list[Period] = []
    for first, last in sorted(period for period in periods if period[0] <= period[1]):
        if merged and first <= merged[-1][1] + timedelta(days=1):
            merged[-1] = merged[-1][0], max(merged[-1][1], last)
        else:
            merged.append((first, last))
    return merged


def months_of(periods: list[Period]) -> int:
    """Whole months of all the periods together."""
    lengths = [length(*period) for period in together(periods)]
    return sum(months for months, _ in lengths) + sum(days for _, days in lengths) // DAYS_OF_A_MONTH


@measure("months-between", MONTHS, "from", "until")
def months_between(context: Context, call: Measure) -> Quantity:
    """Whole months from the day answered to `from` to the day answered to `until`, both included."""
    days = _dates(context, call.args["from"], call.args["until"])
    if isinstance(days, tuple):
        return Quantity(0, None, MONTHS, days)
    places = (_place(context, call.args["from"]), _place(context, call.args["until"]))
    return _so_far(context, [(days[0], days[1])], call.args["until"])._replace(places=places)


def _so_far(context: Context, periods: list[Period], until: str, needs: tuple[Place, ...] = ()) -> Quantity:
    """Whole months of the periods: at least those that lie before the day of the check, as the rest may not come to be."""
    low = months_of([(first, min(last, context.as_of)) for first, last in periods])
    high = months_of(periods)
    if low < high:
        place = _place(context, until)
        needs = (*needs, Place(place.path, f"{place.label}（点検する日までの答え）"))
        return Quantity(low, high if len(needs) == 1 else None, MONTHS, needs)
    return Quantity(low, None if needs else high, MONTHS, needs)


def _before(period: list[date], limit: str) -> Period:
    """The part of a period that lies before the day `limit`."""
    before = parse_date(limit)
    assert before is not None, limit
    return period[0], min(period[1], before - timedelta(days=1))


@measure(
    "months-with-earlier",
    MONTHS,
    "from",
    "until",
    "earlier",
    "earlier_from",
    "earlier_until",
    "earlier_before",
)
def months_with_earlier(context: Context, call: Measure) -> Quantity:
    """`months-between`, with an earlier activity added where the yes/no question `earlier` says there was one.

    Only days of the earlier activity before the day `earlier_before` count.
    """
    own = _dates(context, call.args["from"], call.args["until"])
    periods: list[Period] = [] if isinstance(own, tuple) else [(own[0], own[1])]
    needs = own if isinstance(own, tuple) else ()
    earlier = context.facts.answers.get(call.args["earlier"])
    if earlier is None:
        needs += (_place(context, call.args["earlier"]),)
    elif earlier is True:
        days = _dates(context, call.args["earlier_from"], call.args["earlier_until"])
        if isinstance(days, tuple):
            needs += days
        else:
            periods.append(_before(days, call.args["earlier_before"]))
    return _so_far(context, periods, call.args["until"], needs)


@measure("days-past-months", "日", "from", "until", "months", "first_day")
def days_past_months(context: Context, call: Measure) -> Quantity:
    """By how many days the day `until` lies past the limit of `months` from the day `from`.

    `first_day`: `counted` or `not-counted`, as for the timetable's `span-past-limit`.
    """
    questions = call.args["from"], call.args["until"]
    days = _dates(context, *questions)
    if isinstance(days, tuple):
        return Quantity(0, None, "日", days)
    if days[1] < days[0]:
        # A period that ends before it begins is a slip in one of the two answers.
        return Quantity(0, None, "日", tuple(_place(context, question) for question in questions))
    uncounted = 0 if call.args["first_day"] == "counted" else 1
    limit = period_end(days[0] + timedelta(days=uncounted), int(call.args["months"]))
    past = max(0, (days[1] - limit).days)
    text = f"{format_quantity(days[0].toordinal(), DATE)}から{format_quantity(days[1].toordinal(), DATE)}まで"
    return Quantity(past, past, "日", text=text)


def _yearly(context: Context, question: str) -> dict[int, int]:
    """The yearly numbers answered, of the fiscal years that have begun: one to come is a plan.

    None yet in a year that is not over may still become one: it is left out too.
    """
    answer, running = context.facts.answers.get(question), fiscal_year(context.as_of)
    counts = dict(answer) if isinstance(answer, dict) else {}
    return {year: n for year, n in counts.items() if year < running or (year == running and n)}


def _run(counts: dict[int, int], last: int) -> range:
    """The years in a row, up to `last`, that have a count of one or more."""
    first = last + 1
    while counts.get(first - 1, 0) > 0:
        first -= 1
    return range(first, last + 1)


@measure("years-running", YEARS, "question")
def years_running(context: Context, call: Measure) -> Quantity:
    """How many years in a row, up to the last year answered, have a count of one or more.

    The year before the first one answered may have been one too: that is not known, rather than zero.
    """
    counts, place = _yearly(context, call.args["question"]), _place(context, call.args["question"])
    if not counts:
        return Quantity(0, None, YEARS, (place,))
    last = max(counts)
    run = _run(counts, last)
    before = run.start - 1
    missing = () if before in counts else (Place(place.path, f"{place.label}（{before}年度）"),)
    text = f"{run.start}年度から{last}年度までの{len(run)}年度" if len(run) > 1 else f"{len(run)}年度"
    return Quantity(len(run), None if missing else len(run), YEARS, missing, (place,), text)


@measure("longest-run", YEARS, "question")
def longest_run(context: Context, call: Measure) -> Quantity:
    """How many years in a row, whenever it was, have a count of one or more.

    Where the year before a run has no answer, the run may have been longer.
    """
    counts, place = _yearly(context, call.args["question"]), _place(context, call.args["question"])
    if not counts:
        return Quantity(0, None, YEARS, (place,))
    runs = [_run(counts, last) for last in counts]
    longest = max(len(run) for run in runs)
    before = sorted({run.start - 1 for run in runs if run and run.start - 1 not in counts})
    missing = tuple(Place(place.path, f"{place.label}（{year}年度）") for year in before)
    return Quantity(longest, None if missing else longest, YEARS, missing, (place,))


@measure("least-of-years", "人", "question", "years")
def least_of_years(context: Context, call: Measure) -> Quantity:
    """The smallest of the yearly numbers of people, of the last `years` answered that are over."""
    running = fiscal_year(context.as_of)
    counts = {year: n for year, n in _yearly(context, call.args["question"]).items() if year < running}
    place = _place(context, call.args["question"])
    if not counts:
        return Quantity(0, None, "人", (place,))
    first = max(counts) - int(call.args["years"])
    least = min(n for year, n in counts.items() if year > first)
    return Quantity(least, least, "人", places=(place,))
