"""The laws of rolling up: what is met, not met and undecided, with judgement and readings kept apart."""

import itertools
from datetime import date

import pytest
from yoken import explain
from yoken.evaluate import ALL_ORDER, ANY_ORDER, check, judge, roll_up
from yoken.facts import Facts, Judgement, read
from yoken.measures import Context
from yoken.report import DISPUTED, JUDGEMENT, MET, NOT_APPLICABLE, STATUSES, UNKNOWN, UNMET, Finding
from yoken.rulebook import load
from yoken.rules import All, Alternative, Answer, AnyOf, Criterion, Judged, Readings, Rule

# What people may answer and record, for a criterion of each status.
QUESTION = "organiser-is-johas"
CLAUSE = "両立/4/(2)"
CONTEXT = Context(
    load(), Facts(answers={QUESTION: True}, judgements={"refused": Judgement(False)}), date(2026, 11, 24)
)


def leaf(status: str, name: str = "") -> Criterion:
    """A criterion whose finding has this status on the facts above."""
    rules: dict[str, Rule] = {
        MET: Answer(QUESTION, True),
        UNMET: Answer(QUESTION, False),
        UNKNOWN: Answer("trainee-involved", True),
        JUDGEMENT: Judged("人が決めるか"),
        DISPUTED: Readings(
            "D36",
            (
                Alternative("甲", _named(Answer(QUESTION, True))),
                Alternative("乙", _named(Answer(QUESTION, False))),
            ),
        ),
    }
    if status == NOT_APPLICABLE:
        return Criterion(name or status, CLAUSE, status, rules[MET], only_if=rules[UNMET])
    return Criterion(name or status, CLAUSE, status, rules[status])


def _named(rule: Rule) -> Criterion:
    return Criterion("reading", CLAUSE, "読み方", rule)


def status_of(rule: Rule, **more: object) -> str:
    """The status of a criterion with this rule."""
    return found(rule, **more).status


def found(rule: Rule, **more: object) -> Finding:
    """The finding of a criterion with this rule."""
    return judge(Criterion("asked", CLAUSE, "尋ねたこと", rule, **more), CONTEXT)  # type: ignore[arg-type]


@pytest.mark.parametrize("status", list(STATUSES))
def test_a_leaf_has_the_status_it_is_made_for(status: str) -> None:
    assert judge(leaf(status), CONTEXT).status == status


# Both tables of the design, written out. Rows and columns in this order: what two children have.
ORDER = (MET, UNMET, UNKNOWN, JUDGEMENT, DISPUTED, NOT_APPLICABLE)
ALL_TABLE = """
    met            unmet unknown judgement disputed met
    unmet          unmet unmet   unmet     unmet    unmet
    unknown        unmet unknown unknown   unknown  unknown
    judgement      unmet unknown judgement disputed judgement
    disputed       unmet unknown disputed  disputed disputed
    met            unmet unknown judgement disputed not_applicable
"""
ANY_TABLE = """
    met            met       met       met       met       met
    met            unmet     unknown   judgement disputed  unmet
    met            unknown   unknown   judgement disputed  unknown
    met            judgement judgement judgement judgement judgement
    met            disputed  disputed  judgement disputed  disputed
    met            unmet     unknown   judgement disputed  not_applicable
"""


def cells(table: str) -> list[tuple[str, str, str]]:
    """(first, second, result) for every cell of a table."""
    rows = [line.split() for line in table.strip().splitlines()]
    return [(ORDER[i], ORDER[j], result) for i, row in enumerate(rows) for j, result in enumerate(row)]


@pytest.mark.parametrize(("first", "second", "result"), cells(ALL_TABLE))
def test_all_of_two(first: str, second: str, result: str) -> None:
    assert status_of(All((leaf(first, "first"), leaf(second, "second")))) == result


@pytest.mark.parametrize(("first", "second", "result"), cells(ANY_TABLE))
def test_any_of_two(first: str, second: str, result: str) -> None:
    assert status_of(AnyOf((leaf(first, "first"), leaf(second, "second")))) == result


@pytest.mark.parametrize("order", [ALL_ORDER, ANY_ORDER])
def test_rolling_up_has_no_order_and_no_grouping_and_counts_nothing_twice(order: tuple[str, ...]) -> None:
    for a, b, c in itertools.product(ORDER, repeat=3):
        whole = roll_up([a, b, c], order)
        assert whole == roll_up([c, a, b], order)
        assert whole == roll_up([roll_up([a, b], order), c], order)
        assert whole == roll_up([a, b, c, a], order)
        assert whole == roll_up([a, b, c, NOT_APPLICABLE], order)


