"""`yoken template`, `yoken dates --format ics`, and xlsx files with every kind of fact."""

import json
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar
from yoken import cli, exit_codes
from yoken.office import sheets
from yoken.rulebook import load

BOOK = load()


def test_a_template_is_written_and_checked_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "記入用.xlsx"
    assert cli.main(["template", "notice-2006/curriculum", "--training", "class-1", "-o", str(path)]) == 0
    assert sheets.TIMETABLE in openpyxl.load_workbook(path).sheetnames
    capsys.readouterr()
    assert cli.main(["check", "notice-2006/curriculum", str(path)]) == exit_codes.UNDECIDED
    assert "第1号" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["institution-center", "class-2-complete", "instructors-visiting"])
def test_facts_written_to_a_template_give_the_same_report(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    example = BOOK.examples[name]
    facts, workbook = tmp_path / "a.json", tmp_path / "a.xlsx"
    facts.write_text(json.dumps({"yoken": 1, **example.facts}, ensure_ascii=False), encoding="utf-8")
    assert cli.main(["template", example.check, str(facts), "-o", str(workbook)]) == 0
    capsys.readouterr()
    found = []
    for path in (facts, workbook):
        cli.main(["check", example.check, str(path), "--format", "json", "--as-of", "2026-06-01"])
        found.append(capsys.readouterr().out)
    assert found[0] == found[1]


def test_dates_go_to_a_calendar(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli.main(["dates", "2027-04-01", "--format", "ics"]) == 0
    events = Calendar.from_ical(capfdbinary.readouterr().out).walk("VEVENT")
    assert "指定適用日" in {str(event["SUMMARY"]) for event in events}


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["template", "no/such", "-o", "x.xlsx"], "点検「no/such」はありません"),
        (["template", "notice-2006/curriculum", "-o", "/no/such/folder/x.xlsx"], "書き出せません"),
        (["dates", "--change", "2027-04-01", "--format", "ics"], "指定を受けたい日が要ります"),
    ],
)
def test_what_cannot_be_done_is_said(
    command: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(command) == exit_codes.BAD_INPUT
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsm", b"PK\x03\x04", "読めません"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "古い形式"),
        ("a.xlsx", "日付,科目\n".encode(), "Excel のファイルではありません"),
    ],
)
def test_a_workbook_that_cannot_be_read_is_refused(
    name: str, content: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert cli.main(["check", "notice-2006/curriculum", str(path)]) == exit_codes.BAD_INPUT
    err = capsys.readouterr().err
    assert said in err
    assert len(err.splitlines()) == 1
