"""Where each clause lives: the criteria that judge it, the curriculum rows that quote it, or where it is referred to."""

from collections.abc import Iterable
from dataclasses import dataclass

from yoken.rulebook import Case, Clause, Rulebook, walk
from yoken.rules import Readings


@dataclass(frozen=True, slots=True)
class Placement:
    """One clause with its places: `criteria` as check#id, `rows` as curriculum/subject, and the cases that test it."""

    clause: Clause
    criteria: tuple[str, ...]
    rows: tuple[str, ...]
    cases: tuple[str, ...]

    @property
    def placed(self) -> bool:
        """Whether the clause is judged, quoted or said to be treated elsewhere."""
        return bool(self.criteria or self.rows or self.clause.placed)


def _criterion_of(name: str) -> str:
    """The criterion of a finding: one about an instructor is named `criterion@name`."""
    return name.split("@")[0]


def placements(book: Rulebook, cases: Iterable[Case] = ()) -> list[Placement]:
    """Every clause of the ledger in its order."""
    criteria: dict[str, list[str]] = {}
    clause_of: dict[tuple[str, str], set[str]] = {}
    for check in book.checks.values():
        for criterion in walk(check.require):
            criteria.setdefault(criterion.clause, []).append(f"{check.id}#{criterion.id}")
            clause_of.setdefault((check.id, criterion.id), set()).add(criterion.clause)
    rows: dict[str, list[str]] = {}
    for curriculum in book.curricula.values():
        for subject in curriculum.subjects:
            refs = [subject.clause, *(topic.clause for topic in subject.topics)]
            refs += [subject.instructor.clause] if subject.instructor else []
            for ref in dict.fromkeys(refs):
                rows.setdefault(ref, []).append(f"{curriculum.id}/{subject.id}")
    tested: dict[str, list[str]] = {}
    for case in cases:
        for name in case.expect:
            for ref in clause_of.get((case.check, _criterion_of(name)), ()):
                tested.setdefault(ref, []).append(case.id)
    return [
        Placement(
            clause,
            tuple(dict.fromkeys(criteria.get(ref, ()))),
            tuple(rows.get(ref, ())),
            tuple(dict.fromkeys(tested.get(ref, ()))),
        )
        for ref, clause in book.clauses.items()
    ]


def criterion_of(finding: str) -> str:
    """The criterion of a finding's id: one about an instructor is named after both, days@講師A."""
    return finding.split("@")[0]


def untested(book: Rulebook, cases: Iterable[Case]) -> list[str]:
    """Criteria without a case that they pass and a case with another result, as check#id.

    A reading's own result is tested through the finding it belongs to; criteria repeated for every training count
    once.
    """
    seen: dict[tuple[str, str], set[str]] = {}
    for case in cases:
        for name, status in case.expect.items():
            seen.setdefault((case.check, _criterion_of(name)), set()).add(status)
    missing = []
    for check in book.checks.values():
        inside_readings = {
            id(part)
            for criterion in walk(check.require)
            if isinstance(criterion.rule, Readings)
            for alternative in criterion.rule.alternatives
            for part in walk((alternative.criterion,))
        }
        for criterion in walk(check.require):
            results = seen.get((check.id, criterion.id), set())
            if id(criterion) not in inside_readings and ("met" not in results or not results - {"met"}):
                missing.append(f"{check.id}#{criterion.id}")
    return list(dict.fromkeys(missing))
