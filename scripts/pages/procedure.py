"""The 2006 notice's procedure: the year as a picture and a table, the next designations' dates, the papers, the forms."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from yoken.rulebook import Clause, Rulebook
from yoken.windows import DateEntry, next_designation_day, timeline

from scripts.pages.data import read
from scripts.pages.headings import HEADINGS
from scripts.pages.page import Page, fill

DOCUMENT = "2006"
SHOWN = 4
"""How many designations to come have their dates listed."""
FISCAL_YEAR = (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)


@dataclass(frozen=True)
class Bar:
    """A stretch of time as a share of a picture's length, both ends from 0 to 1."""

    start: float
    end: float
    label: str


@dataclass(frozen=True)
class Lane:
    """A row of a picture: what it is, and when. `kind` names its colour and pattern."""

    kind: str
    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Plan:
    """One designation: its dates, and the same as lanes over the years they span."""

    designation: date
    entries: tuple[DateEntry, ...]
    lanes: tuple[Lane, ...]
    years: tuple[Bar, ...]


@dataclass(frozen=True)
class Form:
    """One of the six forms. `same_as`: the form whose items it repeats."""

    number: int
    title: str
    clauses: tuple[Clause, ...]
    same_as: int | None


def pages(book: Rulebook) -> Iterator[Page]:
    source = book.sources[DOCUMENT]
    # The edition's day, not today: the same data make the same page on any day.
    edition = date.fromisoformat(str(read("changelog.yml")["changelog"][0]["date"]))
    plans = [plan(each) for each in designations(edition)]
    first = plans[0]
    yield fill(
        book,
        "procedure/index.md",
        "procedure.md.j2",
        source=source,
        edition=edition,
        months=FISCAL_YEAR,
        lanes=year_of(plans),
        plans=plans,
        shown=first,
        steps=[book.clauses[f"{DOCUMENT}/{ref}"] for ref in STEPS],
        calendar=book.checks["notice-2006/calendar"],
    )
    yield fill(
        book,
        "procedure/documents.md",
        "documents.md.j2",
        source=source,
        papers=under(book, "第3/1/(1)/二/"),
        first=under(book, "第3/1/(1)/一/"),
        regulations=under(book, "第2/3/"),
        rules=[book.clauses[f"{DOCUMENT}/第3/1/({number})"] for number in (2, 3, 4)],
        checks=[book.checks["notice-2006/application"], book.checks["notice-2006/regulations"]],
        letter=letter,
    )
    yield fill(
        book,
        "procedure/forms.md",
        "forms.md.j2",
        source=source,
        forms=forms(book),
        checks=[book.checks["notice-2006/application"], book.checks["notice-2006/certificates"]],
    )


# What happens, in the notice's order; the numbers and dates are in the clauses.
STEPS = (
    "第3/1/(1)/柱書",
    "第3/2/(2)/受付",
    "第3/2/(2)/閉庁日",
    "第3/3/調査",
    "第3/3/現地",
    "第3/4/指定",
    "第3/5",
    "第3/2/(1)",
    "第3/6",
    "第3/7/(1)",
    "第3/8/柱書",
    "第3/8/なお書",
    "第3/9/届",
    "第3/12/柱書",
    "第3/13/手続",
    "第3/13/なお書",
)


def designations(edition: date) -> list[date]:
    """The next designation days whose window has not opened before the edition."""
    found: list[date] = []
    day = edition
    while len(found) < SHOWN:
        day = next_designation_day(day)
        window = next(each for each in timeline(day) if each.id == "window")
        if window.start > edition:
            found.append(day)
        day += timedelta(days=1)
    return found


def plan(designation: date) -> Plan:
    entries = tuple(timeline(designation))
    first, last = min(each.start for each in entries).year, max(each.end for each in entries).year
    opens, closes = date(first, 1, 1), date(last, 12, 31)
    span = (closes - opens).days + 1

    def bar(entry: DateEntry) -> Bar:
        start = (entry.start - opens).days / span
        return Bar(start, ((entry.end - opens).days + 1) / span, f"{entry.title}")

    kinds = (
        ("window", "受付", ("window",)),
        ("validity", "有効期間", ("validity",)),
        ("report", "報告", tuple(each.id for each in entries if each.id.startswith("report-"))),
        ("renewal", "次の受付", ("renewal",)),
    )
    lanes = tuple(
        Lane(kind, title, tuple(bar(entry) for entry in entries if entry.id in ids))
        for kind, title, ids in kinds
    )
    years = tuple(
        Bar(
            (date(year, 1, 1) - opens).days / span,
            ((date(year, 12, 31) - opens).days + 1) / span,
            str(year),
        )
        for year in range(first, last + 1)
    )
    return Plan(designation, entries, lanes, years)


def year_of(plans: list[Plan]) -> tuple[Lane, ...]:
    """One fiscal year from April: windows as the months that the notice names, designation days, the report."""
    windows, designation, report = [], [], []
    for each in plans[:2]:
        day = each.designation
        # As written: the closed days differ from year to year.
        opens = date(day.year, day.month - 3, 1)
        closes = opens.replace(day=monthrange(opens.year, opens.month)[1])
        windows.append(Bar(place(opens), place(closes, end=True), f"{opens.month}月"))
        designation.append(Bar(place(day), place(day), f"{day.month}月{day.day}日"))
    entry = next(each for each in plans[0].entries if each.id.startswith("report-"))
    report.append(
        Bar(
            place(entry.start),
            place(entry.end, end=True),
            f"{entry.start.month}月{entry.start.day}日～{entry.end.month}月{entry.end.day}日",
        )
    )
    return (
        Lane("window", "指定希望の受付", tuple(sorted(windows, key=lambda bar: bar.start))),
        Lane("validity", "指定適用日", tuple(sorted(designation, key=lambda bar: bar.start))),
        Lane("report", "実施状況の報告", tuple(report)),
    )


def place(day: date, *, end: bool = False) -> float:
    """Where a day stands in a year of twelve equal months from April; `end`: after the day."""
    days = monthrange(day.year, day.month)[1]
    return (FISCAL_YEAR.index(day.month) + (day.day - (0 if end else 1)) / days) / 12


def under(book: Rulebook, prefix: str) -> list[Clause]:
    return [each for each in book.clauses.values() if each.ref.startswith(f"{DOCUMENT}/{prefix}")]


def letter(clause: Clause) -> str:
    """「第3/1/(1)/二/ヲ（原文フ）」 → 「ヲ（原文フ）」, 「…/ト/案」 → 「ト」."""
    return clause.clause.removeprefix("第3/1/(1)/").split("/")[1 if "/二/" in clause.clause else -1]


def forms(book: Rulebook) -> list[Form]:
    named = {
        int(found[1]): title
        for prefix, title in HEADINGS[DOCUMENT].items()
        if (found := re.fullmatch(r"様式(\d)", prefix))
    }
    # 様式第3号 and 第4号 have the items of 第1号 and 第2号.
    repeats = {3: 1, 4: 2}
    return [
        Form(
            number,
            title,
            tuple(
                each
                for each in book.clauses.values()
                if each.document == DOCUMENT and each.clause.split("/")[0] == f"様式{number}"
            ),
            repeats.get(number),
        )
        for number, title in sorted(named.items())
    ]
