"""両立支援コーディネーター: the role, and subjects beside the abilities and goals that bear their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yoken.rulebook import Clause, Rulebook, Subject

from scripts.pages.data import read
from scripts.pages.page import Page, fill


@dataclass(frozen=True)
class Row:
    """A subject, the abilities it builds and the goal to reach."""

    subject: Subject
    abilities: tuple[Clause, ...]
    topics: tuple[Clause, ...]
    goal: Clause


def pages(book: Rulebook) -> Iterator[Page]:
    matrix = read("coordinator/matrix.yml")
    document = matrix["document"]
    curriculum = book.curricula["coordinator"]

    def clauses(names: list[str]) -> tuple[Clause, ...]:
        return tuple(book.clauses[f"{document}/{name}"] for name in names)

    rows = [
        Row(
            subject=curriculum.subject(each["subject"]),
            abilities=clauses(each["abilities"]),
            topics=tuple(book.clauses[topic.clause] for topic in curriculum.subject(each["subject"]).topics),
            goal=book.clauses[f"{document}/{each['goal']}"],
        )
        for each in matrix["rows"]
    ]
    if [row.subject for row in rows] != list(curriculum.subjects):
        raise ValueError(
            "rules/coordinator/matrix.yml: one row for each subject, in their order, is expected"
        )
    yield fill(
        book,
        "curricula/coordinator-role.md",
        "coordinator-role.md.j2",
        source=book.sources[document],
        curriculum=curriculum,
        role=clauses(matrix["role"]),
        rows=rows,
        reading=book.readings[matrix["reading"]],
    )
