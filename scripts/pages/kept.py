"""この端末に残るもの: a page for reading, with a script that tells what is there."""

from __future__ import annotations

from collections.abc import Iterator

from yoken.rulebook import Rulebook

from scripts.pages.page import Page, fill


def pages(book: Rulebook) -> Iterator[Page]:
    yield fill(book, "about/kept.md", "kept.md.j2")
