"""A quantity against its bounds, and what becomes of it where some sessions count under one reading only."""

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from yoken import explain
from yoken.measures import Context, Place, Quantity, value_of
from yoken.report import DISPUTED, MET, UNKNOWN, UNMET, WHOLE, Finding
from yoken.rules import Bound, Constant, Extra, Measure, Threshold
from yoken.units import DATE, TIME, Number


def threshold(rule: Threshold, finding: Finding, context: Context) -> Finding:
    """Fills in the finding for the rule's measure; a disputed one where the readings differ."""
    base = value_of(context, rule.measure)
    bounds = _bounds(rule, context)
    first = bounds.fill(finding, base)
    if not rule.extras or (first.status in (MET, UNKNOWN) and rule.at_most is None):
        return first
    added = [(extra, value_of(context, _counting(rule.measure, extra))) for extra in rule.extras]
    added = [(extra, quantity) for extra, quantity in added if quantity.high != 0]
    if not added:
        return first
    results = [replace(first, reading_name=explain.counted_without(tuple(e.counting for e, _ in added)))]
    for chosen in _choices(added):
        name = "、".join(extra.counting for extra, _ in chosen)
        total = _sum(base, [quantity for _, quantity in chosen])
        results.append(bounds.fill(replace(first, reading_name=f"{name}を数える"), total))
    if len({result.status for result in results}) == 1:
        if first.status == UNMET and first.short_by:
            # The gap of the strictest reading alone would say more than the text does.
            first.notes = (*first.notes, explain.still_unmet(results[-1]))
        return first
    if any(result.status == UNKNOWN for result in results):
        first.status = UNKNOWN
        first.needs = tuple(dict.fromkeys(place for result in results for place in result.needs))
        first.message = explain.needs(first.needs)
        return first
    readings = tuple(dict.fromkeys([*finding.readings, *(extra.reading for extra, _ in added)]))
    return disputed(first, readings, tuple(results))


def disputed(first: Finding, readings: tuple[str, ...], results: tuple[Finding, ...]) -> Finding:
    """`first` as the finding of readings that come to different results."""
    first.status, first.branch, first.children = DISPUTED, "readings", results
    first.reading_name, first.readings, first.short_by = "", readings, ""
    first.notes, first.needs = (), ()
    first.message = explain.disputed(results)
    return first


def _counting(measure: Measure, extra: Extra) -> Measure:
    return Measure(measure.name, measure.unit, extra.where, measure.args)


def _choices(added: list[tuple[Extra, Quantity]]) -> list[list[tuple[Extra, Quantity]]]:
    """Each extra by itself and, where there are several, all of them together."""
    return [[each] for each in added] + ([added] if len(added) > 1 else [])


def _sum(base: Quantity, added: list[Quantity]) -> Quantity:
    total = base
    for each in added:
        high = None if total.high is None or each.high is None else total.high + each.high
        total = Quantity(
            total.low + each.low, high, base.unit, total.needs + each.needs, total.places + each.places
        )
    return total


class _Bounds(NamedTuple):
    """The bounds of a threshold with their values in one run, and the sentence of what they require."""

    at_least: Quantity | None
    at_most: Quantity | None
    usual: Quantity | None
    required: str

    def fill(self, finding: Finding, value: Quantity) -> Finding:
        """Says in `finding` how this value stands to the bounds."""
        status, gap = MET, None
        needs: tuple[Place, ...] = ()
        if self.at_least is not None:
            status, gap = _compare(value, self.at_least)
            if status == UNKNOWN:
                needs = value.needs + self.at_least.needs
        if self.at_most is not None:
            result, past = _compare(self.at_most, value)
            if result == UNMET or (result == UNKNOWN and status == MET):
                status, gap = result, past
            if result == UNKNOWN:
                needs += value.needs + self.at_most.needs
        finding.status, finding.found, finding.required = status, str(value), self.required
        finding.needs = tuple(dict.fromkeys(needs)) if status == UNKNOWN else ()
        finding.places = value.places
        finding.short_by, finding.lacking, finding.notes = "", WHOLE, ()
        if status == UNMET:
            finding.lacking = self._lacking(gap)
            finding.short_by = "" if gap is None else explain.quantity(gap, value.unit)
        elif status == MET and self.usual is not None and self._above_usual(value):
            finding.notes = (explain.above_usual(self.usual, value),)
        finding.message = explain.threshold(finding, self.at_least, self.at_most, value)
        return finding

    def _lacking(self, gap: Number | None) -> tuple[Number, Number]:
        """How much of the lower bound the value lacks; what has no lower bound, or is a date, is lacking altogether."""
        bound = self.at_least
        if gap is None or bound is None or bound.low <= 0 or bound.unit in (DATE, TIME):
            return WHOLE
        return gap, bound.low

    def _above_usual(self, value: Quantity) -> bool:
        return self.usual is not None and self.usual.high is not None and value.low > self.usual.high


def _bounds(rule: Threshold, context: Context) -> _Bounds:
    at_least, at_most, usual = rule.at_least, rule.at_most, rule.usual_at_most
    if isinstance(at_least, Measure) or isinstance(at_most, Measure) or isinstance(usual, Measure):
        return _made(_value(at_least, context), _value(at_most, context), _value(usual, context))
    return _written(at_least, at_most, usual)


@lru_cache(maxsize=1024)
def _written(at_least: Constant | None, at_most: Constant | None, usual: Constant | None) -> _Bounds:
    """Bounds that stand in the rules, and so are the same in every run."""
    return _made(_constant(at_least), _constant(at_most), _constant(usual))


def _made(at_least: Quantity | None, at_most: Quantity | None, usual: Quantity | None) -> _Bounds:
    return _Bounds(at_least, at_most, usual, explain.required(at_least, at_most))


def _constant(bound: Constant | None) -> Quantity | None:
    return None if bound is None else Quantity(bound.value, bound.value, bound.unit)


def _value(bound: Bound | None, context: Context) -> Quantity | None:
    return value_of(context, bound) if isinstance(bound, Measure) else _constant(bound)


def _compare(larger: Quantity, smaller: Quantity) -> tuple[str, Number | None]:
    """Whether larger ≥ smaller for certain (met), not at all (unmet, by how much) or not decided."""
    if smaller.high is not None and larger.low >= smaller.high:
        return MET, None
    if larger.high is not None and larger.high < smaller.low:
        return UNMET, smaller.low - larger.high
    return UNKNOWN, None
