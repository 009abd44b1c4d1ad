"""The register of readings (解釈): each open question of the texts, and how the checks treat it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from yoken.rulebook import Check, Rulebook, walk
from yoken.rules import Criterion, Readings, Threshold

from scripts.pages.page import Page, fill


def pages(book: Rulebook) -> Iterator[Page]:
    yield fill(book, "readings.md", "readings.md.j2", checks=checks_by_reading(book))


def checks_by_reading(book: Rulebook) -> dict[str, list[Check]]:
    """Reading id → the checks in which it decides something."""
    found: defaultdict[str, list[Check]] = defaultdict(list)
    for check in book.checks.values():
        named = (reading for criterion in walk(check.require) for reading in named_by(criterion))
        for reading in dict.fromkeys(named):
            found[reading].append(check)
    return found


def named_by(criterion: Criterion) -> list[str]:
    """The readings a criterion names: its own, its alternatives', those of its extra time."""
    named = list(criterion.readings)
    if isinstance(criterion.rule, Readings):
        named.append(criterion.rule.reading)
    if isinstance(criterion.rule, Threshold):
        named += [extra.reading for extra in criterion.rule.extras]
    return named
