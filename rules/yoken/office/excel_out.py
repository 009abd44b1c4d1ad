"""Facts as an Excel workbook: a sheet for each kind of fact, drop-downs from the rules, and a sheet that explains."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from yoken.limits import MAX_ROWS
from yoken.office import sheets
from yoken.office.cells import is_formula_like, writable
from yoken.office.raw import Raw
from yoken.office.sheets import Sheet
from yoken.rulebook import Check, Rulebook

# Office programs show it as the file's date; a fixed one keeps equal facts equal bytes.
MADE = datetime(2000, 1, 1)
FONT = "游ゴシック"


def new() -> tuple[io.BytesIO, Any]:
    """An empty workbook in memory. Text is never taken for a formula, a number or an address."""
    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": FONT, "font_size": 11},
    }
    made = xlsxwriter.Workbook(stream, options)
    made.set_properties({"created": MADE, "title": "養成研修 要件ナビ"})
    return stream, made


def workbook(book: Rulebook, check: Check, raw: Raw, as_of: date) -> bytes:
    """The workbook of a check's facts; with hardly any facts in it, a template to fill in."""
    stream, made = new()
    made.set_calc_mode("auto")
    writer = _Writer(made)
    found = sheets.sheets(book, check, raw)
    for sheet in found:
        writer.sheet(sheet)
    writer.lines(sheets.ABOUT, about(book, check, found, as_of))
    writer.lists()
    made.close()
    return stream.getvalue()


def about(book: Rulebook, check: Check, found: Sequence[Sheet], as_of: date) -> list[tuple[str, str]]:
    """How to fill the sheets in, and what they rest on."""
    source = book.sources[check.document]
    lines = [
        (check.title, check.summary),
        ("もとの文書", f"{source.id}　{source.title}"),
        ("文書の位置づけ", f"{source.status}　{source.status_note}"),
        ("規則", book.hash),
        ("作成日", as_of.isoformat()),
        ("入力の版", sheets.VERSION),
        (
            "書き方",
            "色の付いた列に書きます。シートの名前と見出しは変えないでください。列の順は変えてもかまいません。",
        ),
        ("空欄", "空欄は「まだ答えていない」として扱います。0 とは違います。"),
        ("一覧から選ぶ欄", "欄を選ぶと右に▼が出ます。科目には、一覧にない独自の科目も書けます。"),
        ("戻し方", "保存したファイルを、点検のページの「Excel・CSV を取り込む」で開きます。"),
        ("個人情報", "ファイルは手元に保存されるだけで、どこにも送られません。"),
    ]
    for sheet in found:
        lines += [(f"{sheet.name}：{head.label}", head.help) for head in sheet.heads if head.help]
    return lines


class _Writer:
    """Writes sheets of text, and gathers the choices that their drop-downs need."""

    def __init__(self, made: Any) -> None:
        self.made = made
        self.lists_: dict[tuple[str, ...], str] = {}
        plain = {"num_format": "@", "text_wrap": True, "valign": "top"}
        self.text = made.add_format(plain)
        self.typed = made.add_format({**plain, "bg_color": "#FFF8E1", "border": 1, "border_color": "#BFBFBF"})
        self.quoted = made.add_format({**plain, "quote_prefix": True})
        self.head = made.add_format(
            {"bold": True, "bg_color": "#E8EEF7", "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        self.soft = made.add_format({**plain, "font_color": "#767676"})

    def sheet(self, sheet: Sheet) -> None:
        page = self.made.add_worksheet(sheet.name)
        page.freeze_panes(1, 0)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        last = max(len(sheet.rows), MAX_ROWS)
        for number, head in enumerate(sheet.heads):
            style = (
                self.typed if number in sheet.typed else self.soft if head.label == sheets.ID else self.text
            )
            page.set_column(number, number, head.width, style)
            page.write_string(0, number, head.label, self.head)
            if head.choices:
                page.data_validation(
                    1, number, last, number, self._rule(head.choices, head.help, free=head.free)
                )
            elif head.help:
                page.data_validation(
                    1, number, last, number, {"validate": "any", "input_message": head.help[:255]}
                )
        for (row, column), choices in sheet.choices.items():
            page.data_validation(row + 1, column, row + 1, column, self._rule(choices, "", free=False))
        for row, cells in enumerate(sheet.rows, start=1):
            for column, text in enumerate(cells):
                if text:
                    # Without a format of its own a cell would lose its column's.
                    style = self.typed if column in sheet.typed else self.text
                    style = self.soft if sheet.heads[column].label == sheets.ID else style
                    put(page, row, column, text, self.quoted if is_formula_like(text) else style)

    def lines(self, name: str, lines: Sequence[tuple[str, str]]) -> None:
        page = self.made.add_worksheet(name)
        page.set_column(0, 0, 30, self.head)
        page.set_column(1, 1, 100, self.text)
        page.fit_to_pages(1, 0)
        for row, (title, text) in enumerate(lines):
            put(page, row, 0, title, self.head)
            put(page, row, 1, text, self.text)

    def lists(self) -> None:
        """The choices, on a hidden sheet: written into the cells they may be at most 255 letters."""
        page = self.made.add_worksheet(sheets.LISTS)
        for column, choices in enumerate(self.lists_):
            for row, text in enumerate(choices):
                put(page, row, column, text, self.text)
        page.hide()

    def _rule(self, choices: tuple[str, ...], help_: str, *, free: bool) -> dict[str, object]:
        if choices not in self.lists_:
            letter = xl_col_to_name(len(self.lists_))
            self.lists_[choices] = f"='{sheets.LISTS}'!${letter}$1:${letter}${len(choices)}"
        rule: dict[str, object] = {
            "validate": "list",
            "source": self.lists_[choices],
            "error_type": "warning",
            "error_title": "一覧にない値です",
            "error_message": "一覧から選ぶか、「はい」でそのまま残します。",
            "show_error": not free,
        }
        return {**rule, "input_message": help_[:255]} if help_ else rule


def put(page: Any, row: int, column: int, text: str, style: Any = None) -> None:
    """Writes text as text, whatever it looks like."""
    page.write_string(row, column, writable(text), style)
