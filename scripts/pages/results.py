"""Numbers of people trained, as charts and as a table, and the providers the document lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yoken.rulebook import Curriculum, Rulebook

from scripts.pages.data import read
from scripts.pages.page import Page, fill
from scripts.pages.provider_bars import pictures


@dataclass(frozen=True)
class Year:
    """A row of the document's table. `year` is as written (H23), `western` our reading of it."""

    year: str
    western: int
    jeed: int
    designated: int
    total: int

    @property
    def share(self) -> int:
        """The designated institutions' part of the year, in whole percent."""
        return percent(self.designated, self.total)

    @property
    def label(self) -> str:
        """「平成23年（2011）」. The document says neither 年 nor 年度; the plainer word is taken."""
        era = {"H": "平成", "R": "令和"}[self.year[0]]
        number = int(self.year[1:])
        return f"{era}{'元' if number == 1 else number}年（{self.western}）"


@dataclass(frozen=True)
class Series:
    """The years of one training."""

    curriculum: Curriculum
    title: str
    clause: str
    years: tuple[Year, ...]

    @property
    def jeed(self) -> int:
        return sum(year.jeed for year in self.years)

    @property
    def designated(self) -> int:
        return sum(year.designated for year in self.years)

    @property
    def total(self) -> int:
        return sum(year.total for year in self.years)

    @property
    def share(self) -> int:
        return percent(self.designated, self.total)

    @property
    def most(self) -> Year:
        return max(self.years, key=lambda year: year.total)


def percent(part: int, whole: int) -> int:
    return round(100 * part / whole)


def pages(book: Rulebook) -> Iterator[Page]:
    results = read("designated/facts/results.yml")
    document = results["document"]
    listed = [series(book, document, **each) for each in results["results"]]
    # One scale for all charts, so that bars of different trainings can be compared by eye.
    scale = max(each.most.total for each in listed)
    source = book.sources[document]
    yield fill(
        book,
        "results.md",
        "results.md.j2",
        source=source,
        series=listed,
        scale=scale,
        columns=results["columns"],
    )
    providers = read("designated/facts/providers.yml")
    yield fill(
        book,
        "providers.md",
        "providers.md.j2",
        source=source,
        document=document,
        data=providers,
        pictures=pictures(providers["providers"]),
    )


def series(
    book: Rulebook,
    document: str,
    training: str,
    title: str,
    clause: str,
    years: Sequence[Mapping[str, Any]],
    sums: dict[str, int],
) -> Series:
    """One training's years. Rows or sums that do not add up stop the build."""
    made = Series(
        book.curricula[training],
        title,
        book.clauses[f"{document}/{clause}"].ref,
        tuple(Year(**year) for year in years),
    )
    for year in made.years:
        if year.jeed + year.designated != year.total:
            raise ValueError(f"results.yml: {title} {year.year}: the row does not add up")
    if sums != {"jeed": made.jeed, "designated": made.designated, "total": made.total}:
        raise ValueError(f"results.yml: {title}: the sums do not add up")
    return made
