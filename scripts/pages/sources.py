"""The three documents: what each is, its status, and what it leaves open."""

from __future__ import annotations

from collections.abc import Iterator

from yoken.rulebook import Rulebook

from scripts.pages import order
from scripts.pages.page import Page, fill


def pages(book: Rulebook) -> Iterator[Page]:
    yield fill(
        book,
        "sources.md",
        "sources.md.j2",
        sources=order.sources(book),
        curricula=order.curricula(book),
    )
