"""A table for people as an Excel sheet, ready to print."""

from collections.abc import Sequence

from yoken.office.excel_out import new, put


def workbook(
    name: str,
    above: Sequence[str],
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
) -> bytes:
    """One sheet: lines above, a heading row that repeats on every page, and the rows as text."""
    stream, made = new()
    text = made.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "border": 1})
    head = made.add_format(
        {"bold": True, "bg_color": "#E8EEF7", "border": 1, "text_wrap": True, "valign": "top"}
    )
    title = made.add_format({"bold": True, "font_size": 14})
    page = made.add_worksheet(name)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    for row, line in enumerate(above):
        put(page, row, 0, line, title if row == 0 else None)
    top = len(above) + 1
    page.freeze_panes(top + 1, 0)
    page.repeat_rows(top)
    for column, (label, width) in enumerate(zip(heads, widths, strict=True)):
        page.set_column(column, column, width)
        put(page, top, column, label, head)
    for number, cells in enumerate(rows, start=top + 1):
        for column, cell in enumerate(cells):
            put(page, number, column, cell, text)
    made.close()
    content: bytes = stream.getvalue()
    return content
