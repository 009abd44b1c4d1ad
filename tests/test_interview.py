"""Only the answers that still matter are asked for, the soonest deciding first."""

from datetime import date

from yoken.interview import judgement_paths, next_paths
from yoken.measures import Place
from yoken.report import Finding, Report


def leaf(name: str, status: str) -> Finding:
    """A finding that needs the answer of its own name while it is unknown."""
    needs = (Place(f"answers/{name}", name),) if status == "unknown" else ()
    return Finding(name, "2006/第1", name, status, "", needs=needs)


def group(branch: str, status: str, *children: Finding) -> Finding:
    """A group of findings."""
    return Finding("group", "2006/第1", "group", status, "", branch=branch, children=children)


def report(*findings: Finding) -> Report:
    """A report of nothing but these."""
    return Report("c", "c", "2006", None, date(2026, 1, 1), "", "unknown", findings)


def asked(*findings: Finding) -> list[str]:
    """The names of the questions still to ask."""
    return [path.removeprefix("answers/") for path in next_paths(report(*findings))]


def test_every_open_leaf_of_an_all_is_asked_even_after_one_failed() -> None:
    found = group(
        "all", "unmet", leaf("a", "unmet"), leaf("b", "unknown"), leaf("c", "met"), leaf("d", "unknown")
    )
    assert asked(found) == ["b", "d"]


def test_the_way_with_least_missing_is_asked_first() -> None:
    far = group("all", "unknown", leaf("a", "unknown"), leaf("b", "unknown"), leaf("c", "unknown"))
    near = group("all", "unknown", leaf("d", "met"), leaf("e", "unknown"))
    assert asked(group("any", "unknown", far, near)) == ["e", "a", "b", "c"]


def test_nothing_is_asked_of_ways_that_failed_or_once_one_way_is_met() -> None:
    failed = group("all", "unmet", leaf("a", "unmet"), leaf("b", "unknown"))
    open_way = group("all", "unknown", leaf("c", "unknown"))
    assert asked(group("any", "unknown", failed, open_way)) == ["c"]
    assert asked(group("any", "met", leaf("d", "met"), open_way)) == []


def test_a_question_that_two_findings_need_is_asked_once() -> None:
    assert asked(leaf("a", "unknown"), leaf("b", "unknown"), leaf("a", "unknown")) == ["a", "b"]


def test_a_judgement_is_waited_for_unless_another_way_has_decided() -> None:
    waiting = group("all", "judgement", leaf("a", "judgement"), leaf("b", "met"))
    open_way = group("any", "judgement", leaf("c", "unmet"), leaf("d", "judgement"))
    decided = group("any", "met", leaf("e", "met"), leaf("f", "judgement"))
    found = judgement_paths(report(waiting, open_way, decided))
    assert found == ["judgements/a/result", "judgements/d/result"]
