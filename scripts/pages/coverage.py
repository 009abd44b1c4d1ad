"""条文の扱い一覧: for each clause, where the site treats it, with counts by document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from yoken.coverage import Placement, placements
from yoken.rulebook import Rulebook

from scripts.pages import order
from scripts.pages.data import read
from scripts.pages.page import Page, fill
from scripts.pages.worked import cases

# Kept in this order: the first that fits is where a clause is treated.
TREATED = {
    "date": ("日付を計算", "期日の点検が、答えた日から日付を計算して判定する"),
    "judged": ("点検で判定", "点検の規則が、この条文を判定する"),
    "row": ("科目の表", "カリキュラムの表の一つの欄として示す"),
    "様式": ("様式の欄", "様式に書く欄として示す"),
    "手続": ("手続の説明", "行政の側がすることとして示す"),
    "用語": ("用語", "言葉の意味として示す"),
    "参照": ("参考", "事実として示す"),
    "data": ("資料の表", "研修機関の概要や実績の表として示す"),
    "open": ("まだ点検がない", "条文として引けるが、判定する点検がない"),
}


def pages(book: Rulebook) -> Iterator[Page]:
    quoted = quoted_by_data()
    listed = [(each, treatment(each, quoted)) for each in placements(book, cases())]
    sources = order.sources(book)
    counts = Counter((each.clause.document, how) for each, how in listed)
    yield fill(
        book,
        "clauses/coverage.md",
        "coverage.md.j2",
        sources=sources,
        listed=listed,
        treated={key: words for key, words in TREATED.items() if any(how == key for _, how in listed)},
        counts=counts,
        tested=sum(bool(each.cases) for each, how in listed if how in ("judged", "date")),
        judged=sum(how in ("judged", "date") for _, how in listed),
    )


def treatment(placement: Placement, quoted: frozenset[str]) -> str:
    if placement.criteria:
        calendars = all(each.partition("#")[0].endswith("/calendar") for each in placement.criteria)
        return "date" if calendars else "judged"
    if placement.rows:
        return "row"
    if placement.clause.placed:
        return placement.clause.placed
    return "data" if placement.clause.ref in quoted else "open"


def quoted_by_data() -> frozenset[str]:
    """Clauses that the tables of results and providers show."""
    results, providers = read("designated/facts/results.yml"), read("designated/facts/providers.yml")
    refs = [each["clause"] for each in (*results["results"], *providers["providers"])]
    return frozenset(f"{results['document']}/{ref}" for ref in [*refs, providers["legend"]])
