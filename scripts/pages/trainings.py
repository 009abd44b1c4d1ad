"""One page a training: what it is for, who, how long, how, by whom, and what comes next, each from its clauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from yoken.rulebook import Check, Clause, Rulebook

from scripts.pages import order
from scripts.pages.curricula import view
from scripts.pages.data import read
from scripts.pages.page import Page, fill


@dataclass(frozen=True)
class Answer:
    """A question a reader has, the clauses that answer it, and what the document does not say."""

    id: str
    question: str
    clauses: tuple[Clause, ...]
    silent: str


def pages(book: Rulebook) -> Iterator[Page]:
    data = read("trainings.yml")
    entries = {entry["training"]: entry for entry in data["trainings"]}
    if set(entries) != set(book.curricula):
        raise ValueError("rules/trainings.yml: one entry for each training is expected")
    views = [view(book, curriculum) for curriculum in order.curricula(book)]
    for each in views:
        curriculum = each.curriculum
        yield fill(
            book,
            f"trainings/{curriculum.id}.md",
            "training.md.j2",
            view=each,
            curriculum=curriculum,
            source=book.sources[curriculum.document],
            answers=answers(book, curriculum.document, data["questions"], entries[curriculum.id]),
            checks=checks(book, curriculum.id, curriculum.document),
        )


def answers(
    book: Rulebook, document: str, questions: dict[str, str], entry: dict[str, Any]
) -> tuple[Answer, ...]:
    """The questions in their order. A key that is no question, or a clause that is none, stops the build."""
    if set(entry) != {"training", *questions}:
        raise ValueError(f"rules/trainings.yml: {entry['training']}: each question has one entry")
    return tuple(
        Answer(
            name,
            question,
            tuple(book.clauses[f"{document}/{ref}"] for ref in entry[name]["clauses"]),
            entry[name].get("silent", ""),
        )
        for name, question in questions.items()
    )


def checks(book: Rulebook, training: str, document: str) -> tuple[Check, ...]:
    """What a plan for this training can be held to."""
    return tuple(
        check
        for check in book.checks.values()
        if training in check.trainings or (not check.trainings and check.document == document)
    )
