"""What decides a criterion, so that it is judged again only where that has changed."""

from collections.abc import Iterable

from yoken.measures import MEASURES
from yoken.rules import All, AnyOf, Criterion, Judged, Measure, Readings, Rule, Threshold, Topic, Where

Subjects = frozenset[str]


def deciding(criterion: Criterion) -> Subjects | None:
    """The subjects whose sessions decide it together with people's judgements and those sessions whose subject is not known.
    None where it may look at more."""
    rules = (criterion.rule,) if criterion.only_if is None else (criterion.rule, criterion.only_if)
    return _all_of(map(_of_rule, rules))


def _of_rule(rule: Rule) -> Subjects | None:
    match rule:
        case All() | AnyOf():
            return _all_of(map(deciding, rule.children))
        case Readings():
            return _all_of(deciding(each.criterion) for each in rule.alternatives)
        case Judged():
            return frozenset()
        case Topic():
            return frozenset((rule.subject,))
        case Threshold():
            bounds = (rule.at_least, rule.at_most, rule.usual_at_most)
            measures = [rule.measure, *(each for each in bounds if isinstance(each, Measure))]
            return _all_of([*map(_of_measure, measures), *(_of_where(extra.where) for extra in rule.extras)])
        case _:
            return None


def _of_measure(measure: Measure) -> Subjects | None:
    kind = MEASURES.get(measure.name)
    return _of_where(measure.where) if kind and kind.filtered else None


def _of_where(where: Where | None) -> Subjects | None:
    return frozenset(where.subject) if where and where.subject else None


def _all_of(parts: Iterable[Subjects | None]) -> Subjects | None:
    found: Subjects = frozenset()
    for part in parts:
        if part is None:
            return None
        found |= part
    return found
