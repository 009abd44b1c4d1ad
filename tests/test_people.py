"""Who teaches a subject, and what is known of them: the operator each_instructor and the measures about a person."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from yoken import evaluate, facts
from yoken.kept import Kept
from yoken.measures import Context, value_of
from yoken.report import Finding
from yoken.rulebook import Rulebook, load
from yoken.rules import (
    All,
    Alternative,
    Constant,
    Criterion,
    EachInstructor,
    Judged,
    Measure,
    Readings,
    Rule,
    Threshold,
    Where,
)

BOOK: Rulebook = load()
AS_OF = date(2026, 11, 24)
CLAUSE = "現行/別表/8/要件"
SUBJECT = "地域における関係機関の役割とネットワークの活用"
YEARS: Rule = Threshold(Measure("people.support-years", "年"), Constant(3, "年"))


def read(sessions: Sequence[dict[str, Any]], people: Any = None, judgements: Any = None) -> facts.Facts:
    """Facts of a visiting-type plan in which every session is one of `SUBJECT` unless it says otherwise."""
    rows = [{"subject": SUBJECT, "kind": "モデル科目", **session} for session in sessions]
    raw = {"training": "visiting", "timetable": rows, "people": people, "judgements": judgements}
    result = facts.read(raw, BOOK)
    assert not result.errors, [problem.message for problem in result.errors]
    return result.facts


def found(given: facts.Facts, rule: Rule = YEARS, kept: Kept | None = None) -> Finding:
    """The finding of a subject's instructors, who must each meet `rule`."""
    must = Criterion("years", CLAUSE, "3年以上", rule)
    where = Where(subject=("community-network",), kind=("model",))
    whole = Criterion("community-network", CLAUSE, "講師", EachInstructor(where, must))
    return evaluate.judge(whole, Context(BOOK, given, AS_OF, kept=kept))


def test_the_only_instructor_meets_it() -> None:
    finding = found(read([{"instructors": "講師A"}], [{"name": "講師A", "support-years": "3年"}]))
    assert finding.status == "met"
    assert [child.id for child in finding.children] == ["years@講師A"]
    assert finding.children[0].title == "講師A：3年以上"
    assert finding.children[0].message == "講師Aについて、3年以上のところ、3年です。"


def test_each_instructor_of_the_subject_must_meet_it() -> None:
    people = [{"name": "講師A", "support-years": 5}, {"name": "講師B", "support-years": 2}]
    finding = found(read([{"instructors": "講師A"}, {"instructors": "講師B、講師A"}], people))
    assert finding.status == "unmet"
    assert {child.id: child.status for child in finding.children} == {
        "years@講師A": "met",
        "years@講師B": "unmet",
    }
    assert finding.message == "担当は講師A、講師Bです。2項目のうち、満たさない 1です。"


def test_a_name_without_a_row_is_unknown() -> None:
    finding = found(read([{"instructors": "講師A"}], [{"name": "講師B", "support-years": 5}]))
    assert finding.status == "unknown"
    (child,) = finding.children
    assert child.needs[0].path == "people"
    assert child.message == "講師Aが講師の一覧にありません。行を足して経歴を入れると決まります。"


def test_what_is_found_of_one_instructor_is_not_used_for_another() -> None:
    part = Criterion(
        "part", CLAUSE, "部分", All((Criterion("asked", CLAUSE, "人の判断", Judged("認められるか")),))
    )
    people = [{"name": "講師A"}, {"name": "講師B"}]
    finding = found(read([{"instructors": "講師A、講師B"}], people), All((part,)), Kept())
    assert [child.children[0].id for child in finding.children] == ["part@講師A", "part@講師B"]


def test_no_table_of_instructors_is_unknown() -> None:
    assert found(read([{"instructors": "講師A"}])).status == "unknown"


def test_an_empty_cell_is_unknown_and_never_zero() -> None:
    finding = found(read([{"instructors": "講師A"}], [{"name": "講師A"}]))
    assert finding.status == "unknown"
    assert [(need.path, need.label) for need in finding.children[0].needs] == [
        ("people/1/support-years", "講師Aの障害者の就労支援の実務経験")
    ]


