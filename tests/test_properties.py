"""What holds for any facts whatever: no verdict without grounds, no answer without a report, equal in and equal out."""

import copy
import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from yoken import browser, evaluate, facts, report
from yoken.coverage import placements
from yoken.report import MET, UNMET, Finding, Report
from yoken.rulebook import load, walk
from yoken.rules import Constant, Threshold
from yoken.units import MINUTES

BOOK = load()
AS_OF = date(2026, 11, 24)
# A blank 区分 or 合同 has a meaning of its own (see the columns' help), so blanking it is a change, not a loss.
WITH_MEANING_WHEN_BLANK = ("kind", "joint")

bounded = settings(
    max_examples=60,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
names = st.sampled_from(sorted(BOOK.examples))
timetables = st.sampled_from(
    sorted(name for name, each in BOOK.examples.items() if each.facts.get("timetable"))
)


def judged(check: str, raw: Any) -> Report:
    """The report on raw facts."""
    return evaluate.check(BOOK, check, facts.read(raw, BOOK).facts, AS_OF)


def flat(findings: tuple[Finding, ...], path: str = "") -> Iterator[tuple[str, Finding]]:
    """Every finding of a report with the way to it, so that equal ids under two readings stay apart."""
    for finding in findings:
        way = f"{path}/{finding.id}{finding.reading_name}"
        yield way, finding
        if finding.branch != "readings":
            yield from flat(finding.children, way)


def leaves(raw: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every filled-in value that a person could leave blank."""
    if isinstance(raw, dict):
        for name, value in raw.items():
            if name not in (*WITH_MEANING_WHEN_BLANK, "yoken", "training"):
                yield from leaves(value, (*path, name))
    elif isinstance(raw, list) and all(isinstance(each, dict) for each in raw):
        for number, value in enumerate(raw):
            yield from leaves(value, (*path, number))
    elif raw not in ("", None, []):
        yield path


def put(raw: Any, path: tuple[Any, ...], value: Any) -> Any:
    """A copy of `raw` with one value replaced."""
    changed = copy.deepcopy(raw)
    inner = changed
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return changed


# Words that mean something in some cell, beside words that mean nothing anywhere.
words = st.sampled_from(
    [
        "はい",
        "いいえ",
        "なし",
        "すべて",
        "90分",
        "2",
        "0",
        "100%",
        "2026/6/1",
        "9:30",
        "24:00",
        "講義",
        "通信",
        "独自科目",
        "課題",
        "確認済み",
    ]
)
scalars = st.one_of(words, st.text(max_size=12), st.integers(), st.floats(), st.booleans(), st.none())
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@st.composite
def changed(draw: st.DrawFn, which: st.SearchStrategy[str] = names) -> tuple[str, Any]:
    """A worked example with a few values changed to others that fit, or that do not."""
    example = BOOK.examples[draw(which)]
    raw: Any = copy.deepcopy(example.facts)
    for _ in range(draw(st.integers(0, 4))):
        ways = list(leaves(raw))
        if ways:
            raw = put(raw, draw(st.sampled_from(ways)), draw(words))
    return example.check, raw


@st.composite
def near_misses(draw: st.DrawFn) -> Any:
    """Documents with the right keys and any contents."""
    example = BOOK.examples[draw(names)]
    ids = st.sampled_from(sorted(BOOK.questions))
    columns = st.sampled_from([column.id for column in BOOK.timetable])
    people = st.sampled_from([column.id for column in BOOK.tables.get("people", BOOK.timetable)])
    criteria = st.sampled_from([each.id for each in walk(BOOK.checks[example.check].require)])
    return draw(
        st.fixed_dictionaries(
            {"yoken": st.just(1), "training": st.sampled_from([*sorted(BOOK.curricula), ""])},
            optional={
                "timetable": st.lists(st.dictionaries(columns, scalars, max_size=6) | anything, max_size=4),
                "answers": st.dictionaries(ids, anything, max_size=8),
                "people": st.lists(st.dictionaries(people, scalars, max_size=6) | anything, max_size=3),
                "model_hours": st.dictionaries(st.sampled_from(sorted(BOOK.curricula)), anything, max_size=2),
                "judgements": st.dictionaries(criteria, anything, max_size=4),
            },
        )
    )


@given(changed(), st.data())
@bounded
def test_blanking_an_answer_neither_invents_a_fault_nor_heals_one(
    case: tuple[str, Any], data: st.DataObject
) -> None:
    check, raw = case
    ways = [
        way
        for way in leaves(raw)
        if not (way[0] in ("timetable", "people") and sum(map(bool, raw[way[0]][way[1]].values())) < 3)
    ]
    if not ways:
        return
    way = data.draw(st.sampled_from(ways))
    before = dict(flat(judged(check, raw).findings))
    after = dict(flat(judged(check, put(raw, way, "")).findings))
    for name in before.keys() & after.keys():
        was, now = before[name].status, after[name].status
        assert not (was == UNMET and now == MET), (way, name)
        assert not (was != UNMET and now == UNMET), (way, name, was)


@given(changed(timetables), st.integers(1, 600), st.data())
@bounded
def test_more_minutes_of_a_model_subject_never_fall_short(
    case: tuple[str, Any], minutes: int, data: st.DataObject
) -> None:
    check, raw = case
    before = judged(check, raw)
    if before.training is None:
        return
    subject = data.draw(st.sampled_from([each.name for each in BOOK.curricula[before.training].subjects]))
    row = {
        "minutes": f"{minutes}分",
        "subject": subject,
        "kind": "モデル科目",
        "form": "講義",
        "delivery": "対面",
    }
    longer = {**raw, "timetable": [*raw["timetable"], row]}
    lower_bounds = {
        each.id
        for each in walk(BOOK.checks[check].require)
        if isinstance(each.rule, Threshold)
        and each.rule.measure.name == "minutes"
        and isinstance(each.rule.at_least, Constant)
        and each.rule.measure.unit == MINUTES
        and each.rule.at_most is None
        and each.only_if is None
    }
    after = dict(flat(judged(check, longer).findings))
    for name, finding in flat(before.findings):
        if finding.id in lower_bounds and finding.status == MET and name in after:
            assert after[name].status == MET, name


def without_rows(text: str) -> str:
    """A text without row numbers."""
    return re.sub(r"（?(\d+行目、?)+(ほか)?）?", "", text)


@given(changed(timetables), st.randoms(use_true_random=False))
@bounded
def test_the_order_of_rows_never_matters(case: tuple[str, Any], random: Any) -> None:
    check, raw = case
    rows = list(raw["timetable"])
    random.shuffle(rows)
    before, after = judged(check, raw), judged(check, {**raw, "timetable": rows})

    def said(made: Report) -> list[tuple[Any, ...]]:
        # People are listed as they come in the timetable, so the findings themselves are compared without an order.
        return sorted(
            (
                without_rows(way),
                f.status,
                sorted(without_rows(f.found).split("、")),
                f.required,
                f.short_by,
                f.readings,
                len(f.needs),
                len(f.places),
            )
            for way, f in flat(made.findings)
        )

    assert said(before) == said(after)
    assert before.computed == after.computed
    assert (before.status, report.counts(before)) == (after.status, report.counts(after))


def asked(check: str, raw: Any) -> str:
    """A request as a page sends it."""
    return json.dumps({"method": "check", "check": check, "facts": raw, "as_of": "2026-11-24"})


@given(st.sampled_from(sorted(BOOK.checks)), anything | near_misses())
@settings(bounded, max_examples=200)
def test_any_document_is_answered_with_a_report_and_problems(check: str, raw: Any) -> None:
    answer = json.loads(browser.handle(asked(check, raw)))
    assert "error" not in answer, answer["error"]["said"]
    assert answer["report"]["status"] in report.STATUSES
    assert all(problem["message"] for problem in answer["problems"])


@given(changed())
@bounded
def test_a_changed_example_is_answered_with_a_report(case: tuple[str, Any]) -> None:
    answer = json.loads(browser.handle(asked(*case)))
    assert "error" not in answer, answer["error"]["said"]


@given(st.sampled_from(sorted(BOOK.checks)), st.text(max_size=30))
@bounded
def test_nothing_typed_becomes_part_of_the_page(check: str, typed: str) -> None:
    mark = f"<script>{typed}</script>"
    raw: dict[str, Any] = {
        "training": next(iter(BOOK.checks[check].trainings), ""),
        "timetable": [{"subject": mark, "instructors": mark}],
    }
    raw["judgements"] = {
        each.id: {"result": "確認済み", "note": mark} for each in walk(BOOK.checks[check].require)
    }
    answer = json.loads(browser.handle(asked(check, raw)))
    assert "<script" not in answer["html"]


@given(st.text(alphabet=st.sampled_from('日付科目時間2026/6/1\t\n\r,"演習 '), max_size=60))
@bounded
def test_any_pasted_text_is_answered_with_rows(text: str) -> None:
    answer = json.loads(browser.handle(json.dumps({"method": "read_block", "text": text})))
    assert "error" not in answer
    assert all(isinstance(cell, str) for row in answer["rows"] for cell in row.values())


def test_half_an_emoji_does_not_stop_the_answer() -> None:
    answer = browser.handle(asked("coordinator/curriculum", {"training": "\ud83d"}))
    assert json.loads(answer)["problems"][0]["read"] == "?"
    assert "error" not in json.loads(answer)


@pytest.mark.parametrize("name", sorted(BOOK.examples))
def test_the_same_facts_give_the_same_bytes(name: str) -> None:
    example = BOOK.examples[name]
    request = asked(example.check, example.facts)
    assert browser.handle(request) == browser.handle(request)


DIGESTS = """
import hashlib, json
from yoken import browser
for name, example in sorted(browser.book().examples.items()):
    asked = {"method": "check", "check": example.check, "facts": example.facts, "as_of": "2026-11-24"}
    print(name, hashlib.sha256(browser.handle(json.dumps(asked)).encode()).hexdigest())
"""


def test_another_process_gives_the_same_bytes() -> None:
    # Python orders sets of strings anew in every process; a report must not show it.
    def answers(seed: str) -> str:
        paths = [str(Path(browser.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(paths)}
        done = subprocess.run(
            [sys.executable, "-c", DIGESTS], env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    first = answers("1")
    assert first == answers("2")
    for line in first.splitlines():
        name, digest = line.split()
        example = BOOK.examples[name]
        here = browser.handle(asked(example.check, example.facts))
        assert hashlib.sha256(here.encode()).hexdigest() == digest


@pytest.mark.parametrize("document", BOOK.sources)
def test_every_clause_is_cited_by_a_criterion_or_said_to_be_treated_elsewhere(document: str) -> None:
    found = placements(BOOK)
    missing = [
        each.clause.ref
        for each in found
        if each.clause.document == document and not each.criteria and not each.clause.placed
    ]
    assert missing == []


@pytest.mark.parametrize("document", BOOK.sources)
def test_no_clause_is_both_judged_and_said_to_be_treated_elsewhere(document: str) -> None:
    both = [
        each.clause.ref
        for each in placements(BOOK)
        if each.clause.document == document and each.criteria and each.clause.placed
    ]
    assert both == []
