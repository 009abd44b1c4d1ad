"""Pages to print: one style for all, shown by the browser as a part of a page and saved as a file of its own."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from html import escape
from importlib import resources

from yoken.dates import format_date
from yoken.rulebook import Check, Rulebook


@cache
def style() -> str:
    """The printed pages' CSS."""
    return resources.files("yoken.office").joinpath("paper.css").read_text("utf-8")


def page(title: str, fragment: str) -> bytes:
    """A whole HTML file that needs nothing else."""
    return (
        f'<!doctype html>\n<html lang="ja"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{style()}</style></head>'
        f"<body>{fragment}</body></html>\n"
    ).encode()


def paper(*parts: str, wide: bool = False) -> str:
    kind = "paper wide" if wide else "paper"
    return f'<article class="{kind}">' + "".join(parts) + "</article>"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[int] = ()) -> str:
    """A table of text; `numbers` are the columns set right."""
    kinds = dict.fromkeys(numbers, ' class="number"')
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in heads)
    body = "".join(
        "<tr>"
        + "".join(f"<td{kinds.get(column, '')}>{lines(cell)}</td>" for column, cell in enumerate(row))
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def heading(book: Rulebook, check: Check, title: str, as_of: date) -> str:
    """What a page is, on which day and by which rules it was made, and what is known of the document's force."""
    source = book.sources[check.document]
    return (
        f"<h1>{escape(title)}</h1>"
        f'<p class="status">もとの文書：{escape(source.title)}<br>{escape(source.status)}：{escape(source.status_note)}</p>'
        f'<p>基準日 {escape(format_date(as_of))}<br>規則 <span class="hash">{escape(book.hash)}</span></p>'
    )
