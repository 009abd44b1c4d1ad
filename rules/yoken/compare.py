"""The same facts under two checks, usually two editions of the requirements: what changes, clause by clause.

Two findings stand side by side where the criteria have the same id, which the rules give to the same question of
both documents (the total, the span, the four forms …). What the register of changes says of their clauses goes with them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yoken import evaluate, facts
from yoken.report import MET, NOT_APPLICABLE, OF_PERSON, STATUSES, UNMET, Finding, Report
from yoken.rulebook import Change, Rulebook

# In the order in which people need to see them.
RESULT, REQUIREMENT, ONLY_FIRST, ONLY_SECOND, OPEN, SAME = (
    "result",
    "requirement",
    "only-first",
    "only-second",
    "open",
    "same",
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Findings of the same id in both reports; None where one document does not ask. `point` is what the register says."""

    first: Finding | None
    second: Finding | None
    point: Change | None

    @property
    def part(self) -> str:
        """The part of the comparison it belongs to."""
        if self.first is None or self.second is None:
            return ONLY_FIRST if self.second is None else ONLY_SECOND
        if self.first.status != self.second.status:
            return RESULT
        if self.first.status == NOT_APPLICABLE:
            return SAME
        if self.first.required != self.second.required or (self.point and self.point.kind == "changed"):
            return REQUIREMENT
        return SAME if self.first.status in (MET, UNMET) else OPEN

    @property
    def opposite(self) -> bool:
        """Whether one document is met and the other is not."""
        return {side.status for side in (self.first, self.second) if side} == {MET, UNMET}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports on one set of facts and their findings side by side."""

    first: Report
    second: Report
    pairs: tuple[Pair, ...]
    problems: tuple[facts.Problem, ...]

    def part(self, name: str) -> list[Pair]:
        """The pairs of a part; where one is met and the other not comes first."""
        return sorted((pair for pair in self.pairs if pair.part == name), key=lambda pair: not pair.opposite)

    def headings(self) -> dict[str, str]:
        """Every part by its heading."""
        first, second = self.first.document, self.second.document
        return {
            RESULT: "結果が変わるもの",
            REQUIREMENT: "結果は変わらず、求めるものが違うもの",
            ONLY_FIRST: f"{first}だけが問うもの",
            ONLY_SECOND: f"{second}だけが問うもの",
            OPEN: "どちらでも、まだ決まらないもの",
            SAME: "結果が同じもの",
        }

    def between(self, pair: Pair) -> str:
        """What changes from one document to the other, in a sentence."""
        if pair.first is None or pair.second is None:
            return ""
        sides = ((self.first.document, pair.first.status), (self.second.document, pair.second.status))
        result = "、".join(f"{document}では「{STATUSES[status]}」" for document, status in sides) + "です。"
        if not pair.point or not pair.point.asks:
            return result
        word = {"more": "厳しい", "less": "緩やかな"}[pair.point.asks]
        return f"{result}{pair.point.now[0].partition('/')[0]}のほうが{word}定めです。"


def compare(book: Rulebook, first: str, second: str, raw: Any, as_of: date) -> Comparison:
    """Both reports. A training of the other edition is read as its successor or predecessor.

    Raises KeyError when a check is not in the rulebook.
    """
    reports: list[Report] = []
    problems: list[facts.Problem] = []
    for name in (first, second):
        read = facts.read(_as_training(book, raw, book.checks[name].trainings), book, foreign=True)
        problems += [problem for problem in read.problems if problem not in problems]
        reports.append(evaluate.check(book, name, read.facts, as_of))
    ours, theirs = (dict(_reached(report.findings)) for report in reports)
    first_lines = {finding.id: finding for finding in _lines(reports[0].findings, theirs)}
    second_lines = {finding.id: finding for finding in _lines(reports[1].findings, ours)}
    pairs = tuple(_pairs(book, first_lines, second_lines))
    return Comparison(reports[0], reports[1], pairs, tuple(problems))


def _as_training(book: Rulebook, raw: Any, trainings: tuple[str, ...]) -> Any:
    if not isinstance(raw, Mapping) or not trainings:
        return raw
    successors = book.changes.successors
    given = facts.read({"training": raw.get("training")}, book).facts.training
    predecessors = {new: old for old, new in successors.items()}
    for candidate in (given, successors.get(given or ""), predecessors.get(given or "")):
        if candidate in trainings:
            return {**raw, "training": candidate}
    return raw


def _is_group(finding: Finding) -> bool:
    """Whether its parts may stand on their own: everything must hold, and they are no persons."""
    return (
        finding.branch == "all"
        and finding.status != NOT_APPLICABLE
        and not any(OF_PERSON in child.id for child in finding.children)
    )


def _reached(findings: Iterable[Finding]) -> Iterator[tuple[str, Finding]]:
    """Every finding that can be a line, by id."""
    for finding in findings:
        yield finding.id, finding
        if _is_group(finding):
            yield from _reached(finding.children)


def _lines(findings: Iterable[Finding], other: Mapping[str, Finding]) -> Iterator[Finding]:
    """The findings to be listed: as small as those of the other report they stand beside, else as large as they are."""
    for finding in findings:
        mine = {name for name, _ in _reached(finding.children)} if _is_group(finding) else set()
        beside = other.get(finding.id)
        theirs = {name for name, _ in _reached(beside.children)} if beside and _is_group(beside) else set()
        if (beside and mine & theirs) or (not beside and mine & other.keys()):
            yield from _lines(finding.children, other)
        else:
            yield finding


def _pairs(book: Rulebook, first: Mapping[str, Finding], second: Mapping[str, Finding]) -> Iterator[Pair]:
    """By id; and where a point of the register has one line on each side that stand alone, these two."""
    beside: dict[str, str] = {}
    for point in book.changes.points:
        ours = [each.id for each in first.values() if each.id not in second and _is_about(point, each)]
        theirs = [each.id for each in second.values() if each.id not in first and _is_about(point, each)]
        if len(ours) == len(theirs) == 1:
            beside[ours[0]] = theirs[0]
    for name, finding in first.items():
        yield _pair(book, finding, second.get(beside.get(name, name)))
    for name, finding in second.items():
        if name not in first and name not in beside.values():
            yield _pair(book, None, finding)


def _pair(book: Rulebook, first: Finding | None, second: Finding | None) -> Pair:
    sides = [finding for finding in (first, second) if finding]
    points = (point for point in book.changes.points if all(_is_about(point, side) for side in sides))
    return Pair(first, second, next(points, None))


def _is_about(point: Change, finding: Finding) -> bool:
    return finding.clause in (*point.then, *point.now)


def render(made: Comparison) -> str:
    """The comparison as text: what differs first, then what only one document asks, then what is the same."""
    lines = [
        f"{made.first.title}: {STATUSES[made.first.status]}",
        f"{made.second.title}: {STATUSES[made.second.status]}",
        "",
    ]
    for name, heading in made.headings().items():
        chosen = made.part(name)
        lines.append(f"【{heading}】{len(chosen)}項目")
        for pair in chosen:
            lines += _text(made, pair)
        lines.append("")
    return "\n".join(lines)


def _text(made: Comparison, pair: Pair) -> list[str]:
    sides = [
        (report.document, side)
        for report, side in ((made.first, pair.first), (made.second, pair.second))
        if side
    ]
    if len(sides) == 1:
        return [f"・{side.title}: {_side(side)}" for _, side in sides]
    title = "／".join(dict.fromkeys(side.title for _, side in sides))
    remark = [f"    {made.between(pair)}"] if pair.point and pair.point.asks else []
    return [f"・{title}", *remark, *(f"    {document}: {_side(side)}" for document, side in sides)]


def _side(finding: Finding) -> str:
    if finding.status == NOT_APPLICABLE:
        return f"{STATUSES[finding.status]}〔{finding.clause}〕"
    return f"{STATUSES[finding.status]}〔{finding.clause}〕 {finding.message}"
