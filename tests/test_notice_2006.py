"""The 2006 notice as a whole: no clause is left out, and a subject longer than its range is met with a note."""

from datetime import date

import pytest
from yoken import evaluate, facts
from yoken.coverage import placements
from yoken.dates import parse_date
from yoken.periods import length, months_of, together
from yoken.report import MET, Finding
from yoken.rulebook import load, walk
from yoken.rules import Measure, Threshold

BOOK = load()
AS_OF = date(2026, 11, 24)


def day(text: str) -> date:
    """The day, or a failed test."""
    found = parse_date(text)
    assert found is not None
    return found


def test_every_clause_is_cited_by_a_criterion_or_said_to_be_treated_elsewhere() -> None:
    found = [place for place in placements(BOOK) if place.clause.document == "2006"]
    assert len(found) == 253
    assert [place.clause.ref for place in found if not place.criteria and not place.clause.placed] == []


def test_no_clause_is_both_judged_and_said_to_be_treated_elsewhere() -> None:
    found = [place for place in placements(BOOK) if place.clause.document == "2006"]
    assert [place.clause.ref for place in found if place.criteria and place.clause.placed] == []


def test_the_contents_of_a_subject_are_cited_by_their_own_clause() -> None:
    groups = [
        each for each in walk(BOOK.checks["notice-2006/curriculum"].require) if each.id.endswith(".topics")
    ]
    assert len(groups) == 29
    assert [each.id for each in groups if not each.clause.endswith("/内容")] == []


def hours(training: str, subject: str, minutes: int) -> Finding:
    """The finding on a subject's hours where its forms share `minutes`."""
    curriculum = BOOK.curricula[training].subject(subject)
    first, rest = minutes - len(curriculum.forms) + 1, len(curriculum.forms) - 1
    lengths = [first, *[1] * rest]
    rows = [
        {"subject": subject, "form": form, "minutes": f"{part}分"}
        for form, part in zip(curriculum.forms, lengths, strict=True)
    ]
    read = facts.read({"training": training, "timetable": rows}, BOOK)
    assert not read.errors
    report = evaluate.check(BOOK, "notice-2006/curriculum", read.facts, AS_OF)
    findings = list(report.findings)
    for finding in findings:
        findings += finding.children
    wanted = f"{subject}.practice" if curriculum.alternative else f"{subject}.hours"
    return next(finding for finding in findings if finding.id == wanted)


SUBJECTS = [
    (training, subject.id)
    for training in ("class-1", "class-2")
    for subject in BOOK.curricula[training].subjects
]


@pytest.mark.parametrize(("training", "subject"), SUBJECTS)
def test_a_subject_above_its_range_is_met_with_a_note_and_inside_it_without(
    training: str, subject: str
) -> None:
    range_ = BOOK.curricula[training].subject(subject).hours
    assert range_ is not None
    assert range_.usual_at_most is not None
    inside = hours(training, subject, range_.usual_at_most)
    above = hours(training, subject, range_.usual_at_most + 1)
    assert (inside.status, above.status) == (MET, MET)
    assert inside.notes == ()
    assert len(above.notes) == 1
    assert above.readings == ("D05",)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2006-04-01", "2009-03-31", (36, 0)),
        ("2006-04-01", "2009-03-30", (35, 30)),
        ("2006-04-01", "2009-04-01", (36, 1)),
        ("2006-08-31", "2007-02-28", (6, 0)),
        ("2006-08-31", "2007-02-27", (5, 28)),
        ("2008-02-29", "2009-02-28", (12, 0)),
        ("2006-04-01", "2006-04-01", (0, 1)),
        ("2006-04-01", "2006-03-31", (0, 0)),
    ],
)
def test_a_period_ends_by_the_calendar(first: str, last: str, expected: tuple[int, int]) -> None:
    assert length(day(first), day(last)) == expected


def test_periods_that_touch_or_overlap_are_one_and_no_day_counts_twice() -> None:
    earlier = (day("2004-04-16"), day("2005-09-30"))
    later = (day("2005-10-01"), day("2007-04-15"))
    assert together([later, earlier]) == [(earlier[0], later[1])]
    assert months_of([later, earlier]) == 36
    assert months_of([earlier, earlier]) == 17


def test_days_left_over_make_a_month_only_when_they_fill_the_longest_one() -> None:
    sixteen = (day("2004-01-01"), day("2004-01-16"))
    fifteen = (day("2005-01-01"), day("2005-01-15"))
    assert months_of([sixteen, fifteen]) == 1
    assert months_of([fifteen, (day("2006-01-01"), day("2006-01-15"))]) == 0
    assert months_of([(day("2006-04-01"), day("2009-03-30"))]) == 35


# The parameters of measures that name a question.
ASK = {
    "from",
    "until",
    "earlier",
    "earlier_from",
    "earlier_until",
    "question",
    "marks",
    "count",
    "one",
    "times",
    "total",
}


def test_a_measure_named_by_a_rule_asks_only_questions_that_exist() -> None:
    known = set(BOOK.questions) | {f"people.{column.id}" for column in BOOK.tables["people"]}
    for check in BOOK.checks.values():
        for criterion in walk(check.require):
            for rule in (criterion.rule, criterion.only_if):
                if isinstance(rule, Threshold):
                    calls = [
                        each
                        for each in (rule.measure, rule.at_least, rule.at_most)
                        if isinstance(each, Measure)
                    ]
                    named = {call.args[name] for call in calls for name in ASK & set(call.args)}
                    assert named <= known, f"{check.id}#{criterion.id}"
