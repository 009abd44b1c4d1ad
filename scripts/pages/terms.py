"""Marks the first place of each glossary term in a page's running text, with its meaning to be had by hovering or focus."""

from __future__ import annotations

import re
from functools import cache
from html import escape

from scripts.pages import glossary
from scripts.pages.glossary import Term
from scripts.pages.links import directory, relative

# What is no running text: front matter, fences, headings, code, links, markup, and elements whose words are labels or links.
WHOLE = "a|summary|caption|figcaption|svg|code|script|template|form|button|dt|th|h3"
NOT_PROSE = re.compile(
    r"\A---\n.*?\n---\n"
    r"|^```.*?^```"
    r"|^#{1,6} .*?$"
    r"|`[^`\n]*`"
    r"|!?\[[^\]\n]*\]\([^)\n]*\)(?:\{[^}\n]*\})?"
    rf"|<(?P<tag>{WHOLE})\b.*?</(?P=tag)>"
    # The subjects' tables hold the documents' exact words.
    r'|<table class="yk-table yk-table--subjects">.*?</table>'
    r"|<!--.*?-->"
    r"|<[^>]*>"
    r"|\{[^}\n]*\}"
    # Quoted words are somebody's exact words or the name of a field.
    r"|「[^」\n]*」",
    re.DOTALL | re.MULTILINE,
)


def mark(path: str, text: str) -> str:
    """The page's Markdown with each term linked once to the glossary."""
    if path == glossary.PATH:
        return text
    terms, pattern = known()
    address = relative(directory(path), "about/glossary/")
    done: set[str] = set()

    def link(found: re.Match[str]) -> str:
        term = terms[found[0]]
        if term.id in done:
            return found[0]
        done.add(term.id)
        meaning = escape(f"{term.term}：{term.text}")
        return f'<a class="yk-term" href="{address}#{term.id}" title="{meaning}">{found[0]}</a>'

    parts, at = [], 0
    for skipped in NOT_PROSE.finditer(text):
        parts += [pattern.sub(link, text[at : skipped.start()]), skipped[0]]
        at = skipped.end()
    return "".join([*parts, pattern.sub(link, text[at:])])


@cache
def known() -> tuple[dict[str, Term], re.Pattern[str]]:
    """Each spelling's term, and one pattern for all. The longest spelling wins where one stands inside another."""
    terms = {
        spelling: term for group in glossary.groups() for term in group.terms for spelling in term.marked
    }
    longest_first = sorted(terms, key=len, reverse=True)
    return terms, re.compile("|".join(map(re.escape, longest_first)))
