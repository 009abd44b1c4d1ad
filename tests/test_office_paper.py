"""What is printed and handed in: the forms, the 対応表, the record of a check, the calendar and the whole application."""

import base64
import io
import json
import re
import zipfile
from datetime import date
from typing import Any

import docx
import openpyxl
import pytest
from yoken import browser, evaluate, facts
from yoken.office import checklist, correspondence, evidence, forms, pack, word
from yoken.office.limits import Refused
from yoken.report import units
from yoken.rulebook import Rulebook, load

BOOK = load()
AS_OF = date(2026, 6, 1)
NASTY = '<script>alert(1)</script>&"{institution}"'


@pytest.fixture
def book() -> Rulebook:
    return BOOK


@pytest.fixture
def application() -> dict[str, Any]:
    """A plan and the papers that go with it, as one document."""
    raw = dict(BOOK.examples["class-1-complete"].facts)
    answers = BOOK.examples["notice-2006-application"].facts["answers"]
    raw["answers"] = {**raw.get("answers", {}), **answers, "desired-designation-day": "2027-04-01"}
    return {**raw, "forms": {"institution": "法人A", "submitted-on": "2027/1/12", "fee": "30,000"}}


def ask(**request: Any) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(browser.handle(json.dumps({"as_of": AS_OF.isoformat(), **request})))
    assert "error" not in answer, answer
    return answer


def text_of(document: bytes) -> str:
    opened = docx.Document(io.BytesIO(document))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in opened.paragraphs), *cells])


def values(raw: dict[str, Any]) -> dict[str, str]:
    return forms.values(BOOK, raw, facts.read(raw, BOOK).facts.answers)


# ---- forms ---------------------------------------------------------------------------------------------------------


def test_there_are_the_six_forms_of_the_notice() -> None:
    assert [form.number for form in forms.book().forms] == [f"様式第{number}号" for number in range(1, 7)]


@pytest.mark.parametrize("form", forms.book().forms, ids=lambda form: form.number)
def test_a_form_in_word_has_the_labels_and_what_was_written(
    form: forms.Form, application: dict[str, Any]
) -> None:
    text = text_of(word.document(form, values(application)))
    assert form.title in text
    assert not re.search(r"\{[a-z0-9-]+\}", text)
    assert ("法人A" in text) == ("institution" in form.fields)
    assert ("令和9年1月12日" in text) == ("submitted-on" in form.fields)
    for part in form.parts:
        if part.kind == "rows":
            assert all(label in text for label, _ in part.cells)


@pytest.mark.parametrize("form", forms.book().forms, ids=lambda form: form.number)
def test_a_form_with_nothing_written_keeps_its_blanks(form: forms.Form) -> None:
    text = text_of(word.document(form, values({"training": form.training or "class-1"})))
    dated = any(field.type == "date" for field in forms.book().fields if field.id in form.fields)
    assert (forms.UNDATED in text) == (dated or forms.UNDATED in str(form.parts))
    assert "平成" not in text


def test_the_answers_fill_the_forms(application: dict[str, Any]) -> None:
    found = values(application)
    assert found["staff-all"] == "40"
    assert found["total-hours"] == "42時間"
    assert found["next-from"] == "令和8年6月1日"
    assert found["start-months"].split("　") == [
        "4",
        "5",
        "○6",
        "7",
        "8",
        "9",
        "10",
        "○11",
        "12",
        "1",
        "2",
        "3",
    ]


def test_the_choice_that_the_form_prints_stands_until_one_is_chosen() -> None:
    assert values({})["qualification-rule"] == "すべて／いずれか"
    assert values({"forms": {"qualification-rule": "すべて"}})["qualification-rule"] == "すべて"


def test_what_people_write_is_only_ever_text(application: dict[str, Any]) -> None:
    application["forms"]["training-name"] = NASTY + "\n二行目\x00"
    application["timetable"] = [{**application["timetable"][0], "instructors": NASTY}]
    found = values(application)
    form = forms.book().forms[0]
    assert NASTY in text_of(word.document(form, found))
    read = facts.read(application, BOOK)
    check = BOOK.checks["notice-2006/curriculum"]
    curriculum = BOOK.curricula["class-1"]
    report = evaluate.check(BOOK, check.id, read.facts, AS_OF)
    for page in (
        forms.html(form, found),
        correspondence.html(BOOK, check, curriculum, read.facts, AS_OF),
        evidence.render(BOOK, report, application, read.problems, AS_OF),
    ):
        assert "<script" not in page
        assert "&lt;script&gt;" in page


