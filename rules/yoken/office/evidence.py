"""点検の記録: what was typed, what was found by which clause, and by which rules on which day. For print and file."""

import re
from datetime import date
from html import escape

from yoken import html
from yoken.facts import Problem
from yoken.office import paper, sheets
from yoken.office.raw import Raw
from yoken.report import STATUSES, Report
from yoken.rulebook import Rulebook

_LINK = re.compile(r"<a [^>]*>(.*?)</a>", re.DOTALL)


def title(report: Report) -> str:
    return f"{report.title}：点検の記録"


def render(book: Rulebook, report: Report, raw: Raw, problems: tuple[Problem, ...], as_of: date) -> str:
    """The whole record as a fragment to print."""
    check = book.checks[report.check]
    training = book.curricula[report.training].title if report.training else ""
    return paper.paper(
        paper.heading(book, check, title(report), as_of),
        f"<p>研修：{escape(training)}</p>" if training else "",
        f"<p>全体：<strong>{STATUSES[report.status]}</strong></p>",
        _problems(problems),
        "<h2>結果</h2>",
        findings(book, report),
        "<h2>入力した内容</h2>",
        inputs(book, report.check, raw),
    )


def findings(book: Rulebook, report: Report) -> str:
    """The findings opened, without links: paper cannot be clicked, and a file does not lie beside the site."""
    shown = html.render(book, report, "", linked=False)
    return _LINK.sub(r"\1", shown).replace("<details ", "<details open ")


def inputs(book: Rulebook, check: str, raw: Raw) -> str:
    """Everything that was typed, as it was typed."""
    parts = []
    for sheet in sheets.sheets(book, book.checks[check], raw):
        shown = [
            number
            for number, head in enumerate(sheet.heads)
            if head.label not in (sheets.ID, "書き方")
            and (sheet.name not in sheets.TABLES.values() or any(row[number] for row in sheet.rows))
        ]
        table = sheet.name in sheets.TABLES.values()
        rows = [
            [*([str(number)] if table else []), *(row[each] for each in shown)]
            for number, row in enumerate(sheet.rows, start=1)
            if any(row[each] for each in (shown if table else sheet.typed))
        ]
        if rows:
            heads = [*(["行"] if table else []), *(sheet.heads[each].label for each in shown)]
            parts.append(f"<h3>{escape(sheet.name)}</h3>{paper.table(heads, rows)}")
    return "".join(parts) or "<p>まだ何も入力していません。</p>"


def _problems(problems: tuple[Problem, ...]) -> str:
    unread = [problem.message for problem in problems if not problem.warning]
    noted = [problem.message for problem in problems if problem.warning]
    return _listed("読み取れなかった欄", unread) + _listed("読み取ったうえで、見ておくこと", noted)


def _listed(heading: str, messages: list[str]) -> str:
    items = "".join(f"<li>{escape(message)}</li>" for message in messages)
    return f"<h2>{heading}</h2><ul>{items}</ul>" if messages else ""
