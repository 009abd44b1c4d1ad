"""What a page asks of this package: a file or a page to print from the facts, and the facts from a file."""

import base64
import binascii
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from yoken import calendar_file, evaluate, facts
from yoken.closed_days import OutOfCalendar
from yoken.dates import parse_date
from yoken.facts import FORMAT, Problem
from yoken.files import FileError, decode
from yoken.limits import MAX_BYTES, TOO_LARGE
from yoken.office import (
    checklist,
    correspondence,
    csv_table,
    evidence,
    excel_in,
    excel_out,
    forms,
    pack,
    paper,
    sheets,
)
from yoken.office.limits import Refused
from yoken.plain import plain
from yoken.rulebook import Check, Rulebook
from yoken.tables import read_text

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {
    "xlsx": XLSX,
    "csv": "text/csv",
    "html": "text/html",
    "zip": "application/zip",
    "ics": "text/calendar",
}
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, with what every answer needs read from it."""

    book: Rulebook
    check: Check
    raw: Json
    read: facts.ReadResult
    as_of: date
    request: Json


def export(book: Rulebook, request: Json) -> Json:
    """`what`, `format`, `check`, `facts`, `as_of` → `file` {name, type, base64}, `paper` {title, html, style} or `refused`."""
    raw = _writable(request["facts"]) if isinstance(request.get("facts"), dict) else {}
    asked = Asked(
        book,
        book.checks[request["check"]],
        raw,
        facts.read(raw, book),
        date.fromisoformat(request["as_of"]),
        request,
    )
    try:
        return MAKERS[request["what"]](asked)
    except Refused as refused:
        return {"refused": str(refused)}


def _writable(raw: Json) -> Json:
    """The same with 「?」 for half a letter, as a browser's text may hold it and no file can."""
    whole: Json = json.loads(json.dumps(raw, ensure_ascii=False).encode("utf-8", "replace"))
    return whole


def _file(stem: str, kind: str, content: bytes) -> Json:
    # Characters that some file systems refuse in a name.
    name = "".join("_" if letter in '\\/:*?"<>|' else letter for letter in stem)
    return {
        "file": {"name": f"{name}.{kind}", "type": TYPES[kind], "base64": base64.b64encode(content).decode()}
    }


def _paper(asked: Asked, title: str, fragment: str) -> Json:
    if asked.request.get("format") == "html":
        return _file(title, "html", paper.page(title, fragment))
    return {"paper": {"title": title, "html": fragment, "style": paper.style()}}


def _template(asked: Asked) -> Json:
    raw = {sheets.TRAINING: asked.raw.get(sheets.TRAINING, "")}
    made = excel_out.workbook(asked.book, asked.check, raw, asked.as_of)
    return _file(f"{asked.check.title}（記入用）", "xlsx", made)


def _facts(asked: Asked) -> Json:
    made = excel_out.workbook(asked.book, asked.check, asked.raw, asked.as_of)
    return _file(f"{asked.check.title} {asked.as_of.isoformat()}", "xlsx", made)


def _csv(asked: Asked) -> Json:
    table = (
        "people" if "timetable" not in asked.check.tables and "people" in asked.check.tables else "timetable"
    )
    made = csv_table.write(asked.book, asked.raw, table)
    return _file(f"{sheets.TABLES[table]} {asked.as_of.isoformat()}", "csv", made)


def _correspondence(asked: Asked) -> Json:
    curriculum = asked.book.curricula.get(asked.read.facts.training or "")
    if curriculum is None:
        raise Refused("研修の種類を選ぶと、対応表を作れます。")
    title = correspondence.title(curriculum)
    args = (asked.book, asked.check, curriculum, asked.read.facts, asked.as_of)
    if asked.request.get("format") == "xlsx":
        return _file(title, "xlsx", correspondence.workbook(*args))
    return _paper(asked, title, correspondence.html(*args))


