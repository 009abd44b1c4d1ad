"""Who of the listed instructors could teach a subject they do not teach yet, as far as the list tells."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from yoken.evaluate import judge
from yoken.facts import Facts
from yoken.measures import Context
from yoken.people import rows_of, teaching
from yoken.plain import key
from yoken.report import JUDGEMENT, MET, Report
from yoken.rulebook import Rulebook, walk
from yoken.rules import EachInstructor


@dataclass(frozen=True)
class Candidate:
    """`status`: met, or judgement where a person still has to confirm something."""

    name: str
    status: str


def candidates(
    book: Rulebook, report: Report, facts: Facts, wanted: Collection[str]
) -> dict[str, tuple[Candidate, ...]]:
    """For the wanted criteria (named like the subjects): those who lack nothing first, then those to be confirmed.

    Nobody is named who lacks something, may lack it, or teaches the subject already.
    """
    context = Context(book, facts, report.as_of)
    found: dict[str, tuple[Candidate, ...]] = {}
    for criterion in walk(book.checks[report.check].require):
        rule = criterion.rule
        if criterion.id in wanted and isinstance(rule, EachInstructor):
            free = sorted(_free(rule, context), key=lambda each: each.status != MET)
            found.setdefault(criterion.id, tuple(free))
    return found


def _free(rule: EachInstructor, context: Context) -> Iterator[Candidate]:
    busy = {key(name) for name in teaching(context, rule.where)[0]}
    for person in context.facts.people or ():
        if not person.name or key(person.name) in busy or len(rows_of(context, person.name)) > 1:
            continue
        status = judge(rule.criterion, replace(context, person=person)).status
        if status in (MET, JUDGEMENT):
            yield Candidate(person.name, status)
