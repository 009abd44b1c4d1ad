"""What is asked of any bytes whatever. An input that breaks a promise raises AssertionError; nothing else may raise."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import xlsxwriter
from yoken import browser
from yoken.dates import parse_date, parse_time
from yoken.tables import plain_cell, split
from yoken.units import (
    MINUTES,
    TIME,
    UnitError,
    format_minutes,
    format_quantity,
    parse_duration,
    parse_minutes_cell,
    parse_quantity,
)

CHECKS = sorted(browser.book().checks)
EDITIONS = browser.book().changes.editions


def text_of(data: bytes) -> str:
    return data.decode("utf-8", "ignore")


def dates(data: bytes) -> None:
    """What is read as a day or a time is the same when it is written out and read again."""
    text = text_of(data)
    day, minutes = parse_date(text), parse_time(text)
    if day:
        for written in (day.isoformat(), f"{day.year}/{day.month}/{day.day}"):
            assert parse_date(written) == day, written
    if minutes is not None:
        written = format_quantity(minutes, TIME)
        assert parse_time(written) == minutes, written


def durations(data: bytes) -> None:
    """The same for lengths of time and for quantities with units."""
    text = text_of(data)
    for minutes in (parse_duration(text), parse_minutes_cell(text)):
        if minutes is not None:
            assert minutes >= 0, text
            assert parse_duration(format_minutes(minutes)) == minutes, format_minutes(minutes)
    try:
        value, unit = parse_quantity(text)
    except UnitError:
        return
    # Any word may be a unit; a share is shown with two decimals, cut.
    if unit in (MINUTES, "件", "人"):
        written = format_quantity(value, unit)
        assert parse_quantity(written) == (value, unit), written


def facts(data: bytes) -> None:
    """A document from a link or a file is answered with a report, and stays as it was typed."""
    if not data:
        return
    try:
        document = json.loads(text_of(data[1:]))
    except (ValueError, RecursionError):
        # What is no JSON is refused by the page, before it comes here.
        return
    before = json.dumps(document)
    check = CHECKS[data[0] % len(CHECKS)]
    answer = reply({"method": "check", "check": check, "facts": document, "as_of": "2026-11-24"})
    assert answer["report"]["status"]
    plain(answer["problems"])
    edition = EDITIONS[data[0] % len(EDITIONS)]
    compared = {"method": "compare", "edition": edition.id, "facts": document, "as_of": "2026-11-24"}
    plain(reply(compared)["problems"])
    assert json.dumps(document) == before


def block(data: bytes) -> None:
    """Pasted cells become rows of the cells that were there, or it is said why not."""
    text = text_of(data)
    answer = reply({"method": "read_block", "text": text})
    plain(answer["problems"])
    if answer["rows"]:
        cells = {plain_cell(cell) for row in split(text.lstrip("\ufeff")) for cell in row}
        assert {cell for row in answer["rows"] for cell in row.values()} <= cells | {""}


def _parts() -> dict[str, bytes]:
    """Those of a workbook as small as one can be that has something to read in it."""
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = made.add_worksheet("時間割")
    for row, cells in enumerate((("日付", "科目"), ("2026/6/1", "ケース会議"))):
        sheet.write_row(row, 0, cells)
    made.close()
    with zipfile.ZipFile(stream) as package:
        return {name: package.read(name) for name in package.namelist()}


PARTS = _parts()
REPLACED = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml")
# What the first byte of an input may ask for beside the parts.
CSV, WHOLE = len(REPLACED), len(REPLACED) + 1


def workbook(part: str, content: bytes) -> bytes:
    """A small workbook with one of its parts replaced; a damaged package itself is seldom more than that."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, whole in PARTS.items():
            package.writestr(name, content if name == part else whole)
    return stream.getvalue()


def imported(data: bytes) -> None:
    """A file is read into facts, or refused in a sentence."""
    if not data:
        return
    kind, content = data[0] % (WHOLE + 1), data[1:]
    name = "計画.csv" if kind == CSV else "計画.xlsx"
    if kind < CSV:
        content = workbook(REPLACED[kind], content)
    answer = reply({"method": "import", "name": name, "base64": base64.b64encode(content).decode()})
    if "refused" in answer:
        assert answer["refused"].endswith("。"), answer
        return
    assert all(answer["problems"]), answer
    # What was read is facts like any other.
    reply({"method": "check", "check": CHECKS[0], "facts": answer["facts"], "as_of": "2026-11-24"})


def reply(request: dict[str, Any]) -> dict[str, Any]:
    answer = json.loads(browser.handle(json.dumps(request)))
    assert "error" not in answer, answer["error"]["detail"]
    found: dict[str, Any] = answer
    return found


def plain(problems: list[dict[str, Any]]) -> None:
    """Each names its place and says in Japanese what is wrong."""
    for each in problems:
        assert each["label"], each
        assert any("ぁ" <= letter <= "ん" for letter in each["message"]), each


TARGETS: dict[str, Callable[[bytes], None]] = {
    "dates": dates,
    "durations": durations,
    "facts": facts,
    "block": block,
    "import": imported,
}
