"""Excel and CSV: what goes out and comes back in gives the same report, and what cannot be read is refused in a sentence."""

import io
import zipfile
from datetime import date
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from yoken import evaluate, facts, limits, report, tables
from yoken.facts import audience
from yoken.office import csv_table, excel_in, excel_out, sheets
from yoken.office.limits import Refused
from yoken.rulebook import Rulebook, load

BOOK = load()
AS_OF = date(2026, 6, 1)


@pytest.fixture
def book() -> Rulebook:
    return BOOK


def report_of(book: Rulebook, check: str, raw: Any) -> str:
    return report.to_json(evaluate.check(book, check, facts.read(raw, book).facts, AS_OF))


def there_and_back(book: Rulebook, check: str, raw: Any) -> dict[str, Any]:
    made = excel_out.workbook(book, book.checks[check], raw, AS_OF)
    found, problems = excel_in.read(made, book)
    assert problems == ()
    return found


@pytest.mark.parametrize("name", BOOK.examples)
def test_an_example_out_to_excel_and_back_gives_the_same_report(book: Rulebook, name: str) -> None:
    example = book.examples[name]
    found = there_and_back(book, example.check, example.facts)
    assert report_of(book, example.check, found) == report_of(book, example.check, example.facts)


@pytest.mark.parametrize("name", [each for each, one in BOOK.examples.items() if one.facts.get("timetable")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_timetable_out_to_csv_and_back_gives_the_same_report(
    book: Rulebook, name: str, encoding: str
) -> None:
    example = book.examples[name]
    text = csv_table.write(book, example.facts).decode("utf-8-sig").encode(encoding)
    from yoken.files import decode

    block = tables.read_text(decode(text, "時間割.csv"), book.timetable)
    found = {**example.facts, "timetable": list(block.rows)}
    assert block.problems == ()
    assert report_of(book, example.check, found) == report_of(book, example.check, example.facts)


@pytest.mark.parametrize("check", BOOK.checks)
def test_a_template_has_a_sheet_for_everything_the_check_asks(book: Rulebook, check: str) -> None:
    made = excel_out.workbook(book, book.checks[check], {}, AS_OF)
    opened = openpyxl.load_workbook(io.BytesIO(made))
    names = opened.sheetnames
    assert {sheets.ANSWERS, sheets.ABOUT} <= set(names)
    assert (sheets.TIMETABLE in names) == ("timetable" in book.checks[check].tables)
    assert (sheets.PEOPLE in names) == ("people" in book.checks[check].tables)
    about = {str(row[0].value): str(row[1].value) for row in opened[sheets.ABOUT].iter_rows()}
    assert about["規則"] == book.hash
    assert book.sources[book.checks[check].document].status in about["文書の位置づけ"]
    found, problems = excel_in.read(made, book)
    assert problems == ()
    assert set(found) <= {"yoken", "training"}


def test_the_timetable_offers_the_subjects_and_choices_of_the_rules(book: Rulebook) -> None:
    check = book.checks["notice-2006/curriculum"]
    opened = openpyxl.load_workbook(
        io.BytesIO(excel_out.workbook(book, check, {"training": "class-1"}, AS_OF))
    )
    sheet, lists = opened[sheets.TIMETABLE], opened[sheets.LISTS]
    offered = {}
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            column = sheet[str(rule.sqref).split(":")[0]].column - 1
            area = str(rule.formula1).split("!")[1].replace("$", "")
            offered[book.timetable[column].id] = [cell[0].value for cell in lists[area]]
    assert offered["subject"] == [each.name for each in book.curricula["class-1"].subjects]
    for column in book.timetable:
        if column.type == "choice":
            choices = (
                audience.offered(column, check.trainings) if column.id == audience.COLUMN else column.choices
            )
            assert offered[column.id] == [choice.label for choice in choices]
    assert lists.sheet_state == "hidden"


@pytest.mark.parametrize("text", ["=1+1", "+81-3", "-A", "@SUM(A1)", "\tA"])
def test_what_begins_like_a_formula_stays_text(book: Rulebook, text: str) -> None:
    raw = {"training": "class-1", "timetable": [{"subject": text, "minutes": "90分"}]}
    made = excel_out.workbook(book, book.checks["notice-2006/curriculum"], raw, AS_OF)
    cells = [
        cell for row in openpyxl.load_workbook(io.BytesIO(made))[sheets.TIMETABLE].iter_rows() for cell in row
    ]
    assert all(cell.data_type != "f" for cell in cells)
    assert excel_in.read(made, book)[0]["timetable"][0]["subject"] == text.strip()
    line = csv_table.write(book, raw).decode("utf-8-sig").splitlines()[1]
    assert not line.startswith(("=", "+", "-", "@", "\t"))
    assert f",{text}" not in line
    rows = tables.read_text(csv_table.write(book, raw).decode("utf-8-sig"), book.timetable).rows
    assert rows[0]["subject"] == text.strip()


def test_a_blank_row_keeps_the_numbers_of_the_rows_after_it(book: Rulebook) -> None:
    raw = {"training": "class-1", "timetable": [{"subject": "A"}, {}, {"subject": "B"}, {}]}
    found = there_and_back(book, "notice-2006/curriculum", raw)
    assert [row.get("subject", "") for row in found["timetable"]] == ["A", "", "B"]


def test_what_the_document_has_besides_is_not_lost(book: Rulebook) -> None:
    raw = {
        "training": "visiting",
        "answers": {"staff-all": "40", "online-questions": "はい"},
        "judgements": {"philosophy.learned@講師A": {"result": "確認済み", "note": "経歴書\n二枚目"}},
        "model_hours": {"visiting": {"philosophy": "1時間"}},
        "people": [{"name": "講師A", "knowledge": ["職業リハビリテーション", "社会福祉制度"]}],
        "forms": {"institution": "法人A", "address": "東京都"},
    }
    found = there_and_back(book, "designated/institution", raw)
    assert found["answers"] == raw["answers"]
    assert found["judgements"] == raw["judgements"]
    assert found["model_hours"] == raw["model_hours"]
    assert found["forms"] == raw["forms"]
    assert found["people"][0]["knowledge"] == "職業リハビリテーション、社会福祉制度"


def test_dates_and_times_that_excel_made_of_the_text_are_read(book: Rulebook) -> None:
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = made.add_worksheet("計画")
    for column, label in enumerate(("日付", "開始", "時間", "科目")):
        sheet.write_string(0, column, label)
    sheet.write_datetime(1, 0, date(2026, 6, 1), made.add_format({"num_format": "yyyy/m/d"}))
    sheet.write_number(1, 1, 9.5 / 24, made.add_format({"num_format": "h:mm"}))
    sheet.write_number(1, 2, 1.5)
    sheet.write_string(1, 3, "障害特性と職業的課題")
    made.close()
    found, _ = excel_in.read(stream.getvalue(), book)
    session = facts.read({"training": "class-1", **found}, book).facts.sessions
    assert session
    assert (session[0].day, session[0].start, session[0].minutes) == (date(2026, 6, 1), 570, 90)


def packed(*parts: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return stream.getvalue()


def many_rows(count: int) -> bytes:
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream, {"in_memory": True, "constant_memory": False})
    sheet = made.add_worksheet("時間割")
    sheet.write_string(0, 0, "日付")
    sheet.write_string(0, 1, "科目")
    for row in range(1, count + 1):
        sheet.write_number(row, 1, row)
    made.close()
    return stream.getvalue()


REFUSED = {
    "too large": (b"PK\x03\x04" + bytes(limits.MAX_BYTES), "大きすぎます"),
    "not Excel": (b"%PDF-1.7", "Excel のファイルではありません"),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "古い形式"),
    "with a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "パスワード",
    ),
    "cut short": (packed(("xl/workbook.xml", b"<a/>"))[:-30], "壊れています"),
    "with macros": (packed(("xl/workbook.xml", b""), ("xl/vbaProject.bin", b"")), "マクロ"),
    "Word": (packed(("word/document.xml", b"")), "ブック（xlsx）ではありません"),
    "a bomb": (packed(("xl/workbook.xml", bytes(limits.MAX_UNPACKED + 1))), "中身が大きすぎます"),
    "no workbook inside": (packed(("xl/workbook.xml", b"<a/>")), "読めません"),
    "too many rows": (many_rows(limits.MAX_ROWS + 5), "行が多すぎます"),
}


@pytest.mark.parametrize(("content", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(
    book: Rulebook, content: bytes, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        excel_in.read(content, book)
    assert str(refused.value).endswith("。")


def test_a_sheet_with_the_greatest_number_of_rows_is_read(book: Rulebook) -> None:
    found, _ = excel_in.read(many_rows(limits.MAX_ROWS - 1), book)
    assert len(found["timetable"]) == limits.MAX_ROWS - 1


def test_equal_facts_give_equal_bytes(book: Rulebook) -> None:
    example = book.examples["class-1-complete"]
    check = book.checks[example.check]
    assert excel_out.workbook(book, check, example.facts, AS_OF) == excel_out.workbook(
        book, check, example.facts, AS_OF
    )
