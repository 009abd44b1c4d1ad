"""Every way out of a check, with facts that were written to break it: what was typed is text there, and nothing else."""

from __future__ import annotations

import base64
import csv
import io
import itertools
import json
import unicodedata
import zipfile
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from yoken import browser
from yoken.office import forms

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    '"\' onmouseover=alert(1) x="',
    "]]><b>",
    "=cmd|' /C calc'!A0",
    "+1+cmd",
    "-1+cmd",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "safe\u202egpj.exe",
    "a\x00\x01\x08\x0b\x1b\x7fb",
    "\ud800half",
    "END:VEVENT\r\nBEGIN:VALARM",
    "../../etc/passwd",
    "{institution}",
    "長" * 20_000,
)
CHECKS = ("notice-2006/curriculum", "notice-2006/instructors")
# Elements that our own pages and pictures are made of; none loads or runs anything.
FORBIDDEN = {"script", "img", "iframe", "object", "embed", "b", "base", "form"}
KINDS = [
    *[("evidence", kind) for kind in ("print", "html")],
    *[("correspondence", kind) for kind in ("print", "html", "xlsx")],
    *[("checklist", kind) for kind in ("print", "html", "xlsx")],
    *[("forms", kind) for kind in ("print", "zip")],
    ("template", "xlsx"),
    ("facts", "xlsx"),
    ("csv", "csv"),
    ("pack", "zip"),
]


def document() -> dict[str, Any]:
    """Facts with these texts wherever a person can write."""
    book = browser.book()
    example = book.examples["class-1-complete"].facts
    first = example["timetable"][0]
    rows = [{**first, "instructors": text} for text in HOSTILE]
    rows += [dict.fromkeys((column.id for column in book.timetable), text) for text in HOSTILE]
    people = [dict.fromkeys((column.id for column in book.tables["people"]), text) for text in HOSTILE]
    texts = itertools.cycle(HOSTILE)
    return {
        "training": "class-1",
        "timetable": [*example["timetable"], *rows],
        "people": people,
        "answers": {
            **dict(zip(book.questions, texts, strict=False)),
            "desired-designation-day": "2027-04-01",
        },
        "judgements": {text: {"result": text, "note": text} for text in HOSTILE},
        "model_hours": {text: {text: text} for text in HOSTILE},
        "forms": dict(zip((field.id for field in forms.book().fields), texts, strict=False)),
        **{text: text for text in HOSTILE},
    }


def ask(**request: Any) -> dict[str, Any]:
    asked = {"as_of": "2026-06-01", "facts": document(), **request}
    answer: dict[str, Any] = json.loads(browser.handle(json.dumps(asked)))
    assert "error" not in answer, answer["error"]
    return answer


class Elements(HTMLParser):
    """What a browser would make of a page: no element that runs anything, no attribute that does."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in FORBIDDEN, tag
        for name, value in attrs:
            assert not name.startswith("on"), (tag, name)
            assert name != "href" or (value or "").startswith(("#", "../")), value


def is_inert(html: str) -> None:
    reader = Elements()
    reader.feed(html)
    reader.close()


def is_plain_workbook(content: bytes) -> None:
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" and not cell.hyperlink for cell in row)


def is_plain_name(name: str) -> None:
    assert not name.startswith("/")
    assert ".." not in name
    assert not any(unicodedata.category(letter) in ("Cc", "Cf", "Cs") for letter in name)


def is_harmless(name: str, content: bytes) -> None:
    """Looks into a file by its kind, and into those that it holds."""
    is_plain_name(name)
    kind = name.rpartition(".")[2]
    if kind == "zip":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for inner in archive.namelist():
                is_harmless(inner, archive.read(inner))
    elif kind == "xlsx":
        is_plain_workbook(content)
    elif kind == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            body = archive.read("word/document.xml")
        ElementTree.fromstring(body)
        assert b"instrText" not in body
    elif kind == "html":
        is_inert(content.decode())
    elif kind == "csv":
        cells = [
            cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")) for cell in row
        ]
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    elif kind == "ics":
        lines = content.decode().split("\r\n")
        assert not any(line.startswith("BEGIN:VALARM") for line in lines)
    else:
        assert kind == "txt"


@pytest.mark.parametrize("check", CHECKS)
def test_a_report_and_its_panels_hold_no_element_that_was_typed(check: str) -> None:
    answer = ask(method="check", check=check)
    is_inert(answer["html"])
    is_inert(answer["panels"])
    assert "onerror" in answer["html"] + answer["panels"]


def test_a_comparison_and_a_calendar_hold_no_part_that_was_typed() -> None:
    is_inert(ask(method="compare", edition=browser.book().changes.editions[0].id)["html"])
    assert "VALARM" not in ask(method="calendar")["text"]


@pytest.mark.parametrize(("what", "kind"), KINDS)
def test_a_file_or_a_paper_holds_what_was_typed_as_text(what: str, kind: str) -> None:
    answer = ask(method="export", what=what, format=kind, check="notice-2006/curriculum")
    if paper := answer.get("paper"):
        is_inert(paper["html"])
    else:
        is_harmless(answer["file"]["name"], base64.b64decode(answer["file"]["base64"]))
