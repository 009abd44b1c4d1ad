"""Dated values from outside the documents (法定雇用率): what held on a day, and nothing before or after what is known."""

from datetime import date

from yoken.dates import format_date
from yoken.measures import Context, Place, Quantity, measure
from yoken.rulebook import Parameter, Rulebook
from yoken.rules import Measure
from yoken.units import PERCENT, Number, format_quantity


class NoValue(ValueError):
    """The parameter has no value on that day; the message is plain Japanese."""


def value(book: Rulebook, parameter: str, day: date) -> Number:
    """The value that holds on `day`. Raises NoValue where none is known, KeyError for an unknown parameter."""
    found = book.parameters[parameter]
    held = [each.value for each in found.values if each.start <= day <= found.until]
    if not held:
        raise NoValue(f"{_known(found, day)[1]}（{format_date(day)}の値は分かりません）。")
    return held[-1]


def _known(about: Parameter, day: date) -> tuple[str, str]:
    """The days that have a value, as seen from one that has none, and why there is none."""
    if day > about.until:
        last, checked = format_date(about.until), format_date(about.checked)
        return f"{last}まで", f"{about.title}は、{checked}に確かめたもので、{last}より後の値を収めていません"
    first = format_date(about.values[0].start)
    return f"{first}以後", f"{about.title}は、{first}より前の値を収めていません"


@measure("parameter", PERCENT, "id")
def parameter(context: Context, call: Measure) -> Quantity:
    """A dated value on the report's day; before and after the days it is known for it is unknown, never a guess."""
    about = context.book.parameters[call.args["id"]]
    try:
        held = value(context.book, about.id, context.as_of)
    except NoValue:
        days, why = _known(about, context.as_of)
        return Quantity(0, None, about.unit, (Place("as_of", f"{days}の点検の日付（{why}）"),))
    text = f"{about.title}の{format_quantity(held, about.unit)}"
    if context.as_of > about.checked:
        text += f"（{format_date(about.checked)}に確かめた値）"
    return Quantity(held, held, about.unit, text=text)
