"""Dated values from outside the documents (法定雇用率): what held on a day, and nothing before the first entry."""

from datetime import date

from yoken.dates import format_date
from yoken.measures import Context, Place, Quantity, measure
from yoken.rulebook import Rulebook
from yoken.rules import Measure
from yoken.units import PERCENT, Number, format_quantity


class NoValue(ValueError):
    """The parameter has no value on that day; the message is plain Japanese."""


def value(book: Rulebook, parameter: str, day: date) -> Number:
    """The value that holds on `day`. Raises NoValue before the first entry, KeyError for an unknown parameter."""
    found = book.parameters[parameter]
    held = [each.value for each in found.values if each.start <= day]
    if not held:
        first = format_date(found.values[0].start)
        raise NoValue(
            f"{found.title}は、{first}より前の値を収めていません（{format_date(day)}の値は分かりません）。"
        )
    return held[-1]


@measure("parameter", PERCENT, "id")
def parameter(context: Context, call: Measure) -> Quantity:
    """A dated value on the report's day; before its first entry it is unknown, never a guess."""
    about = context.book.parameters[call.args["id"]]
    try:
        held = value(context.book, about.id, context.as_of)
    except NoValue:
        first = format_date(about.values[0].start)
        label = f"{first}以後の点検の日付（{about.title}は、それより前の値を収めていません）"
        return Quantity(0, None, about.unit, (Place("as_of", label),))
    return Quantity(held, held, about.unit, text=f"{about.title}の{format_quantity(held, about.unit)}")
