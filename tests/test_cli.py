"""The command line as a person meets it: arguments and files in, text and an exit code out."""

import io
import json
import sys
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from yoken.cli import main
from yoken.rulebook import load
from yoken.tables import plain_cell

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "rules" / "examples"
BOOK = load()
CHECK = "notice-2006/curriculum"


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of one call."""
    code = main(argv)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def complete_rows() -> list[dict[str, str]]:
    """The rows of the complete plan for 第1号."""
    return [dict(row) for row in BOOK.examples["class-1-complete"].facts["timetable"]]


def csv_text(rows: list[dict[str, str]]) -> str:
    """The rows as CSV with Japanese headers."""
    columns = [column for column in BOOK.timetable if any(column.id in row for row in rows)]
    lines = [",".join(column.label for column in columns)]
    lines += [
        ",".join(plain_cell(row.get(column.id, "")).replace(",", "、") for column in columns) for row in rows
    ]
    return "\n".join(lines) + "\n"


def test_unmet_names_value_bound_and_clause(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(
        capsys, "check", CHECK, str(EXAMPLES / "class-1-three-faults.yml"), "--as-of", "R8.11.24"
    )
    assert code == 1
    assert "42時間以上のところ、41時間30分です。あと30分足りません。" in out
    assert "2006/第2/2/(3)" in out
    assert "基準日 2026-11-24" in out


def test_undecided_is_exit_code_two(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", CHECK, str(EXAMPLES / "class-1-complete.yml"))
    assert code == 2
    assert "人の判断 1" in out


def test_met_is_exit_code_zero(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    facts = dict(BOOK.examples["class-1-complete"].facts)
    facts["judgements"] = {"contents": {"result": "確認済み", "note": "委員会で確認"}}
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(facts, ensure_ascii=False), "utf-8")
    code, out, _ = run(capsys, "check", CHECK, str(path))
    assert (code, "満たさない" in out) == (0, False)


def test_json_report_has_the_published_shape(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "check", CHECK, str(EXAMPLES / "class-1-complete.yml"), "--format", "json")
    report = json.loads(out)
    schema = json.loads((ROOT / "rules" / "schema" / "report.json").read_text("utf-8"))
    assert set(report) == set(schema["properties"])
    assert set(report["findings"][0]) == set(schema["$defs"]["finding"]["properties"])
    assert report["rulebook"] == BOOK.hash


# Ten lines that stand for ten milliards of words.
BOMB = b"".join(
    b"a%d: &a%d [%s]\n" % (level, level, b", ".join([b"*a%d" % (level - 1) if level else b"x"] * 10))
    for level in range(10)
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_csv_in_the_encodings_of_excel(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "時間割.csv"
    path.write_bytes(csv_text(complete_rows()).encode(encoding))
    code, out, err = run(capsys, "check", CHECK, str(path), "--training", "第1号")
    assert (code, err) == (2, "")
    assert "満たさない" not in out


def test_xlsx_gives_the_same_findings_as_yaml(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    columns = list(BOOK.timetable)
    sheet.append([column.label for column in columns])
    for row in complete_rows():
        sheet.append([row.get(column.id) for column in columns])
    path = tmp_path / "plan.xlsx"
    book.save(path)
    code, out, _ = run(capsys, "check", CHECK, str(path), "--training", "class-1")
    assert (code, "満たさない" in out) == (2, False)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.yml", None, "ファイルがありません"),
        ("empty.yml", b"", "中身が空です"),
        ("binary.csv", b"\x89PNG\r\n\x00\x00\x01", "文字のファイルではありません"),
        ("broken.json", b'{"training": ', "JSON として読めません"),
        ("broken.yml", b"training: [1, 2\nx: }", "YAML として読めません"),
        ("bomb.yml", BOMB, "大きすぎます"),
        ("endless.yml", b"timetable: &rows [*rows]", "大きすぎます"),
        ("deep.yml", b"timetable: " + b"[" * 100_000, "YAML として読めません"),
        ("list.yml", "- 第1号".encode(), "項目と値の組がありません"),
        ("bytes.csv", b"\xff\xfe\xfd\xfc", "文字コードが"),
        ("broken.xlsx", b"PK\x03\x04 this is no workbook", "Excel のファイル（xlsx）として読めません"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    code, out, err = run(capsys, "check", CHECK, str(path))
    assert code == 3
    assert said in err
    assert (out, err.count("\n")) == ("", 1)


def test_tags_and_aliases_in_yaml_make_nothing_but_text(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path, mark = tmp_path / "plan.yml", tmp_path / "ran"
    path.write_text(
        f"training: !!python/object/apply:os.system ['touch {mark}']\n"
        "timetable:\n- &first {subject: !!python/name:os.system ケース会議, instructors: 講師A, start: !!timestamp 9:30}\n"
        "- *first\n",
        "utf-8",
    )
    code, out, err = run(capsys, "check", CHECK, str(path), "--training", "第1号")
    assert (code, err) == (1, "")
    assert "2行目の形態" in out
    assert not mark.exists()


def test_a_folder_is_no_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, err = run(capsys, "compare", CHECK, "designated/curriculum", str(tmp_path))
    assert (code, "フォルダーです" in err) == (3, True)


def test_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    text = "training: 第1号\ntimetable:\n  - {date: R8.6.1, minutes: 1時間30分, subject: ケース会議, form: 演習}\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8"))
    code, out, _ = run(capsys, "check", CHECK, "-")
    assert code == 1
    assert "42時間以上のところ、1時間30分です。あと40時間30分足りません。" in out


def test_bad_cells_name_the_row_and_an_example(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("日付,開始,終了,科目,謎の列\n2026/6/1,9:00,25:00,ケース会議,x\n", "utf-8")
    code, _, err = run(capsys, "check", CHECK, str(path), "--training", "第1号")
    assert code == 3
    assert "1行目の終了: 「25:00」" in err
    assert "「謎の列」は知らない列です" in err


def test_an_unknown_check_names_the_likely_one(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "check", "notice-2006/curiculum", "x.yml")
    assert code == 3
    assert "「notice-2006/curriculum」のことですか" in err


def test_several_files_give_a_line_each(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    good, missing = str(EXAMPLES / "class-1-complete.yml"), str(tmp_path / "missing.yml")
    code, out, _ = run(capsys, "check", CHECK, good, missing)
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 3
    assert [line["file"] for line in lines] == [good, missing]
    assert lines[0]["report"]["status"] == "judgement"
    assert "ファイルがありません" in lines[1]["error"]


@pytest.mark.parametrize("name", sorted(BOOK.checks))
def test_a_blank_document_is_read_back_without_problems(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    _, text, _ = run(capsys, "blank", name)
    path = tmp_path / "blank.yml"
    path.write_text(text, "utf-8")
    code, _, err = run(capsys, "check", name, str(path))
    # Nothing is answered, so nothing may be called met or unmet as a whole.
    assert (code, err) == (2, "")


@pytest.mark.parametrize("name", sorted(BOOK.checks))
def test_show_lists_every_criterion_with_its_clause(capsys: pytest.CaptureFixture[str], name: str) -> None:
    code, out, _ = run(capsys, "show", name)
    assert code == 0
    assert all(criterion.title in out and criterion.clause in out for criterion in BOOK.checks[name].require)


def test_list_names_every_check(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "list")
    assert [line.split()[0] for line in out.splitlines()] == list(BOOK.checks)


def test_lint_finds_no_error_and_refuses_another_folder(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(capsys, "lint", str(ROOT / "rules"))[0] == 0
    code, _, err = run(capsys, "lint", str(tmp_path))
    assert (code, "規則のフォルダーではありません" in err) == (3, True)


def test_compare_says_what_only_one_edition_asks(capsys: pytest.CaptureFixture[str]) -> None:
    plan = str(EXAMPLES / "class-1-complete.yml")
    code, out, _ = run(capsys, "compare", CHECK, "designated/curriculum", plan)
    assert code == 0
    differs, only_2006, rest = out.split("だけが問うもの】")
    only_current, same = rest.split("【結果が同じもの】")
    assert "3か月以内" in differs
    assert "職業リハビリテーション概論と諸制度" in only_2006
    assert "モデルカリキュラムの内容の時間" in only_current
    assert "総研修時間" in same


def test_as_of_refuses_what_is_no_date(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "check", CHECK, "x.yml", "--as-of", "昨日")
    assert (code, "日付として読めません" in err) == (3, True)


def test_as_of_is_today_when_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    begun = date.today()
    _, out, _ = run(capsys, "check", CHECK, str(EXAMPLES / "class-1-complete.yml"))
    assert any(f"基準日 {day.isoformat()}" in out for day in (begun, date.today()))


def test_dates_of_a_designation(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "dates", "R9.4.1")
    assert code == 0
    # 2027年1月1日から3日は閉庁日なので、受付は4日に始まる。1月31日は日曜なので、2月1日に終わる。
    assert "2027年1月4日（令和9年）から2027年2月1日（令和9年）まで" in out
    assert "今も効力を持つかは" in out


def test_dates_of_a_change_and_of_a_cancellation(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "dates", "--change", "2027-03-01", "--cancelled", "2024-04-02")
    assert "2026年12月31日（令和8年）まで" in out
    assert "最初に指定できる指定適用日: 2027年10月1日（令和9年）" in out


def test_dates_outside_the_calendar_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "dates", "2200-04-01")
    assert (code, out) == (3, "")
    assert err.count("\n") == 1


def test_dates_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "dates", "2027-04-01", "--format", "json")
    made = json.loads(out)
    assert made["designation"] == "2027-04-01"
    assert made["entries"]
