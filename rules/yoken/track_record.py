"""What an organisation has done year by year, whom it employs, and when a student finished and graduated."""

from datetime import date
from fractions import Fraction

from yoken.measures import Context, Place, Quantity, asked, measure
from yoken.rules import Measure
from yoken.units import PERCENT
from yoken.windows import fiscal_year

RUNS = "回"
YEARS = "年"
FISCAL_YEARS = "年度"


def _yearly(context: Context, question: str, by: str) -> dict[int, int]:
    """The yearly numbers answered, of years (年 or 年度) that have begun.

    A year to come is a plan, and none yet in a year that is not over may still become one: both are left out.
    """
    answer = asked(context, question).answer
    running = fiscal_year(context.as_of) if by == FISCAL_YEARS else context.as_of.year
    counts = dict(answer) if isinstance(answer, dict) else {}
    return {year: n for year, n in counts.items() if year < running or (year == running and n)}


def _year(place: Place, year: int, word: str = YEARS) -> Place:
    return Place(place.path, f"{place.label}（{year}{word}）")


@measure("fewest-runs", RUNS, "question", "by")
def fewest_runs(context: Context, call: Measure) -> Quantity:
    """The smallest yearly number from the first to the last year answered; a year left out between them is unknown.

    `by`: 年 or 年度, what the question's years are.
    """
    by = call.args["by"]
    counts, place = _yearly(context, call.args["question"], by), asked(context, call.args["question"]).place
    if not counts:
        return Quantity(0, None, RUNS, (place,))
    first, last = min(counts), max(counts)
    missing = tuple(_year(place, year, by) for year in range(first, last) if year not in counts)
    fewest = min(counts.values())
    text = (
        f"{first}{by}から{last}{by}まででいちばん少ない{by}が{fewest}回"
        if len(counts) > 1
        else f"{first}{by}に{fewest}回"
    )
    return Quantity(0 if missing else fewest, fewest, RUNS, missing, (place,), "" if missing else text)


@measure("years-with-runs", YEARS, "question", "by")
def years_with_runs(context: Context, call: Measure) -> Quantity:
    """In how many of the years answered the number is one or more; nothing answered is not known, rather than none."""
    counts, place = (
        _yearly(context, call.args["question"], call.args["by"]),
        asked(context, call.args["question"]).place,
    )
    if not counts:
        return Quantity(0, None, YEARS, (place,))
    held = sum(1 for count in counts.values() if count)
    return Quantity(held, held, YEARS, places=(place,))


@measure("years-held", YEARS, "question", "before", "years")
def years_held(context: Context, call: Measure) -> Quantity:
    """In how many of the `years` calendar years before the year of the day `before` the yearly number is one or more."""
    day, counts = asked(context, call.args["before"]), _yearly(context, call.args["question"], YEARS)
    place, length = asked(context, call.args["question"]).place, int(call.args["years"])
    if not isinstance(day.answer, date):
        return Quantity(0, length, YEARS, (day.place, *(() if counts else (place,))))
    wanted = range(day.answer.year - length, day.answer.year)
    held = [year for year in wanted if counts.get(year, 0) > 0]
    missing = tuple(_year(place, year) for year in wanted if year not in counts)
    without = "・".join(f"{year}年" for year in wanted if counts.get(year) == 0)
    held_text = f"うち{len(held)}年（{without}は0回）" if without else "毎年"
    text = f"{wanted[0]}年から{wanted[-1]}年までの{held_text}"
    return Quantity(
        len(held), len(held) + len(missing), YEARS, missing, (place, day.place), "" if missing else text
    )


@measure("retention", PERCENT, "hired", "stayed", "no_hires")
def retention(context: Context, call: Measure) -> Quantity:
    """The share of those hired who still work after six months. `no_hires` says what nobody hired counts as (0 or 100)."""
    hired, stayed = asked(context, call.args["hired"]), asked(context, call.args["stayed"])
    if hired.answer == 0:
        share = Fraction(int(call.args["no_hires"]), 100)
        return Quantity(share, share, PERCENT, places=(hired.place,), text="雇入れなし")
    if (
        not isinstance(hired.answer, int)
        or not isinstance(stayed.answer, int)
        or stayed.answer > hired.answer
    ):
        # More who stayed than were hired is a slip in one of the two answers.
        slip = isinstance(hired.answer, int) and isinstance(stayed.answer, int)
        needs = tuple(each.place for each in (hired, stayed) if slip or not isinstance(each.answer, int))
        return Quantity(Fraction(0), Fraction(1), PERCENT, needs)
    share = Fraction(stayed.answer, hired.answer)
    found = Quantity(share, share, PERCENT)
    text = f"{hired.answer}人のうち{stayed.answer}人（{found}）"
    return Quantity(share, share, PERCENT, places=(hired.place, stayed.place), text=text)


@measure("fiscal-years-apart", FISCAL_YEARS, "earlier", "later")
def fiscal_years_apart(context: Context, call: Measure) -> Quantity:
    """How many fiscal years (4月1日 to 3月31日) the day `later` lies after the day `earlier`; below zero, before it."""
    days = asked(context, call.args["earlier"]), asked(context, call.args["later"])
    needs = tuple(day.place for day in days if not isinstance(day.answer, date))
    earlier, later = (day.answer for day in days)
    if not isinstance(earlier, date) or not isinstance(later, date):
        return Quantity(-9999, None, FISCAL_YEARS, needs, text="未入力")
    apart = fiscal_year(later) - fiscal_year(earlier)
    text = f"{fiscal_year(earlier)}年度（卒業は{fiscal_year(later)}年度）"
    return Quantity(apart, apart, FISCAL_YEARS, places=tuple(day.place for day in days), text=text)