# ---- 対応表 --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["class-1-complete", "class-2-complete", "in-house-complete", "visiting-complete"]
)
def test_the_correspondence_names_every_subject_once_and_every_session(name: str) -> None:
    raw = BOOK.examples[name].facts
    curriculum = BOOK.curricula[raw["training"]]
    found = correspondence.rows(BOOK, curriculum, facts.read(raw, BOOK).facts)
    assert [row[0] for row in found if row[0]] == [str(each.number) for each in curriculum.subjects]
    told = {row[5] for row in found if row[5]}
    counted = {
        str(each.row)
        for each in facts.read(raw, BOOK).facts.sessions or ()
        if each.kind not in ("break", "homework")
    }
    assert told == counted


def test_the_correspondence_adds_up_the_minutes_of_the_check(application: dict[str, Any]) -> None:
    read = facts.read(application, BOOK)
    report = evaluate.check(BOOK, "notice-2006/curriculum", read.facts, AS_OF)
    computed = {str(each["number"]): each["text"] for each in report.computed["subjects"]}
    rows = correspondence.rows(BOOK, BOOK.curricula["class-1"], read.facts)
    assert {row[0]: row[11] for row in rows if row[0]} == computed


def test_a_subject_that_the_plan_lacks_and_one_that_the_table_lacks_are_both_said() -> None:
    raw = {
        "training": "class-1",
        "timetable": [
            {"subject": "施設の見学", "kind": "独自科目", "minutes": "60分"},
            {"subject": "昼", "kind": "休憩"},
        ],
    }
    rows = correspondence.rows(BOOK, BOOK.curricula["class-1"], facts.read(raw, BOOK).facts)
    assert sum(row[6] == correspondence.NONE for row in rows) == len(BOOK.curricula["class-1"].subjects)
    assert rows[-1][1] == "施設の見学（別表にない科目）"
    assert all("昼" not in row[1] for row in rows)


# ---- record, checklist, calendar --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BOOK.examples)
def test_the_record_has_inputs_findings_clauses_rules_and_day(name: str) -> None:
    example = BOOK.examples[name]
    read = facts.read(example.facts, BOOK)
    report = evaluate.check(BOOK, example.check, read.facts, AS_OF)
    page = evidence.render(BOOK, report, example.facts, read.problems, AS_OF)
    assert BOOK.hash in page
    assert "2026年6月1日" in page
    assert all(clause.split("/", 1)[1] in page for clause in {each.clause for each in units(report.findings)})
    assert "<h2>入力した内容</h2><h3>" in page
    assert "<a " not in page
    assert "<details class" not in page


def test_the_checklist_has_the_sixteen_letters_with_their_progress(application: dict[str, Any]) -> None:
    read = facts.read(application, BOOK)
    found = checklist.papers(BOOK, evaluate.check(BOOK, checklist.CHECK, read.facts, AS_OF))
    letters = list(dict.fromkeys(each.letter[0] for each in found))
    assert "".join(letters) == "イロハニホヘトチリヌルヲワカヨタ"
    assert all(each.status for each in found)
    without = facts.read({"training": "class-1", "answers": {"document-plan": "いいえ"}}, BOOK)
    lacking = checklist.papers(BOOK, evaluate.check(BOOK, checklist.CHECK, without.facts, AS_OF))
    assert next(each.status for each in lacking if each.letter == "ヘ") == "満たさない"


# ---- the whole application and the page's door -----------------------------------------------------------------------


def test_the_pack_holds_everything_that_is_handed_in(application: dict[str, Any]) -> None:
    made = pack.write(BOOK, application, AS_OF)
    assert made == pack.write(BOOK, application, AS_OF)
    archive = zipfile.ZipFile(io.BytesIO(made))
    names = archive.namelist()
    assert [name for name in names if name.startswith("様式/")] == [
        f"様式/{form.number} {form.title}.docx" for form in forms.wanted("class-1")
    ]
    for stem in (
        "対応表.xlsx",
        "対応表.html",
        "カリキュラム（案）.xlsx",
        "確認表.xlsx",
        "確認表.html",
        ".ics",
    ):
        assert any(name.endswith(stem) for name in names), stem
    assert any("カリキュラムの点検" in name for name in names if name.startswith("点検の記録/"))
    for name in names:
        if name.endswith(".xlsx"):
            openpyxl.load_workbook(io.BytesIO(archive.read(name)))
    said = archive.read("はじめに.txt").decode("utf-8-sig")
    assert BOOK.hash in said
    assert BOOK.sources["2006"].status_note in said


