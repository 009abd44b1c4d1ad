"""原文の誤記: the errors in the documents' texts, and how each is read."""

from __future__ import annotations

from collections.abc import Iterator

from yoken.rulebook import Rulebook

from scripts.pages.page import Page, fill


def pages(book: Rulebook) -> Iterator[Page]:
    yield fill(book, "errata.md", "errata.md.j2")
