"""The licences page: what others made and a browser receives, from the packages themselves."""

from __future__ import annotations

from collections.abc import Iterator

from yoken.rulebook import Rulebook

from scripts.pages.page import Page, fill
from scripts.pages.shipped import shipped


def pages(book: Rulebook) -> Iterator[Page]:
    yield fill(book, "about/licences.md", "licences.md.j2", shipped=shipped())