@pytest.mark.parametrize("training", ["visiting", "coordinator", ""])
def test_there_is_no_application_for_another_training(training: str) -> None:
    with pytest.raises(Refused, match="第1号か第2号"):
        pack.write(BOOK, {"training": training}, AS_OF)


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ("template", "xlsx"),
        ("facts", "xlsx"),
        ("csv", "csv"),
        ("correspondence", "xlsx"),
        ("correspondence", "html"),
        ("evidence", "html"),
        ("checklist", "xlsx"),
        ("forms", "zip"),
        ("pack", "zip"),
    ],
)
def test_the_page_gets_a_file_with_a_name(what: str, kind: str, application: dict[str, Any]) -> None:
    check = "notice-2006/curriculum"
    found = ask(method="export", what=what, format=kind, check=check, facts=application)["file"]
    assert found["name"].endswith(f".{kind}")
    assert base64.b64decode(found["base64"])


@pytest.mark.parametrize("what", ["correspondence", "evidence", "checklist", "forms"])
def test_the_page_gets_something_to_print(what: str, application: dict[str, Any]) -> None:
    check = "notice-2006/curriculum"
    found = ask(method="export", what=what, format="print", check=check, facts=application)["paper"]
    assert found["html"].startswith('<article class="paper')
    assert "@page" in found["style"]


def test_the_proofs_are_written_without_a_training() -> None:
    raw = {"forms": {"institution": "法人A", "coach-name-1": "山田太郎", "proof-base-date": "令和9年1月4日"}}
    check = "notice-2006/certificates"
    made = ask(method="export", what="forms", format="zip", check=check, facts=raw)["file"]
    assert made["name"] == "様式第5号・様式第6号.zip"
    archive = zipfile.ZipFile(io.BytesIO(base64.b64decode(made["base64"])))
    assert [name[:8] for name in archive.namelist()] == ["様式/様式第5号", "様式/様式第6号"]
    shown = ask(method="export", what="forms", format="print", check=check, facts=raw)["paper"]["html"]
    assert shown.count('<section class="form"') == 2
    assert "山田太郎" in shown
    assert "令和9年1月4日" in shown


def test_the_page_gets_dates_and_is_told_when_the_day_is_none() -> None:
    check = "notice-2006/calendar"
    found = ask(method="export", what="dates", check=check, facts={}, target="令和9年4月1日")["file"]
    assert found["name"] == "指定の日付 2027-04-01.ics"
    assert (
        "日付で書いてください"
        in ask(method="export", what="dates", check=check, facts={}, target="来年")["refused"]
    )
    assert "refused" in ask(method="export", what="dates", check=check, facts={}, target="2190-04-01")


def test_a_file_opened_in_the_page_gives_the_facts_it_was_made_of(application: dict[str, Any]) -> None:
    check = "notice-2006/curriculum"
    made = ask(method="export", what="facts", check=check, facts=application)["file"]
    found = ask(method="import", name=made["name"], base64=made["base64"])
    assert found["problems"] == []
    again, before = facts.read(found["facts"], BOOK), facts.read(application, BOOK)
    assert again.facts.sessions == before.facts.sessions
    assert again.facts.answers == before.facts.answers
    assert found["facts"]["forms"] == application["forms"]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", b"", "中身が空"),
        ("a.csv", b"\x00\x01\x02", "文字のファイルではありません"),
        ("a.csv", b"\n\n", "中身が空"),
        ("a.xlsx", b"abc", "Excel のファイルではありません"),
        ("a.pdf", b"%PDF", "Excel のファイルではありません"),
    ],
)
def test_a_file_that_cannot_be_read_in_the_page_is_refused(name: str, content: bytes, sentence: str) -> None:
    found = ask(method="import", name=name, base64=base64.b64encode(content).decode())
    assert sentence in found["refused"]
