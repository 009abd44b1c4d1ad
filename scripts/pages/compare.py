"""The page that sets the same facts against both editions of the requirements. What can be compared comes from the register of changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yoken.rulebook import Check, Curriculum, Edition, Example, Rulebook

from scripts.pages.page import Page, fill
from scripts.pages.self_check import data_block

ADDRESS = "check/compare/"


@dataclass(frozen=True)
class Pair:
    """Two checks of the same facts, with what the form offers for them."""

    edition: Edition
    then: Check
    now: Check
    tables: tuple[str, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Training:
    """A training of the older edition and the one of the newer that it is read as."""

    then: Curriculum
    now: Curriculum


def pages(book: Rulebook) -> Iterator[Page]:
    pairs = [pair(book, each) for each in book.changes.editions]
    trainings = [
        Training(book.curricula[then], book.curricula[now]) for then, now in book.changes.successors.items()
    ]
    if not pairs:
        return
    yield fill(
        book,
        ADDRESS.rstrip("/") + ".md",
        "compare.md.j2",
        pairs=pairs,
        trainings=trainings,
        then=book.sources[pairs[0].then.document],
        now=book.sources[pairs[0].now.document],
        data=data_block(data(pairs, trainings)),
    )


def pair(book: Rulebook, edition: Edition) -> Pair:
    then, now = book.checks[edition.then], book.checks[edition.now]
    return Pair(
        edition=edition,
        then=then,
        now=now,
        tables=tuple(dict.fromkeys((*then.tables, *now.tables))),
        examples=tuple(each for each in book.examples.values() if each.check in (then.id, now.id)),
    )


def data(pairs: list[Pair], trainings: list[Training]) -> dict[str, object]:
    """What the script needs to know, and may not know by itself."""
    return {
        "editions": [{"id": each.edition.id, "tables": each.tables} for each in pairs],
        "trainings": [
            {
                "id": each.then.id,
                "names": [name for of in (each.then, each.now) for name in (of.id, of.short, of.title)],
            }
            for each in trainings
        ],
        "examples": [
            {
                "id": example.id,
                "title": example.title,
                "edition": each.edition.id,
                "facts": {"yoken": 1, "timetable": [], **example.facts},
            }
            for each in pairs
            for example in each.examples
        ],
    }
