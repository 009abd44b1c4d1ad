"""The published JSON Schemas, to be downloaded: what goes into a check and what comes out."""

from __future__ import annotations

from collections.abc import Iterator

from yoken.rulebook import Rulebook

from scripts.pages.data import RULES
from scripts.pages.page import Page, fill

PUBLISHED = {
    "facts": "点検に入れるもの（時間割と答え）",
    "report": "点検から出るもの（判定）",
}


def pages(book: Rulebook) -> Iterator[Page]:
    for name in PUBLISHED:
        yield Page(f"schema/{name}.json", (RULES / f"schema/{name}.json").read_text("utf-8"))
    yield fill(book, "about/schemas.md", "schemas.md.j2", published=PUBLISHED)
