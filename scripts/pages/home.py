"""The first page: what this is, one thing to do for each reader, and a result as it looks, from a worked example."""

from __future__ import annotations

from collections.abc import Iterator

from yoken.evaluate import check
from yoken.facts import read
from yoken.report import STATUSES, UNMET, Finding, units
from yoken.rulebook import Example, Rulebook

from scripts.pages.page import Page, fill

# The example that shows most: three things fall short, each by a little.
SHOWN = "class-1-three-faults"


def pages(book: Rulebook) -> Iterator[Page]:
    example = book.examples[SHOWN]
    found = shortfalls(book, example)
    yield fill(book, "index.md", "home.md.j2", example=example, findings=found, word=STATUSES[UNMET])


def shortfalls(book: Rulebook, example: Example) -> list[Finding]:
    """What the example does not meet, by the same evaluator that readers use."""
    facts = read(example.facts, book).facts
    # Its own first day, so that the page does not change with the day it is built on.
    as_of = min(session.day for session in facts.sessions or () if session.day)
    report = check(book, example.check, facts, as_of)
    return [finding for finding in units(report.findings) if finding.status == UNMET]
