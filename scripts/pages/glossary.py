"""用語集: the words pages use, from rules/glossary.yml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from yoken.rulebook import Clause, Rulebook

from scripts.pages.data import read
from scripts.pages.page import Page, fill

PATH = "about/glossary.md"


@dataclass(frozen=True)
class Term:
    """A word and what it means. `marked`: the spellings that other pages link here."""

    id: str
    term: str
    text: str
    clauses: tuple[str, ...]
    see: str
    marked: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    id: str
    title: str
    terms: tuple[Term, ...]


def pages(book: Rulebook) -> Iterator[Page]:
    listed = groups()
    cited: dict[str, list[Clause]] = {
        term.id: [book.clauses[ref] for ref in term.clauses] for group in listed for term in group.terms
    }
    yield fill(book, PATH, "glossary.md.j2", groups=listed, cited=cited)


@cache
def groups() -> tuple[Group, ...]:
    return tuple(
        Group(
            group["id"],
            group["group"],
            tuple(
                Term(
                    id=each["id"],
                    term=each["term"],
                    text=each["text"],
                    clauses=tuple(each["clauses"]),
                    see=each.get("see", ""),
                    marked=(each["term"], *each["also"]) if each.get("mark", True) else (),
                )
                for each in group["terms"]
            ),
        )
        for group in read("glossary.yml")["glossary"]
    )
