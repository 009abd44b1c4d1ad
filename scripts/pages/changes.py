"""What differs between the 2006 notice and the current requirements, clause by clause on both sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from yoken.rulebook import Change, Clause, Rulebook

from scripts.pages.page import Page, fill

KINDS = {"changed": "違う", "only-now": "現行だけ", "only-then": "2006だけ", "same": "同じ"}


@dataclass(frozen=True)
class Point:
    """One thing compared, with its clauses' text. An empty side: the document says nothing about it."""

    change: Change
    then: tuple[Clause, ...]
    now: tuple[Clause, ...]


@dataclass(frozen=True)
class Group:
    title: str
    points: tuple[Point, ...]


def pages(book: Rulebook) -> Iterator[Page]:
    groups = [
        Group(title, tuple(point(book, each) for each in found))
        for title, found in groupby(book.changes.points, key=lambda each: each.group)
    ]
    counts = Counter(each.kind for each in book.changes.points)
    yield fill(book, "changes.md", "changes.md.j2", groups=groups, kinds=KINDS, counts=counts)


def point(book: Rulebook, change: Change) -> Point:
    then, now = (tuple(book.clauses[ref] for ref in side) for side in (change.then, change.now))
    return Point(change, then, now)
