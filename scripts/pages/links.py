"""Addresses inside the site, relative by our own hand: the site generator rewrites none in HTML tables."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup, escape
from yoken.rulebook import Check, Curriculum, Rulebook, Subject

# The checks that share one page, which asks for the training (see `self_check`); each other has its own (`form_check`).
SHARED_PAGES = frozenset({"curriculum"})


@dataclass(frozen=True)
class Here:
    """A page's view of the site: links from this page to clauses, readings, subjects and checks."""

    book: Rulebook
    path: str

    def to(self, target: str) -> str:
        """`target` (`clauses/notice-2006/#2006-036`, `` for home) as an address relative to this page."""
        address, mark, anchor = target.partition("#")
        address, question, query = address.partition("?")
        here = directory(self.path)
        if address.rstrip("/") == here:
            return mark + anchor if anchor else "./" + question + query
        return relative(here, address) + question + query + mark + anchor

    def link(self, target: str, text: str) -> Markup:
        return Markup(f'<a href="{escape(self.to(target))}">{escape(text)}</a>')

    def clause(self, ref: str, text: str = "") -> Markup:
        return self.link(clause_address(self.book, ref), text or ref)

    def number(self, ref: str) -> Markup:
        """A link that shows the clause's number only, for cells where its whole name would drown the text."""
        return self.clause(ref, self.book.clauses[ref].no)

    def reading(self, reading_id: str, text: str = "") -> Markup:
        return self.link(f"readings/#{self.book.readings[reading_id].id}", text or f"解釈{reading_id}")

    def prose(self, text: str) -> Markup:
        """A sentence of the data, with 「解釈D05」 in it made a link."""
        parts = re.split(r"(解釈D\d+)", text)
        return Markup("").join(
            self.reading(part.removeprefix("解釈"))
            if part.removeprefix("解釈") in self.book.readings
            else part
            for part in parts
        )

    def erratum(self, erratum_id: str) -> Markup:
        return self.link(f"errata/#{erratum_id}", f"原文の誤記{erratum_id}")

    def curriculum(self, curriculum: Curriculum, text: str = "") -> Markup:
        return self.link(f"curricula/{curriculum.id}/", text or curriculum.title)

    def subject(self, curriculum: Curriculum, subject: Subject) -> Markup:
        text = f"{curriculum.short}の{subject.number} {subject.name}"
        return self.link(f"curricula/{curriculum.id}/#{subject.id}", text)

    def check(self, check: Check) -> Markup:
        """A link to the check's page."""
        return self.link(self.check_target(check), check.title)

    def check_target(self, check: Check) -> str:
        """The check's page, with its first training chosen where several checks share the page."""
        training = "" if has_own_page(check) else next(iter(check.trainings), "")
        return check_address(check, training)


@cache
def relative(here: str, address: str) -> str:
    """A page's or a file's address as seen from the folder `here`."""
    is_file = not address.endswith("/") and "." in posixpath.basename(address)
    # From the root of both: of relative ones Python asks the system each time where it is.
    return posixpath.relpath("/" + address.rstrip("/"), "/" + here) + ("" if is_file else "/")


def directory(path: str) -> str:
    """The folder a page is served from: `curricula/class-1.md` → `curricula/class-1`, `index.md` → ``."""
    stem = path.removesuffix(".md")
    return "" if stem == "index" else stem.removesuffix("/index")


def clause_address(book: Rulebook, ref: str) -> str:
    """A clause's permanent place. Raises KeyError for a reference that is no clause."""
    clause = book.clauses[ref]
    return f"clauses/{book.sources[clause.document].folder}/#{clause.no}"


def check_name(check: Check) -> str:
    """`designated/curriculum` → `curriculum`."""
    return check.id.rpartition("/")[2]


def check_address(check: Check, training: str = "") -> str:
    """The page of a self-check, with the training chosen where it is named."""
    return f"check/{check.id.replace('/', '-') if has_own_page(check) else check_name(check)}/" + (
        f"?training={training}" if training else ""
    )


def has_own_page(check: Check) -> bool:
    return check_name(check) not in SHARED_PAGES
