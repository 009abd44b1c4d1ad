"""規則の改訂の記録: what changed in the rules and when, and the edition's fingerprint."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from yoken.rulebook import Clause, Rulebook

from scripts.pages.data import read
from scripts.pages.page import Page, fill


@dataclass(frozen=True)
class Change:
    text: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Edition:
    day: date
    title: str
    changes: tuple[Change, ...]


def pages(book: Rulebook) -> Iterator[Page]:
    listed = editions(book)
    yield fill(book, "about/changelog.md", "changelog.md.j2", editions=listed)
    # For the text that readers copy when they report a mistake (assets/site.js).
    edition = {"date": listed[0].day.isoformat(), "rulebook": book.hash}
    yield Page("assets/edition.json", json.dumps(edition) + "\n")


def editions(book: Rulebook) -> list[Edition]:
    """Newest first. A date out of order, or a clause that is none, stops the build."""
    found = [
        Edition(
            date.fromisoformat(str(entry["date"])),
            entry["title"],
            tuple(
                Change(each["text"], tuple(book.clauses[ref] for ref in each["clauses"]))
                for each in entry["changes"]
            ),
        )
        for entry in read("changelog.yml")["changelog"]
    ]
    days = [each.day for each in found]
    if days != sorted(days, reverse=True):
        raise ValueError("rules/changelog.yml: the newest edition comes first")
    return found