def test_nothing_to_judge_is_not_applicable() -> None:
    assert roll_up([], ALL_ORDER) == roll_up([], ANY_ORDER) == NOT_APPLICABLE
    assert status_of(All(())) == status_of(AnyOf(())) == NOT_APPLICABLE


@pytest.mark.parametrize("order", [ALL_ORDER, ANY_ORDER])
def test_settling_what_is_open_never_turns_a_settled_result(order: tuple[str, ...]) -> None:
    """Where the rest decides already, whatever an undecided part becomes leaves the result as it is."""
    for rest in itertools.product(ORDER, repeat=2):
        before = roll_up([*rest, UNKNOWN], order)
        if before in (MET, UNMET):
            assert {roll_up([*rest, settled], order) for settled in (MET, UNMET)} == {before}


@pytest.mark.parametrize("status", list(STATUSES))
@pytest.mark.parametrize("condition", [MET, UNMET, UNKNOWN])
def test_a_condition_decides_whether_the_clause_concerns_the_facts(condition: str, status: str) -> None:
    inner = All((leaf(status),))
    expected = {MET: status, UNMET: NOT_APPLICABLE, UNKNOWN: UNKNOWN}[condition]
    assert status_of(inner, only_if=leaf(condition).rule) == expected


@pytest.mark.parametrize("status", list(STATUSES))
def test_what_is_only_recommended_is_met_or_drops_out(status: str) -> None:
    finding = found(All((leaf(status),)), recommended=True)
    assert finding.status == (MET if status == MET else NOT_APPLICABLE)
    if status != MET:
        assert "要件ではありません" in finding.message


def test_what_is_only_recommended_leaves_no_condition_open() -> None:
    finding = found(Answer(QUESTION, False), recommended=True, only_if=leaf(UNKNOWN).rule)
    assert finding.status == NOT_APPLICABLE


@pytest.mark.parametrize(("first", "second"), list(itertools.product(ORDER, repeat=2)))
def test_readings_that_agree_are_the_result_and_others_are_disputed(first: str, second: str) -> None:
    rule = Readings(
        "D29", (Alternative("甲", leaf(first, "first")), Alternative("乙", leaf(second, "second")))
    )
    finding = found(rule)
    statuses = {first, second} - {NOT_APPLICABLE} or {NOT_APPLICABLE}
    if len(statuses) == 1:
        assert finding.status == statuses.pop()
    elif UNKNOWN in statuses:
        assert finding.status == UNKNOWN
    else:
        assert finding.status == DISPUTED
        assert "D29" in finding.readings
        assert [child.reading_name for child in finding.children] == ["甲", "乙"]


def test_a_recorded_judgement_settles_a_human_clause_both_ways() -> None:
    facts = Facts(judgements={"yes": Judgement(True, "見た"), "no": Judgement(False)})
    context = Context(load(), facts, date(2026, 11, 24))
    assert judge(Criterion("yes", CLAUSE, "甲", Judged("よいか")), context).status == MET
    assert judge(Criterion("no", CLAUSE, "乙", Judged("よいか")), context).status == UNMET
    assert judge(Criterion("open", CLAUSE, "丙", Judged("よいか")), context).status == JUDGEMENT


def test_the_nearest_way_is_the_one_with_the_fewest_things_missing() -> None:
    two = Criterion("two", CLAUSE, "二つ足りない", All((leaf(UNMET, "a"), leaf(UNMET, "b"))))
    one = Criterion("one", CLAUSE, "一つ足りない", All((leaf(MET, "a"), leaf(UNMET, "b"))))
    finding = found(AnyOf((two, one)))
    assert explain.nearest_way(finding.children).id == "one"
    assert "いちばん近いのは「一つ足りない」です" in finding.message


def test_what_no_reading_reaches_says_how_near_the_widest_one_comes() -> None:
    """74時間 with 実習 a minute short: the note keeps 「あと40時間」 from being all that is said."""
    book = load()
    rows = [
        {
            "date": "2026-06-01",
            "minutes": minutes,
            "subject": "就労支援のプロセス",
            "form": form,
            "kind": "モデル科目",
        }
        for form, minutes in (
            ("講義", "24時間"),
            ("講義", "10時間"),
            ("実習", "20時間"),
            ("実習", "19時間59分"),
        )
    ]
    report = check(
        book,
        "designated/he-students",
        read({"training": "visiting", "timetable": rows}, book).facts,
        date(2026, 11, 24),
    )
    total = next(finding for finding in report.findings if finding.id == "total")
    assert total.status == UNMET
    assert total.notes == ("実習を数える読み方では73時間59分ですが、それでも1分足りません。",)
