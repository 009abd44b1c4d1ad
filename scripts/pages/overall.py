"""What a curriculum check asks of the training as a whole, apart from the single subjects."""

from __future__ import annotations

from yoken.rulebook import Check, Curriculum, Rulebook, walk
from yoken.rules import Constant, Criterion, Threshold
from yoken.units import MINUTES

from scripts.pages.uses import cited_by


def overall(book: Rulebook, check: Check, curriculum: Curriculum) -> tuple[Criterion, ...]:
    """The check's outermost criteria that cite no row of the table, in order."""
    rows = {ref for subject in curriculum.subjects for ref in cited_by(subject)}
    return tuple(
        criterion
        for criterion in check.require
        if criterion.training in (None, curriculum.id) and criterion.clause not in rows
    )


def total_at_least(check: Check, training: str) -> tuple[Criterion, int] | tuple[None, None]:
    """The criterion on the training's total time, and its minutes: the largest asked of all sessions."""
    candidates = [
        (criterion, int(criterion.rule.at_least.value))
        for criterion in walk(check.require)
        if criterion.training in (None, training)
        and isinstance(criterion.rule, Threshold)
        and isinstance(criterion.rule.at_least, Constant)
        and criterion.rule.at_least.unit == MINUTES
        and not (criterion.rule.measure.where and criterion.rule.measure.where.subject)
    ]
    return max(candidates, key=lambda each: each[1], default=(None, None))
