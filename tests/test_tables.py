"""Rows from pasted cells and CSV text."""

import pytest
from yoken.rulebook import load
from yoken.tables import Block, plain_cell, read_cells, read_text

COLUMNS = load().timetable


def block(text: str) -> Block:
    """What becomes of pasted text."""
    return read_text(text, COLUMNS)


def test_a_header_in_any_order_and_spelling() -> None:
    read = block("科目名\t実施日\t所要時間\n両立支援の演習\t2026/6/1\t60分\n")
    assert read.problems == ()
    assert read.rows == ({"subject": "両立支援の演習", "date": "2026/6/1", "minutes": "60分"},)


def test_a_header_in_full_width_and_with_spaces() -> None:
    read = block("時間（分）\t 科 目 \n60\t両立支援の演習\n")
    assert read.rows == ({"minutes": "60", "subject": "両立支援の演習"},)


def test_commas_as_well_as_tabs() -> None:
    read = block('\ufeff日付,科目,講師\n2026/6/1,両立支援の演習,"講師A,講師B"\n')
    assert read.rows == ({"date": "2026/6/1", "subject": "両立支援の演習", "instructors": "講師A,講師B"},)


def test_titles_above_the_header_are_passed_over() -> None:
    read = block("令和8年度 日程表\n\n日付\t科目\n2026/6/1\t両立支援の演習\n")
    assert read.rows == ({"date": "2026/6/1", "subject": "両立支援の演習"},)


def test_empty_rows_are_left_out() -> None:
    read = block("日付\t科目\n\t\n2026/6/1\t両立支援の演習\n\n\n")
    assert len(read.rows) == 1


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end(newline: str) -> None:
    read = block(newline.join(["日付\t科目", "2026/6/1\t両立支援の演習", "2026/6/2\t両立支援の演習"]))
    assert [row["date"] for row in read.rows] == ["2026/6/1", "2026/6/2"]


def test_a_quoted_cell_may_hold_line_breaks_and_quotes() -> None:
    read = block(
        '日付\t科目\t講師\n2026/6/1\t両立支援の演習\t"講師A\n講師B"\n2026/6/2\t"いわゆる""演習"""\t講師A\n'
    )
    assert [row["instructors"] for row in read.rows] == ["講師A\n講師B", "講師A"]
    assert read.rows[1]["subject"] == 'いわゆる"演習"'


def test_a_quote_that_never_closes_is_said_and_swallows_no_rows() -> None:
    read = block('日付\t科目\n2026/6/1\t"両立支援の演習\n2026/6/2\t両立支援の演習\n')
    assert read.rows == ()
    assert [problem.expected for problem in read.problems] == [
        "引用符の閉じていないセルなどがあり、表として読めません"
    ]


def test_an_unknown_column_is_named_with_its_place_and_the_rest_is_read() -> None:
    read = block("日付\t部屋\t科目\n2026/6/1\t第2会議室\t両立支援の演習\n")
    assert read.rows == ({"date": "2026/6/1", "subject": "両立支援の演習"},)
    (problem,) = read.problems
    assert problem.message.startswith("見出し2列目: 「部屋」は知らない列です。読める列: 日付、開始、終了")


def test_a_column_given_twice_is_read_once_and_said() -> None:
    read = block("日付\t科目\t科目名\n2026/6/1\t両立支援の演習\t別の科目\n")
    assert read.rows[0]["subject"] == "両立支援の演習"
    assert [problem.expected for problem in read.problems] == ["同じ列が二度あります。最初の列だけを読みます"]


def test_without_a_header_the_columns_come_in_their_order() -> None:
    read = block("2026/6/1\t9:30\t11:00\t\t両立支援の演習\t演習\t対面\t講師A\n")
    assert read.problems == ()
    row = read.rows[0]
    assert (row["date"], row["start"], row["end"], row["minutes"]) == ("2026/6/1", "9:30", "11:00", "")
    assert (row["subject"], row["form"], row["delivery"], row["instructors"]) == (
        "両立支援の演習",
        "演習",
        "対面",
        "講師A",
    )


def test_without_a_header_too_many_columns_are_said() -> None:
    read = block("\t".join(["a"] * (len(COLUMNS) + 1)))
    assert f"列が{len(COLUMNS) + 1}あります" in read.problems[0].message


@pytest.mark.parametrize("text", ["", "\n\n", "\t\t\n", "日付\t科目\n"])
def test_nothing_pasted_is_no_row_and_no_problem(text: str) -> None:
    assert block(text) == Block((), ())


def test_cells_of_a_spreadsheet_become_what_a_person_would_type() -> None:
    from datetime import date, datetime, time

    assert [plain_cell(cell) for cell in (None, True, False, 90.0, 1.5, 3, " x ")] == [
        "",
        "はい",
        "いいえ",
        "90",
        "1.5",
        "3",
        "x",
    ]
    assert plain_cell(datetime(2026, 6, 1)) == "2026-06-01"
    assert plain_cell(date(2026, 6, 1)) == "2026-06-01"
    assert plain_cell(time(9, 30)) == "09:30:00"


def test_a_grid_of_cells_is_read_like_pasted_text() -> None:
    assert read_cells([["日付", "科目", None], ["2026/6/1", "両立支援の演習", None]], COLUMNS).rows == (
        {"date": "2026/6/1", "subject": "両立支援の演習"},
    )


def test_the_headings_of_an_office_sheet_are_known() -> None:
    read = block("月日\t時間帯\t科目名\t講師氏名\n2026/6/1\t9:00〜10:00\t両立支援の演習\t山田　太郎\n")
    assert read.problems == ()
    assert read.rows[0]["minutes"] == "9:00〜10:00"
