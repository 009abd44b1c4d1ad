"""The same facts under two checks, usually two editions of the requirements: what changes, clause by clause.

Two findings stand side by side where the criteria have the same id, which the rules give to the same question of
both documents (the total, the span, the four forms …).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yoken import evaluate, facts
from yoken.report import NOT_APPLICABLE, STATUSES, Finding, Report, units
from yoken.rulebook import Rulebook

# The trainings that took each other's place: 第1号 became 訪問型, 第2号 became 企業在籍型.
SUCCESSORS = {"class-1": "visiting", "class-2": "in-house"}


@dataclass(frozen=True, slots=True)
class Pair:
    """Findings of the same id in both reports; None where one document does not ask."""

    first: Finding | None
    second: Finding | None

    @property
    def changed(self) -> bool:
        """Whether the result differs."""
        return self.first is None or self.second is None or self.first.status != self.second.status


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports on one set of facts and their findings side by side."""

    first: Report
    second: Report
    pairs: tuple[Pair, ...]
    problems: tuple[facts.Problem, ...]


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
    listed = [{finding.id: finding for finding in units(report.findings)} for report in reports]
    names = dict.fromkeys([*listed[0], *listed[1]])
    pairs = tuple(Pair(listed[0].get(name), listed[1].get(name)) for name in names)
    return Comparison(reports[0], reports[1], pairs, tuple(problems))


def _as_training(book: Rulebook, raw: Any, trainings: tuple[str, ...]) -> Any:
    if not isinstance(raw, Mapping) or not trainings:
        return raw
    given = facts.read({"training": raw.get("training")}, book).facts.training
    predecessors = {new: old for old, new in SUCCESSORS.items()}
    for candidate in (given, SUCCESSORS.get(given or ""), predecessors.get(given or "")):
        if candidate in trainings:
            return {**raw, "training": candidate}
    return raw


def render(made: Comparison) -> str:
    """The comparison as text: what differs first, then what is the same, then what only one document asks."""
    both = [pair for pair in made.pairs if pair.first and pair.second]
    lines = [
        f"{made.first.title}: {STATUSES[made.first.status]}",
        f"{made.second.title}: {STATUSES[made.second.status]}",
        "",
    ]
    for heading, changed in (("結果が変わるもの", True), ("結果が同じもの", False)):
        chosen = [pair for pair in both if pair.changed == changed]
        lines.append(f"【{heading}】{len(chosen)}項目")
        for pair in chosen:
            assert pair.first is not None
            lines.append(f"・{pair.first.title}")
            lines += [
                f"    {report.document}: {_side(each)}"
                for report, each in ((made.first, pair.first), (made.second, pair.second))
                if each is not None
            ]
        lines.append("")
    for report, only in (
        (made.first, [pair.first for pair in made.pairs if pair.first and not pair.second]),
        (made.second, [pair.second for pair in made.pairs if pair.second and not pair.first]),
    ):
        lines.append(f"【{report.document}だけが問うもの】{len(only)}項目")
        lines += [f"・{finding.title}: {_side(finding)}" for finding in only]
        lines.append("")
    return "\n".join(lines)


def _side(finding: Finding) -> str:
    if finding.status == NOT_APPLICABLE:
        return f"{STATUSES[finding.status]}〔{finding.clause}〕"
    return f"{STATUSES[finding.status]}〔{finding.clause}〕 {finding.message}"
