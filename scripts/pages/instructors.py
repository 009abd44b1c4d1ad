"""Who may teach what: the requirements of each document down the side, the trainings' subjects across."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yoken.rulebook import Clause, Curriculum, Rulebook, Source, Subject

from scripts.pages import order
from scripts.pages.page import Page, fill

# Clauses on instructors that concern no single subject.
GENERAL: dict[str, tuple[str, ...]] = {
    "両立": ("3/(5)/職種", "3/(5)/水準", "3/(5)/配置"),
    "現行": ("実施方法/4/要件", "実施方法/4/複数"),
    "2006": ("第2/2/(5)/一", "第2/2/(5)/二"),
}


@dataclass(frozen=True)
class Row:
    """One requirement, and for each training the subjects whose instructors must meet it."""

    text: str
    subjects: tuple[tuple[Subject, ...], ...]


@dataclass(frozen=True)
class Matrix:
    source: Source
    general: tuple[Clause, ...]
    curricula: tuple[Curriculum, ...]
    rows: tuple[Row, ...]


def pages(book: Rulebook) -> Iterator[Page]:
    matrices = [matrix(book, source) for source in order.sources(book)]
    yield fill(book, "instructors.md", "instructors.md.j2", matrices=matrices)


def matrix(book: Rulebook, source: Source) -> Matrix:
    curricula = tuple(each for each in order.curricula(book) if each.document == source.id)
    asked = [
        (subject.instructor.clause, subject.instructor.text)
        for curriculum in curricula
        for subject in curriculum.subjects
        if subject.instructor
    ]
    texts = list(dict.fromkeys(text for _, text in sorted(asked, key=lambda each: book.clauses[each[0]].no)))
    rows = tuple(
        Row(
            text,
            tuple(
                tuple(
                    each for each in curriculum.subjects if each.instructor and each.instructor.text == text
                )
                for curriculum in curricula
            ),
        )
        for text in texts
    )
    general = tuple(book.clauses[f"{source.id}/{ref}"] for ref in GENERAL[source.id])
    return Matrix(source, general, curricula, rows)