def _evidence(asked: Asked) -> Json:
    report = evaluate.check(asked.book, asked.check.id, asked.read.facts, asked.as_of)
    shown = evidence.render(asked.book, report, asked.raw, asked.read.problems, asked.as_of)
    return _paper(asked, evidence.title(report), shown)


def _checklist(asked: Asked) -> Json:
    pack.of_notice(asked.book, asked.read)
    check = asked.book.checks[checklist.CHECK]
    report = evaluate.check(asked.book, check.id, asked.read.facts, asked.as_of)
    if asked.request.get("format") == "xlsx":
        return _file(checklist.TITLE, "xlsx", checklist.workbook(asked.book, report, asked.as_of))
    return _paper(asked, checklist.TITLE, checklist.html(asked.book, check, report, asked.as_of))


def _forms(asked: Asked) -> Json:
    """All forms of an application; on a check that is about no training, those that are for any."""
    curriculum = pack.of_notice(asked.book, asked.read) if asked.check.trainings else None
    chosen = forms.wanted(curriculum.id if curriculum else "")
    title = f"様式（{curriculum.short}）" if curriculum else "・".join(form.number for form in chosen)
    if asked.request.get("format") == "zip":
        files = pack.form_files(asked.book, asked.raw, asked.read, chosen)
        return _file(title, "zip", pack.zipped(files))
    values = forms.values(asked.book, asked.raw, asked.read.facts.answers)
    shown = "".join(forms.html(form, values) for form in chosen)
    return _paper(asked, title, paper.paper(shown))


def _dates(asked: Asked) -> Json:
    written = plain(
        asked.request.get("target") or asked.raw.get("answers", {}).get("desired-designation-day")
    )
    target = parse_date(written) if written else None
    if target is None:
        raise Refused("指定を受けたい日を、日付で書いてください（例: 2027-04-01、令和9年4月1日）。")
    try:
        made = calendar_file.write([target], asked.as_of)
    except (OutOfCalendar, OverflowError) as error:
        raise Refused(str(error)) from None
    return _file(f"指定の日付 {target.isoformat()}", "ics", made)


def _pack(asked: Asked) -> Json:
    curriculum = pack.of_notice(asked.book, asked.read)
    return _file(
        f"指定希望の書類（{curriculum.short}）", "zip", pack.write(asked.book, asked.raw, asked.as_of)
    )


MAKERS: dict[str, Callable[[Asked], Json]] = {
    "template": _template,
    "facts": _facts,
    "csv": _csv,
    "correspondence": _correspondence,
    "evidence": _evidence,
    "checklist": _checklist,
    "forms": _forms,
    "dates": _dates,
    "pack": _pack,
}


def import_(book: Rulebook, request: Json) -> Json:
    """`name`, `base64`, `table` of a CSV → `facts` as typed and `problems`, or `refused`."""
    try:
        content = base64.b64decode(request["base64"], validate=True)
        found, problems = opened(book, request["name"], content, request.get("table", "timetable"))
    except (Refused, FileError) as refused:
        return {"refused": str(refused)}
    except binascii.Error:
        return {"refused": "ファイルを受け取れませんでした。もう一度選んでください。"}
    return {"facts": found, "problems": [problem.message for problem in problems]}


def opened(book: Rulebook, name: str, content: bytes, table: str) -> tuple[Json, tuple[Problem, ...]]:
    """The facts of an Excel or CSV file. Raises Refused, FileError."""
    if not content.strip():
        raise Refused("中身が空です。")
    text_file = name.casefold().endswith((".csv", ".tsv", ".txt"))
    if not text_file:
        return excel_in.read(content, book)
    if len(content) > MAX_BYTES:
        raise Refused(TOO_LARGE)
    block = read_text(decode(content, name), book.tables[table])
    if not block.rows and block.problems:
        raise Refused("".join(f"{problem.message}。" for problem in block.problems))
    if not block.rows:
        raise Refused("行が見つかりません。見出しの行と、その下の行があるか確かめてください。")
    return {"yoken": FORMAT, table: list(block.rows)}, block.problems
