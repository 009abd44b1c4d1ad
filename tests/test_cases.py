"""Every case of the rules: what a clause says, as facts and the findings that follow from them."""

from datetime import date

import pytest
from yoken import evaluate, facts
from yoken.report import Finding, Report
from yoken.rulebook import Case, Rulebook, load, load_cases

BOOK: Rulebook = load()
AS_OF = date(2026, 11, 24)


def flatten(findings: tuple[Finding, ...]) -> dict[str, Finding]:
    """Findings by criterion id, children included; a parent wins over a reading's result of the same id."""
    found: dict[str, Finding] = {}
    for finding in findings:
        found.setdefault(finding.id, finding)
        for name, child in flatten(finding.children).items():
            found.setdefault(name, child)
    return found


def judged(case: Case) -> Report:
    """The report on the case's facts."""
    read = facts.read(case.facts, BOOK)
    assert not read.errors, [problem.message for problem in read.errors]
    return evaluate.check(BOOK, case.check, read.facts, case.as_of or AS_OF)


@pytest.mark.parametrize("case", load_cases(), ids=lambda case: f"{case.id} {case.title}")
def test_case(case: Case) -> None:
    report = judged(case)
    found = flatten(report.findings)
    statuses = {name: found[name].status for name in case.expect if name in found}
    if "status" in case.expect:
        statuses["status"] = report.status
    assert statuses == case.expect
    assert {name: found[name].message for name in case.messages} == case.messages


@pytest.mark.parametrize("name", sorted(BOOK.examples))
def test_worked_example(name: str) -> None:
    example = BOOK.examples[name]
    read = facts.read(example.facts, BOOK)
    assert not read.errors, [problem.message for problem in read.errors]
    report = evaluate.check(BOOK, example.check, read.facts, AS_OF)
    if "status" in example.expect:
        assert report.status == example.expect["status"]
    unmet = [
        name
        for name, finding in flatten(report.findings).items()
        if finding.status == "unmet" and not finding.children
    ]
    for wanted in example.expect.get("unmet", []):
        assert wanted in unmet
