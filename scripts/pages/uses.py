"""Where each clause is used: by which criteria, subjects, readings and errata."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from yoken.rulebook import Check, Curriculum, Erratum, Reading, Rulebook, Subject, walk
from yoken.rules import Criterion


@dataclass(frozen=True)
class Use:
    """Everything that cites one clause."""

    criteria: list[tuple[Check, Criterion]] = field(default_factory=list)
    subjects: list[tuple[Curriculum, Subject]] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    errata: list[Erratum] = field(default_factory=list)


def uses(book: Rulebook) -> dict[str, Use]:
    """Clause reference → what cites it. A clause that nothing cites has an empty entry."""
    found: defaultdict[str, Use] = defaultdict(Use)
    for check in book.checks.values():
        for criterion in walk(check.require):
            found[criterion.clause].criteria.append((check, criterion))
    for curriculum in book.curricula.values():
        for subject in curriculum.subjects:
            for ref in dict.fromkeys(cited_by(subject)):
                found[ref].subjects.append((curriculum, subject))
    for reading in book.readings.values():
        for ref in reading.clauses:
            found[ref].readings.append(reading)
    for erratum in book.errata:
        if erratum.place in book.clauses:
            found[erratum.place].errata.append(erratum)
    return found


def cited_by(subject: Subject) -> list[str]:
    """The clauses of a subject's row, left to right."""
    cited = [subject.clause, *(topic.clause for topic in subject.topics)]
    if subject.instructor:
        cited.append(subject.instructor.clause)
    if subject.alternative:
        alternative = subject.alternative
        cited += [alternative.condition_clause, alternative.practice_clause, alternative.exercise_clause]
    return cited
