"""One timetable for two trainings: a check counts the rows of its own training and the joint ones, and says what it leaves out."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from yoken import browser, evaluate, facts, report
from yoken.facts import Problem, audience
from yoken.office import correspondence, csv_table, door, excel_in, excel_out, sheets
from yoken.plain import plain
from yoken.rulebook import load
from yoken.tables import read_text

BOOK = load()
AS_OF = date(2026, 11, 24)
CHECK = "designated/curriculum"
ROW = {
    "date": "2026/6/1",
    "start": "9:00",
    "end": "10:00",
    "subject": "就労支援のプロセス",
    "form": "講義",
    "delivery": "対面",
    "instructors": "講師A",
}
TOGETHER = BOOK.examples["both-together"].facts


def read(training: str, *rows: dict[str, str]) -> facts.ReadResult:
    document = {"training": training, "timetable": [{**ROW, **row} for row in rows]}
    return facts.read(document, BOOK)


def counted(result: facts.ReadResult) -> list[int]:
    return [session.row for session in result.facts.sessions or ()]


def warnings(result: facts.ReadResult) -> list[Problem]:
    assert result.errors == (), [problem.message for problem in result.errors]
    return list(result.problems)


def test_whom_a_row_may_be_for_is_a_training_or_both() -> None:
    (column,) = (each for each in BOOK.timetable if each.id == audience.COLUMN)
    assert {each.id for each in column.choices} <= {audience.BOTH, *BOOK.curricula}
    for choice in column.choices:
        if choice.id != audience.BOTH:
            assert choice.label.startswith(BOOK.curricula[choice.id].short)


@pytest.mark.parametrize(("training", "rows"), [("visiting", [1, 2, 4]), ("in-house", [1, 3, 4])])
def test_a_check_counts_the_rows_of_its_training_the_joint_ones_and_those_left_blank(
    training: str, rows: list[int]
) -> None:
    found = read(
        training,
        {"audience": "両方", "joint": "はい"},
        {"audience": "訪問型のみ", "start": "10:00", "end": "11:00"},
        {"audience": "企", "start": "10:00", "end": "11:00"},
        {"start": "11:00", "end": "12:00"},
    )
    assert counted(found) == rows
    (said,) = warnings(found)
    assert said.path == "timetable"
    other = "企業在籍型のみ" if training == "visiting" else "訪問型のみ"
    assert said.expected == f"ほかの研修のコマがあります。「{other}」の1コマは、ここでは数えていません"


def test_before_a_training_is_chosen_no_row_is_left_out() -> None:
    assert counted(read("", {"audience": "訪問型のみ"}, {"audience": "企業在籍型のみ"})) == [1, 2]


def test_a_row_for_the_other_training_is_read_by_its_own_subjects() -> None:
    theirs = {"subject": "社会福祉の現状", "audience": "企業在籍型のみ"}
    found = read("visiting", {}, {**theirs, "start": "10:00", "end": "11:00"})
    assert [problem.path for problem in warnings(found)] == ["timetable"]
    assert found.facts.others[0].subject == "social-welfare"
    (mistaken,) = read("visiting", {**theirs, "subject": "企業文化の理解"}).errors
    assert mistaken.path == "timetable/1/subject"
    assert "企業在籍型の科目ではありません" in mistaken.message


def test_at_the_same_time_in_two_rooms_nothing_overlaps() -> None:
    found = read("visiting", {"audience": "訪問型のみ"}, {"audience": "企業在籍型のみ"})
    assert [problem.path for problem in warnings(found)] == ["timetable"]
    overlapping = read("visiting", {"audience": "訪問型のみ"}, {"audience": "両方", "joint": "はい"})
    assert [problem.path for problem in warnings(overlapping)] == ["timetable/2/start"]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"audience": "両方"}, "合同ではないコマとして数えています"),
        ({"audience": "両方", "joint": "いいえ"}, "合同ではないコマとして数えています"),
        ({"audience": "訪問型のみ", "joint": "はい"}, "合同のコマとして数えています"),
        ({"audience": "両方", "joint": "はい"}, ""),
        ({"audience": "訪問型のみ", "joint": "いいえ"}, ""),
        ({"joint": "はい"}, ""),
    ],
)
def test_where_whom_it_is_for_and_joint_do_not_fit_a_person_is_asked(
    cells: dict[str, str], said: str
) -> None:
    found = read("visiting", cells)
    assert (found.facts.sessions or ())[0].joint == (
        None if "joint" not in cells else cells["joint"] == "はい"
    )
    assert [problem.path for problem in warnings(found)] == (["timetable/1/joint"] if said else [])
    assert all(said in problem.message for problem in found.problems)


TWO_NAMES = "企業へのアプローチと事業所における調整方法／事業所内における調整"


@pytest.mark.parametrize("training", ["visiting", "in-house"])
def test_a_joint_session_may_have_the_name_of_both_trainings(training: str) -> None:
    found = read(training, {"subject": TWO_NAMES, "audience": "両方", "joint": "はい"})
    assert warnings(found) == []
    (session,) = found.facts.sessions or ()
    assert BOOK.curricula[training].subject(str(session.subject)).name in TWO_NAMES


@pytest.mark.parametrize(
    "subject",
    [
        "就労支援のプロセス／企業文化の理解",  # two subjects of this training: which one is meant?
        "就労支援のプロセス／ない科目",
        "事業所内における調整",
    ],
)
def test_a_name_that_leaves_the_subject_open_is_asked_about(subject: str) -> None:
    (problem,) = read("visiting", {"subject": subject, "audience": "両方", "joint": "はい"}).errors
    assert problem.path == "timetable/1/subject"
    assert ("「／」でつないで" in problem.message) == (subject == "事業所内における調整")


def test_the_training_of_the_other_edition_is_the_same_peoples() -> None:
    found = read(
        "class-1", {"audience": "訪問型のみ", "subject": "ケース会議"}, {"audience": "企業在籍型のみ"}
    )
    assert counted(found) == [1]


@pytest.mark.parametrize("training", ["visiting", "in-house"])
def test_the_one_plan_meets_the_hours_of_either_training_and_names_rows_of_the_whole_table(
    training: str,
) -> None:
    result = facts.read({**TOGETHER, "training": training}, BOOK)
    made = evaluate.check(BOOK, CHECK, result.facts, AS_OF)
    found = {finding.id: finding for finding in report.units(made.findings)}
    assert found["total"].status == "met"
    assert found["total"].found == "42時間"
    assert len(counted(result)) == sum(row["audience"] != _other(training) for row in TOGETHER["timetable"])
    # The place of a finding is the row as it stands in the whole table.
    for session in result.facts.sessions or ():
        assert plain(TOGETHER["timetable"][session.row - 1]["subject"]) == session.name
    subject, joint = ("企業文化の理解", "企業へのアプローチと事業所における調整方法")
    if training == "in-house":
        subject, joint = ("社会福祉の現状", "事業所内における調整")
    titles = " ".join(finding.title for finding in report.units(made.findings))
    assert subject in titles
    assert f"「{joint}」の内容が一方に偏らない" in titles


def _other(training: str) -> str:
    return {"visiting": "企業在籍型のみ", "in-house": "訪問型のみ"}[training]


@pytest.mark.parametrize("training", ["visiting", "in-house"])
def test_the_correspondence_lists_the_rows_of_the_training_under_their_own_numbers(training: str) -> None:
    result = facts.read({**TOGETHER, "training": training}, BOOK)
    listed = [
        line.session.row
        for line in correspondence.lines(BOOK.curricula[training], result.facts)
        if line.session
    ]
    assert sorted(listed) == counted(result)


def test_excel_and_csv_give_the_same_report() -> None:
    check = BOOK.checks[CHECK]
    raw, problems = excel_in.read(excel_out.workbook(BOOK, check, TOGETHER, AS_OF), BOOK)
    assert problems == ()
    block = read_text(csv_table.write(BOOK, TOGETHER).decode("utf-8-sig"), BOOK.timetable)
    from_csv = {**TOGETHER, "timetable": list(block.rows)}
    wanted = _report(TOGETHER)
    assert _report(raw) == wanted
    assert _report(from_csv) == wanted


def _report(raw: Any) -> str:
    return report.to_json(evaluate.check(BOOK, CHECK, facts.read(raw, BOOK).facts, AS_OF))


def test_a_template_offers_the_trainings_of_its_check_only() -> None:
    def choices(check: str) -> tuple[str, ...] | None:
        (sheet,) = (each for each in sheets.sheets(BOOK, BOOK.checks[check], {}) if each.name == "時間割")
        return next((head.choices for head in sheet.heads if head.label == "対象"), None)

    assert choices(CHECK) == ("両方", "訪問型のみ", "企業在籍型のみ")
    assert choices("notice-2006/curriculum") == ("両方", "第1号のみ", "第2号のみ")
    assert choices("coordinator/curriculum") is None


def test_what_stands_in_a_plan_is_written_even_where_it_is_not_offered() -> None:
    raw = {"training": "coordinator", "timetable": [{**ROW, "audience": "訪問型のみ"}]}
    back, _ = excel_in.read(excel_out.workbook(BOOK, BOOK.checks["coordinator/curriculum"], raw, AS_OF), BOOK)
    assert back["timetable"][0]["audience"] == "訪問型のみ"


def test_the_evidence_says_what_is_not_counted() -> None:
    request = {"what": "evidence", "check": CHECK, "facts": TOGETHER, "as_of": "2026-11-24"}
    assert "ここでは数えていません" in door.export(BOOK, request)["paper"]["html"]


def test_a_plan_for_both_is_compared_under_the_other_edition_by_its_own_rows() -> None:
    request = {
        "method": "compare",
        "edition": BOOK.changes.editions[0].id,
        "facts": TOGETHER,
        "as_of": "2026-11-24",
    }
    said = [problem["message"] for problem in json.loads(browser.handle(json.dumps(request)))["problems"]]
    assert sum("ここでは数えていません" in each for each in said) == 1
