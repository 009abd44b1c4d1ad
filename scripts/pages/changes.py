"""What differs between the 2006 notice and the current requirements, clause by clause on both sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from yoken.rulebook import Clause, Rulebook

from scripts.pages.data import read
from scripts.pages.page import Page, fill

KINDS = {"changed": "違う", "only-now": "現行だけ", "only-then": "2006だけ", "same": "同じ"}


@dataclass(frozen=True)
class Point:
    """One thing compared. An empty side: the document says nothing about it."""

    topic: str
    kind: str
    then: tuple[Clause, ...]
    now: tuple[Clause, ...]
    note: str
    reading: str


@dataclass(frozen=True)
class Group:
    title: str
    points: tuple[Point, ...]


def pages(book: Rulebook) -> Iterator[Page]:
    groups = [
        Group(group["group"], tuple(point(book, **each) for each in group["points"]))
        for group in read("changes.yml")["changes"]
    ]
    counts = Counter(each.kind for group in groups for each in group.points)
    yield fill(book, "changes.md", "changes.md.j2", groups=groups, kinds=KINDS, counts=counts)


def point(
    book: Rulebook,
    topic: str,
    kind: str,
    then: list[str],
    now: list[str],
    note: str = "",
    reading: str = "",
) -> Point:
    """A point from its YAML entry. An unknown key, clause or reading stops the build."""
    sides = [tuple(book.clauses[ref] for ref in side) for side in (then, now)]
    if kind not in KINDS or (kind == "only-now") != (not then) or (kind == "only-then") != (not now):
        raise ValueError(f"rules/changes.yml: 「{topic}」: the kind {kind} does not fit its two sides")
    if reading and reading not in book.readings:
        raise ValueError(f"rules/changes.yml: 「{topic}」: no reading {reading}")
    return Point(topic, kind, sides[0], sides[1], note, reading)
