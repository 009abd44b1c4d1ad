"""Facts from an Excel workbook, as they were typed. Sheets by name; without any known name the first is a timetable."""

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from yoken.facts import FORMAT, Problem
from yoken.limits import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, TOO_MANY_ROWS, TOO_MUCH
from yoken.office import sheets
from yoken.office.limits import Refused, guard
from yoken.plain import key
from yoken.rulebook import Rulebook
from yoken.tables import plain_cell, read_cells

BROKEN = "Excel のファイルとして読めません。Excel で開いて保存し直してください。"

Grid = list[list[object]]
OURS = (*sheets.TABLES.values(), sheets.ANSWERS, sheets.JUDGEMENTS, sheets.MODEL_HOURS, sheets.FORMS)


def read(content: bytes, book: Rulebook) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The facts document of a workbook, and what could not be placed. Raises Refused."""
    guard(content).close()
    grids = _grids(content)
    named = {table: name for table, name in sheets.TABLES.items() if name in grids}
    if not set(OURS) & set(grids):
        named = {"timetable": next(iter(grids))}
    facts: dict[str, Any] = {"yoken": FORMAT}
    problems: list[Problem] = []
    for table, name in named.items():
        # A blank row in between keeps its number: what is said of row 5 is about the fifth row of the sheet.
        block = read_cells(grids[name], book.tables[table], keep_blank=True)
        found = list(block.rows)
        while found and not any(found[-1].values()):
            found.pop()
        if found:
            facts[table] = found
        problems += block.problems
    answers, more = _answers(grids.get(sheets.ANSWERS, []), book)
    problems += more
    if training := answers.pop(sheets.TRAINING, ""):
        facts["training"] = training
    parts = {
        "answers": answers,
        "judgements": _judgements(grids.get(sheets.JUDGEMENTS, [])),
        "model_hours": _model_hours(grids.get(sheets.MODEL_HOURS, [])),
        "forms": {
            row[sheets.ID]: row["内容"]
            for row in _lines(grids.get(sheets.FORMS, []), "内容", sheets.ID)
            if row["内容"]
        },
    }
    facts |= {name: part for name, part in parts.items() if part}
    return facts, tuple(problems)


def _grids(content: bytes) -> dict[str, Grid]:
    from openpyxl import load_workbook

    try:
        opened = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        found: dict[str, Grid] = {}
        room = MAX_BYTES
        for sheet in _wanted(opened.worksheets):
            rows = _rows(sheet.title, sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS))
            found[sheet.title] = list(_within(rows, room))
            room -= sum(_letters(row) for row in found[sheet.title])
    except Refused:
        raise
    except Exception:  # openpyxl raises many kinds for broken and foreign files
        raise Refused(BROKEN) from None
    if not found:
        raise Refused("読めるシートがありません。時間割を表に書いたファイルを選んでください。")
    return found


def _wanted(worksheets: Sequence[Any]) -> list[Any]:
    """The sheets that have a meaning, or else the first: the others may be many and are not gone through."""
    by_name = {sheet.title: sheet for sheet in reversed(worksheets)}
    ours = [by_name[name] for name in OURS if name in by_name]
    others = [sheet for sheet in worksheets if sheet.title not in (sheets.ABOUT, sheets.LISTS)]
    return ours or others[:1]


def _letters(row: list[object]) -> int:
    return sum(len(cell) for cell in row if isinstance(cell, str))


def _within(rows: Iterable[list[object]], room: int) -> Iterator[list[object]]:
    """The rows. A small file may name one long text in every cell; so what they hold is counted, not the file."""
    for row in rows:
        room -= _letters(row)
        if room < 0:
            raise Refused(TOO_MUCH)
        yield row


def _rows(name: str, rows: Iterable[tuple[object, ...]]) -> Iterator[list[object]]:
    """The rows with the blank ones between them; blank rows at the end, of which a sheet may have a million, are left."""
    blank = written = 0
    for row in rows:
        if not any(cell is not None and cell != "" for cell in row):
            blank += 1
            continue
        written += 1
        if written + blank > MAX_ROWS + 100 or written > MAX_ROWS:
            raise Refused(f"シート「{name}」の{TOO_MANY_ROWS}")
        yield from chain(([] for _ in range(blank)), [list(row)])
        blank = 0


def _lines(grid: Grid, *labels: str) -> Iterator[dict[str, str]]:
    """The rows under the first row that has all these headings, by heading."""
    at: dict[str, int] | None = None
    for row in grid:
        cells = [plain_cell(cell) for cell in row]
        if at is None:
            if all(label in cells for label in labels):
                at = {label: cells.index(label) for label in dict.fromkeys(cell for cell in cells if cell)}
            continue
        line = {label: cells[index] if index < len(cells) else "" for label, index in at.items()}
        if any(line.values()):
            yield line


def _answers(grid: Grid, book: Rulebook) -> tuple[dict[str, str], list[Problem]]:
    by_text = {key(question.ask): question.id for question in book.questions.values()}
    answers: dict[str, str] = {}
    problems = []
    for line in _lines(grid, "質問", "答え"):
        written = line["答え"]
        name = line.get(sheets.ID) or by_text.get(key(line["質問"]), "")
        if written and not name:
            expected = "知らない質問です。「質問」の列の文を、書き出したときのままにしてください"
            problems.append(Problem("answers", f"シート「{sheets.ANSWERS}」", line["質問"], expected, ""))
        elif written:
            answers[name] = written
    return answers, problems


def _judgements(grid: Grid) -> dict[str, dict[str, str]]:
    found = {}
    for line in _lines(grid, "結果", sheets.ID):
        entry = {"result": line["結果"], "note": line.get("メモ", "")}
        if line[sheets.ID] and any(entry.values()):
            found[line[sheets.ID]] = {name: text for name, text in entry.items() if text}
    return found


def _model_hours(grid: Grid) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for line in _lines(grid, "時間数", sheets.ID):
        training, _, subject = line[sheets.ID].partition("/")
        if line["時間数"] and subject:
            found.setdefault(training, {})[subject] = line["時間数"]
    return found