def test_two_rows_of_one_name_are_not_chosen_between() -> None:
    people = [{"name": "講師A", "support-years": 5}, {"name": "講師 A", "support-years": 1}]
    given = facts.read({"people": people}, BOOK)
    assert [problem.path for problem in given.problems] == ["people/2/name"]
    finding = found(read([{"instructors": "講師A"}], people))
    assert finding.status == "unknown"
    assert [need.path for need in finding.children[0].needs] == ["people/1/name", "people/2/name"]


def test_spaces_inside_a_name_do_not_matter() -> None:
    people = [{"name": "講師　A", "support-years": 3}]
    assert found(read([{"instructors": "講師A"}, {"instructors": "講師 A"}], people)).status == "met"


def test_a_session_without_a_name_leaves_it_open_who_else_teaches() -> None:
    finding = found(read([{"instructors": "講師A"}, {}], [{"name": "講師A", "support-years": 3}]))
    assert finding.status == "unknown"
    assert finding.children[1].needs[0].path == "timetable/2/instructors"


def test_an_instructor_who_falls_short_is_enough_whoever_else_teaches() -> None:
    finding = found(read([{"instructors": "講師A"}, {}], [{"name": "講師A", "support-years": 2}]))
    assert finding.status == "unmet"


def test_no_session_of_the_subject_asks_nothing() -> None:
    finding = found(read([{"subject": "支援記録の作成", "instructors": "講師A"}]))
    assert finding.status == "not_applicable"


def test_no_timetable_is_unknown() -> None:
    finding = found(read([]))
    assert (finding.status, finding.needs[0].path) == ("unknown", "timetable")


def test_a_judgement_is_recorded_for_each_person() -> None:
    people = [{"name": "講師A"}, {"name": "講師B"}]
    given = read(
        [{"instructors": "講師A、講師B"}], people, {"years@講師A": {"result": "確認済み", "note": "経歴書"}}
    )
    finding = found(given, Judged("3年以上に準ずるか"))
    assert {child.id: child.status for child in finding.children} == {
        "years@講師A": "met",
        "years@講師B": "judgement",
    }
    assert finding.children[0].notes == ("記録: 経歴書",)


@pytest.mark.parametrize(
    ("person", "counted", "recent"),
    [
        ({"visiting-days": 180, "in-house-days": 60, "older-days": 0}, (240, 240), (240, 240)),
        ({"visiting-days": 180, "in-house-days": 60, "older-days": 1}, (240, 240), (239, 239)),
        ({"visiting-days": 250}, (250, None), (0, None)),
        ({"visiting-days": 250, "in-house-days": 0}, (250, 250), (0, 250)),
        ({"visiting-days": 10, "in-house-days": 0, "older-days": 20}, (10, 10), (0, 0)),
    ],
)
def test_days_of_support(
    person: dict[str, object], counted: tuple[int, int | None], recent: tuple[int, int | None]
) -> None:
    given = facts.read({"people": [{"name": "講師A", **person}]}, BOOK).facts
    assert given.people is not None
    context = replace(Context(BOOK, given, AS_OF), person=given.people[0])
    both = value_of(context, Measure("support-days", "日", args={"older": "counted"}))
    new = value_of(context, Measure("support-days", "日", args={"older": "not-counted"}))
    assert ((both.low, both.high), (new.low, new.high)) == (counted, recent)


def test_a_reading_is_disputed_for_the_person_it_concerns() -> None:
    def under(name: str, older: str) -> Alternative:
        days = Measure("support-days", "日", args={"older": older})
        return Alternative(name, Criterion(name, CLAUSE, "240日", Threshold(days, Constant(240, "日"))))

    people = [{"name": "講師A", "visiting-days": 240, "in-house-days": 0, "older-days": 40}]
    rule = Readings("D14", (under("すべて", "counted"), under("5年", "not-counted")))
    finding = found(read([{"instructors": "講師A"}], people), rule)
    assert finding.status == "disputed"
    assert finding.children[0].readings == ("D14",)
