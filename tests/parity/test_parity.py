"""The rules' suite inside the published runtime: the same facts give the same answer, byte for byte, as in CPython here."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from yoken import browser
from yoken.rulebook import Case, Edition, load, load_cases

from tests.parity import published
from tests.parity.documents import requests
from tests.parity.published import MISSING, RUNTIME, digest

pytestmark = pytest.mark.parity

AS_OF = "2026-11-24"
BOOK, CASES = load(), load_cases()
SEED, SAMPLE = 2026, 1000

HEADED = "終了\t科目\t日付\t開始\n１１時\t障害特性と職業的課題\t令和8年6月1日\t９：３０\n"
ROWS = [
    "2026/6/1\t9:30\t11:00\t\t障害特性と職業的課題\t講義\t対面\t講師A\tいいえ\tモデル科目\tすべて",
    "R8.6.2,9:30,,90分,ケース会議",
]
BLOCKS = [
    "",
    HEADED,
    *ROWS,
    '"科目","時間"\n"科目、その1","1.5"\n',
    "\ufeff日付,開始\n,\n",
    "abc\n",
    "=1+1\t<b>&\n",
]
BAD_ROWS: list[dict[str, Any]] = [
    {
        "date": "きのう",
        "start": "25:00",
        "end": "abc",
        "minutes": "90",
        "subject": "ない科目",
        "form": "座学",
    },
    {"start": "11:00", "end": "9:30", "subject": "ケース会議", "topics": "9"},
    {"minutes": "-1", "delivery": "たぶん", "joint": "どちらも", "kind": "ほか", "知らない列": "<script>"},
]
BAD_FACTS: list[Any] = [
    {"training": "class-1", "timetable": BAD_ROWS},
    {"training": "第9号", "timetable": "表ではない"},
    {"yoken": 9, "答え": {"x": 1}},
    {"training": "visiting", "model_hours": {"visiting": {"philosophy": "abc", "ない": "1"}}},
    {
        "training": "class-1",
        "judgements": {"contents": {"result": "たぶん"}},
        "answers": {"ない質問": "はい"},
    },
    [],
    None,
]
# What no page sends. Only the sentence is compared: the detail names Python's own lines, which differ by version.
BROKEN = [
    "これはJSONではない",
    "{}",
    '{"method":"nothing"}',
    '{"method":"check","check":"no/such","facts":{},"as_of":"2026-06-01"}',
]


def check(name: str, facts: object, as_of: str = AS_OF) -> str:
    asked = {"method": "check", "check": name, "facts": facts, "as_of": as_of}
    return json.dumps(asked, ensure_ascii=False)


def comparison(edition: Edition, facts: object) -> str:
    asked = {"method": "compare", "edition": edition.id, "facts": facts, "as_of": AS_OF}
    return json.dumps(asked, ensure_ascii=False)


def case_request(case: Case) -> str:
    return check(case.check, case.facts, case.as_of.isoformat() if case.as_of else AS_OF)


REQUESTS = {
    **{f"case {case.id} {case.title}": case_request(case) for case in CASES},
    **{f"example {each.id}": check(each.check, each.facts) for each in BOOK.examples.values()},
    **{
        f"compare {edition.id} {each.id}": comparison(edition, each.facts)
        for edition in BOOK.changes.editions
        for each in BOOK.examples.values()
        if each.check in (edition.then, edition.now)
    },
    **{
        f"block {index}": json.dumps({"method": "read_block", "text": text})
        for index, text in enumerate(BLOCKS)
    },
    **{
        f"bad facts {index} {name}": check(name, facts)
        for index, facts in enumerate(BAD_FACTS)
        for name in ("notice-2006/curriculum", "designated/curriculum")
    },
}


class Answers:
    """Ours as hashes and statuses, and whatever of theirs differs: the answers themselves would fill the memory."""

    def __init__(self) -> None:
        self.expected: dict[str, str] = {}
        self.statuses: dict[str, dict[str, str]] = {}
        self.failed: set[str] = set()
        for name, request in REQUESTS.items():
            answer = browser.handle(request)
            self.expected[name] = digest(answer)
            data = json.loads(answer)
            if "error" in data:
                self.failed.add(name)
            if "report" in data:
                report = data["report"]
                self.statuses[name] = {**statuses(report["findings"]), "status": report["status"]}
        self.different: dict[str, str] = {}


@pytest.fixture(scope="module")
def answers() -> Answers:
    """Every answer of the published runtime, from one process, held against ours."""
    if not (RUNTIME / "manifest.json").is_file():
        pytest.fail(MISSING)
    found = Answers()
    pairs = [*((REQUESTS[name], found.expected[name]) for name in REQUESTS), *((text, "") for text in BROKEN)]
    theirs = zip([*REQUESTS, *BROKEN], published.answers(pairs), strict=True)
    found.different = {name: answer for name, answer in theirs if answer is not None}
    return found


def test_the_browsers_python_answers_every_request_with_the_same_bytes(answers: Answers) -> None:
    assert {name: text[:500] for name, text in answers.different.items() if name in REQUESTS} == {}
    assert answers.failed == set()


def statuses(findings: list[dict[str, Any]]) -> dict[str, str]:
    """By criterion id, children included; a parent wins over a reading's result of the same id."""
    found: dict[str, str] = {}
    for finding in findings:
        found.setdefault(finding["id"], finding["status"])
        for name, status in statuses(finding["children"]).items():
            found.setdefault(name, status)
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.id} {case.title}")
def test_a_case_holds_in_the_browsers_python(answers: Answers, case: Case) -> None:
    name = f"case {case.id} {case.title}"
    # The same bytes, hence the same statuses.
    assert name not in answers.different
    assert {each: answers.statuses[name].get(each) for each in case.expect} == case.expect


@pytest.mark.parametrize("request_text", BROKEN)
def test_a_broken_request_is_answered_in_plain_words(answers: Answers, request_text: str) -> None:
    theirs, ours = json.loads(answers.different[request_text]), json.loads(browser.handle(request_text))
    assert theirs["error"]["message"] == ours["error"]["message"] == browser.FAILED


def test_no_class_and_no_pattern_is_compiled_while_the_browsers_python_starts() -> None:
    command: list[str | Path] = ["node", Path(__file__).with_name("compiled.mjs"), RUNTIME]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [0, 0, []]


def test_a_thousand_made_documents_are_answered_with_the_same_bytes() -> None:
    # ./scripts/parity asks as many as wanted.
    found = list(published.differences(requests(SEED, SAMPLE)))
    assert len(found) == SAMPLE
    assert [each for each in found if each is not None] == []


def test_every_made_document_is_answered() -> None:
    failed = [each for each in requests(SEED, SAMPLE) if "error" in json.loads(browser.handle(each))]
    assert failed == []
