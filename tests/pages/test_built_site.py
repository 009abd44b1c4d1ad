"""The built site: every link in every page leads to a file, and to a place that this file has."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

SITE = Path(__file__).parent.parent.parent / "build/site"


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("id", "name") and value:
                self.anchors.add(value)
            if name in ("href", "src") and value:
                self.links.append(unescape(value))


@cache
def read(page: Path) -> Reader:
    reader = Reader()
    reader.feed(page.read_text("utf-8"))
    return reader


def test_every_link_of_the_built_site_leads_somewhere() -> None:
    assert (SITE / "index.html").exists(), "build/site がありません。先に ./scripts/build を実行してください"
    broken = []
    # 404.html is served at any depth, so its links are absolute, as the theme makes them.
    for page in sorted(SITE.rglob("*.html")):
        for link in read(page).links:
            parts = urlsplit(link)
            if parts.scheme in ("data", "mailto"):
                continue
            if parts.scheme or parts.netloc:
                # The theme names its makers at the foot of each page, and asks nothing of them.
                if "squidfunk.github.io" not in link:
                    broken.append(f"{page.relative_to(SITE)}: {link} leaves the site")
                continue
            path = unquote(parts.path)
            start = SITE if path.startswith("/") else page.parent
            target = (start / path.lstrip("/")).resolve() if path else page
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file():
                broken.append(f"{page.relative_to(SITE)}: {link}")
            elif parts.fragment and target.suffix == ".html":
                anchor = unquote(parts.fragment)
                # The theme's own: it opens the page at its top.
                if anchor not in read(target).anchors and not anchor.startswith("__"):
                    broken.append(f"{page.relative_to(SITE)}: {link}")
    assert broken == []


def test_a_page_weighs_little() -> None:
    for page in SITE.rglob("*.html"):
        packed = page.with_name(page.name + ".br")
        if packed.exists():
            assert packed.stat().st_size < 150_000, page


def test_no_clause_number_has_lost_its_place() -> None:
    """Permanent addresses: as many clauses have an anchor on their document's page as there are clauses."""
    found = [anchor for page in (SITE / "clauses").rglob("index.html") for anchor in read(page).anchors]
    assert len([each for each in found if re.fullmatch(r"(両立|現行|2006)-\d{3}", each)]) == 447
