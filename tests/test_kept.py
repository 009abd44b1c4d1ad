"""What an edit leaves as it was is neither read nor judged nor written again, and every answer is as if nothing were kept."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from yoken import browser, evaluate, facts
from yoken.facts import ReadResult
from yoken.facts.tables import Row, Tables
from yoken.kept import Kept
from yoken.report import Report, units
from yoken.rulebook import load, walk
from yoken.rules import Judged

BOOK = load()
GOOD = {"date": "R8.6.1", "minutes": "90分", "subject": "ケース会議", "joint": "1"}
BAD = {"date": "きのう", "minutes": "90分", "subject": "ない科目", "form": "座学"}


def read(kept: Kept | None, *rows: dict[str, Any], training: str = "class-1") -> ReadResult:
    return facts.read({"training": training, "timetable": list(rows)}, BOOK, kept=kept)


def test_only_the_changed_row_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept()
    rows, numbers, whole = [GOOD, BAD, GOOD], [], Tables.session

    def counted(self: Tables, number: int, row: Row) -> facts.Session:
        numbers.append(number)
        return whole(self, number, row)

    monkeypatch.setattr(Tables, "session", counted)
    first = read(kept, *rows)
    changed = [GOOD, BAD, {**GOOD, "minutes": "60分"}]
    assert read(kept, *rows) == first == read(None, *rows)
    assert read(kept, *changed) == read(None, *changed)
    assert numbers == [1, 2, 3, 1, 2, 3, 3, 1, 2, 3]
    assert len(first.problems) == 3


def test_only_the_changed_instructor_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept()
    people: list[dict[str, Any]] = [
        {"name": "講師A", "knowledge": ["障害特性", "?"]},
        {"name": "講師B", "support-years": "長い"},
    ]
    numbers: list[int] = []
    whole = Tables.person

    def counted(self: Tables, number: int, *rest: Any) -> facts.Person:
        numbers.append(number)
        return whole(self, number, *rest)

    def listed(kept: Kept | None, *rows: dict[str, Any]) -> ReadResult:
        return facts.read({"training": "class-1", "people": list(rows)}, BOOK, kept=kept)

    monkeypatch.setattr(Tables, "person", counted)
    first = listed(kept, *people)
    assert listed(kept, *people) == first == listed(None, *people)
    assert len(first.problems) == 2
    changed = [people[0], {"name": "講師C"}]
    assert listed(kept, *changed) == listed(None, *changed)
    assert numbers == [1, 2, 1, 2, 2, 1, 2]


def test_the_same_row_of_another_training_or_place_is_another() -> None:
    kept = Kept()
    for training in ("class-1", "visiting"):
        assert read(kept, BAD, training=training) == read(None, BAD, training=training)
    assert read(kept, GOOD, BAD) == read(None, GOOD, BAD)


def test_what_python_takes_for_the_same_is_not() -> None:
    kept = Kept()
    read(kept, {**GOOD, "minutes": "1"})
    for minutes in (True, 1, 1.0, ["90分"]):
        row = {**GOOD, "minutes": minutes}
        assert read(kept, row) == read(None, row), minutes


def test_only_what_a_row_held_last_is_kept() -> None:
    kept = Kept()
    for minutes in range(60, 200):
        read(kept, {**GOOD, "minutes": f"{minutes}分"}, GOOD)
    assert len(kept) == 2


CHECK = "notice-2006/curriculum"
PLAN = BOOK.examples["class-1-complete"].facts


def judged(kept: Kept | None, raw: dict[str, Any]) -> Report:
    if kept is not None:
        kept.turn()
    return evaluate.check(BOOK, CHECK, facts.read(raw, BOOK, kept=kept).facts, date(2026, 6, 1), kept)


def test_only_the_subject_of_the_changed_session_is_judged_again() -> None:
    kept = Kept()
    rows = list(PLAN["timetable"])
    changed = next(number for number, row in enumerate(rows) if row.get("subject") == "ケース会議")
    first = {id(each) for each in units(judged(kept, PLAN).findings)}
    rows[changed] = {**rows[changed], "topics": "なし"}
    plan = {**PLAN, "timetable": rows}
    report = judged(kept, plan)
    again = [each.id for each in units(report.findings) if id(each) not in first]
    subjects = {name.partition(".")[0] for name in again if "." in name}
    assert subjects & {each.id for each in BOOK.curricula["class-1"].subjects} == {"case-conference"}
    assert report == judged(None, plan)


def test_what_is_typed_meanwhile_is_not_kept_for_ever() -> None:
    kept = Kept()
    judged(kept, PLAN)
    size = len(kept)
    for number in range(30):
        rows = [{**PLAN["timetable"][0], "subject": f"書きかけ{number}"}, *PLAN["timetable"][1:]]
        judged(kept, {**PLAN, "timetable": rows})
    judged(kept, PLAN)
    assert len(kept) == size


JUDGED = sorted(
    {
        each.id
        for check in BOOK.checks.values()
        for each in walk(check.require)
        if isinstance(each.rule, Judged)
    }
)
CELLS = {
    "date": ("", "2026/6/1", "令和9年6月30日", "きのう"),
    "start": ("", "6:00", "13時", "25:99"),
    "end": ("", "10:30", "21:00"),
    "minutes": ("", "30分", "90分", "８時間", "90"),
    "subject": ("", "ケース会議", "障害特性と職業的課題", "開講式", "合計", "ない科目"),
    "form": ("", "講義", "演習", "座学"),
    "kind": ("", "モデル科目", "独自科目", "休憩・開講式など"),
    "delivery": ("", "対面", "通信"),
    "instructors": ("", "講師A", "講師B、講師C"),
    "joint": ("", "はい"),
    "topics": ("", "すべて", "なし", "1", "1、9"),
    "audience": ("", "両方"),
}
TIMETABLES = sorted(
    name for name, each in BOOK.examples.items() if each.facts.get("timetable") and each.check
)
cells = st.sampled_from(sorted(CELLS)).flatmap(
    lambda column: st.tuples(st.just(column), st.sampled_from(CELLS[column]))
)
at = st.integers(0, 3)
cell_edits = st.tuples(st.just("cell"), at, cells)
edits = st.one_of(
    cell_edits,
    cell_edits,
    cell_edits,
    st.tuples(st.sampled_from(("delete", "copy", "few", "clear", "nothing")), at, st.none()),
    st.tuples(st.just("training"), at, st.sampled_from(("class-1", "class-2", "visiting", "in-house", ""))),
    st.tuples(st.just("answer"), at, st.sampled_from(("はい", "いいえ", ""))),
    st.tuples(st.just("judgement"), at, st.sampled_from(("確認済み", "認められない", ""))),
)


def edited(raw: dict[str, Any], way: str, at: int, what: Any) -> dict[str, Any]:
    rows = list(raw.get("timetable") or [])
    if way == "training":
        return {**raw, "training": what}
    if way == "judgement":
        return {**raw, "judgements": {each: {"result": what, "note": "書きかけ"} for each in JUDGED}}
    if way == "answer":
        return {**raw, "answers": dict.fromkeys(raw.get("answers", {}), what)}
    if way == "clear":
        return {**raw, "timetable": []}
    if not rows:
        return raw
    at %= len(rows)
    if way == "cell":
        rows[at] = {**rows[at], what[0]: what[1]}
    elif way == "delete":
        del rows[at]
    elif way == "copy":
        rows.insert(at, rows[at])
    elif way == "few":
        del rows[4:]
    return {**raw, "timetable": rows}


@settings(max_examples=250, derandomize=True, database=None, deadline=None)
@given(st.sampled_from(TIMETABLES), st.lists(edits, min_size=1, max_size=8))
@example("class-1-complete", [("few", 0, None), ("clear", 0, None)])
def test_every_answer_is_as_if_nothing_were_kept(name: str, steps: list[tuple[str, int, Any]]) -> None:
    worked = BOOK.examples[name]
    plans = [worked.facts]
    for step in steps:
        plans.append(edited(plans[-1], *step))
    requests = [
        json.dumps({"method": "check", "check": worked.check, "facts": plan, "as_of": "2026-06-01"})
        for plan in plans
    ]
    browser.kept.cache_clear()
    answers = [browser.handle(each) for each in requests]
    for request, answer in zip(requests, answers, strict=True):
        browser.kept.cache_clear()
        assert browser.handle(request) == answer
