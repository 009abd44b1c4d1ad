"""Every link of every page leads somewhere: to a page, and to an anchor that this page has."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from html import unescape
from urllib.parse import unquote

import pytest
from yoken.rulebook import Rulebook

from scripts.pages.links import Here, directory

HTML_LINK = re.compile(r'<(?:a|link)\b[^>]*?\bhref="([^"]*)"')
ANCHORS = re.compile(r'\bid="([^"]+)"|\{ ?#([^ }]+)')


@pytest.mark.parametrize(
    ("page", "target", "relative"),
    [
        ("index.md", "check/curriculum/", "check/curriculum/"),
        ("curricula/class-1.md", "", "../../"),
        ("curricula/class-1.md", "curricula/class-1/#overview", "#overview"),
        ("curricula/class-1.md", "curricula/visiting/", "../visiting/"),
        ("curricula/index.md", "curricula/visiting/", "visiting/"),
        ("curricula/class-1.md", "clauses/notice-2006/#2006-036", "../../clauses/notice-2006/#2006-036"),
        ("readings.md", "check/curriculum/?training=class-1", "../check/curriculum/?training=class-1"),
        ("readings.md", "assets/site.css", "../assets/site.css"),
    ],
)
def test_addresses_are_relative_to_the_page(book: Rulebook, page: str, target: str, relative: str) -> None:
    assert Here(book, page).to(target) == relative


def test_every_html_link_leads_to_a_page_and_an_anchor(
    texts: dict[str, str], files: dict[str, bytes]
) -> None:
    anchors = {directory(path): set(anchors_of(text)) for path, text in texts.items()}
    broken = []
    for path, text in texts.items():
        for href in map(unescape, HTML_LINK.findall(text)):
            if re.match(r"[a-z]+:", href):
                broken.append(f"{path}: {href} leaves the site")
                continue
            address, _, anchor = href.partition("#")
            address = address.partition("?")[0]
            target = (
                posixpath.normpath(posixpath.join(directory(path), address)) if address else directory(path)
            )
            target = "" if target == "." else target
            if target in files:
                continue
            if target not in anchors or (anchor and unquote(anchor) not in anchors[target]):
                broken.append(f"{path}: {href}")
    assert broken == []


def anchors_of(text: str) -> list[str]:
    return [quoted or marked for quoted, marked in ANCHORS.findall(text)]


def test_every_clause_has_one_permanent_anchor(book: Rulebook, texts: dict[str, str]) -> None:
    for source in book.sources.values():
        anchors = anchors_of(texts[f"clauses/{source.folder}.md"])
        numbers = [clause.no for clause in book.clauses.values() if clause.document == source.id]
        assert [anchors.count(number) for number in numbers] == [1] * len(numbers)


def test_no_page_has_an_anchor_twice(texts: dict[str, str]) -> None:
    for path, text in texts.items():
        counts = Counter(anchors_of(text))
        assert [name for name, count in counts.items() if count > 1] == [], path
