"""Rows from pasted cells, CSV and spreadsheets: headers in any order and spelling, or no header at all."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from yoken.facts import Problem
from yoken.limits import MAX_COLUMNS, MAX_ROWS
from yoken.plain import key, plain
from yoken.rulebook import Column

Row = dict[str, str]
# In which the headings are looked for; titles stand above them.
ABOVE = 20
# Blank rows, and lines within a cell, are no rows of the table; but nobody writes so many.
MAX_LINES = 20 * MAX_ROWS
TOO_MANY = f"行が多すぎます。{MAX_ROWS:,}行までに分けてください"


@dataclass(frozen=True, slots=True)
class Block:
    """Rows by column id, as typed, and what could not be placed."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def split(text: str) -> Iterator[list[str]]:
    """The cells of tab- or comma-separated text, without blank rows; quoted cells may hold line breaks."""
    first = text.lstrip().split("\n", 1)[0]
    delimiter = "\t" if "\t" in text or "," not in first else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return ([_shown(cell) for cell in row] for row in rows if any(row))


def _shown(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from running a cell; our own CSV writes it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@", "\t", "\r") else cell


def read_text(text: str, columns: tuple[Column, ...]) -> Block:
    """Rows of pasted cells or CSV text: all of them, or none where there are more than are read."""
    if max(text.count("\n"), text.count("\r")) > MAX_LINES:
        return _none(TOO_MANY)
    try:
        cells = list(islice(split(text.lstrip("\ufeff")), MAX_ROWS + ABOVE + 1))
    except csv.Error:
        return _none("引用符の閉じていないセルなどがあり、表として読めません")
    if any(len(row) > MAX_COLUMNS for row in cells):
        return _none(f"列が多すぎます。{MAX_COLUMNS}列までにしてください")
    block = read_cells(cells, columns)
    return _none(TOO_MANY) if len(block.rows) > MAX_ROWS else block


def _none(why: str) -> Block:
    return Block((), (Problem("timetable", "表", "", why, ""),))


def read_cells(
    cells: Iterable[Sequence[object]], columns: tuple[Column, ...], *, keep_blank: bool = False
) -> Block:
    """Rows of a grid. The first row with at least two column names is the header; rows above it are titles.

    Blank rows are left out, or kept as empty ones where the row numbers have to stay.
    """
    grid = [[plain_cell(cell) for cell in row] for row in cells]
    known = {
        key(name): column.id for column in columns for name in (column.id, column.label, *column.aliases)
    }
    problems: list[Problem] = []
    for number, row in enumerate(grid[:ABOVE]):
        named = [known.get(key(cell)) for cell in row]
        if sum(name is not None for name in named) >= 2:
            problems += _header_problems(row, named, columns)
            return Block(tuple(_rows(grid[number + 1 :], named, keep_blank)), tuple(problems))
    ids: list[str | None] = [column.id for column in columns]
    wide = max((len(row) for row in grid), default=0)
    if wide > len(ids):
        expected = f"列が{wide}あります。見出しの行がないときは、{len(ids)}列までを決まった順に読みます"
        order = "、".join(column.label for column in columns)
        problems.append(Problem("timetable", "表", "", expected, order))
    return Block(tuple(_rows(grid, ids, keep_blank)), tuple(problems))


def _header_problems(row: list[str], named: list[str | None], columns: tuple[Column, ...]) -> list[Problem]:
    labels = "、".join(column.label for column in columns)
    found = [
        Problem(
            "timetable",
            f"見出し{position}列目",
            cell,
            f"知らない列です。読める列: {labels}",
            columns[0].label,
        )
        for position, (cell, name) in enumerate(zip(row, named, strict=True), start=1)
        if cell and name is None
    ]
    for name in dict.fromkeys(each for each in named if each and named.count(each) > 1):
        label = next(column.label for column in columns if column.id == name)
        found.append(
            Problem("timetable", "見出し", label, "同じ列が二度あります。最初の列だけを読みます", "")
        )
    return found


def _rows(grid: list[list[str]], ids: Sequence[str | None], keep_blank: bool) -> Iterable[Row]:
    for cells in grid:
        row: Row = {}
        for name, cell in zip(ids, cells, strict=False):
            if name and name not in row:
                row[name] = cell
        if keep_blank or any(row.values()):
            yield row


def plain_cell(cell: object) -> str:
    """A cell as text. Whole numbers keep no 「.0」, midnight times on dates and seconds on times are dropped."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "はい" if cell else "いいえ"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if hasattr(cell, "isoformat"):
        text: str = cell.isoformat()
        return text.replace("T00:00:00", "")
    return plain(cell) if not isinstance(cell, str) else cell.strip()
