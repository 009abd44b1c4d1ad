"""What an institution must be: the criteria of each document's check as a tree, and what is special to colleges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yoken.rulebook import Clause, Rulebook

from scripts.pages import order
from scripts.pages.headings import HEADINGS
from scripts.pages.page import Page, fill
from scripts.pages.tree import tree

# Clauses on who runs the training, where no check asks about it; and those for colleges, which have parts of their own.
NAMED: dict[str, tuple[str, ...]] = {"両立": ("4/(2)", "3/柱書")}
COLLEGES: dict[str, tuple[str, ...]] = {"現行": ("高教在学生", "高教社会人")}


@dataclass(frozen=True)
class Part:
    id: str
    title: str
    clauses: tuple[Clause, ...]


def pages(book: Rulebook) -> Iterator[Page]:
    sources = order.sources(book)
    for source in sources:
        checks = [check for check in book.checks.values() if check.id == f"{source.folder}/institution"]
        yield fill(
            book,
            f"institutions/{source.folder}.md",
            "institution.md.j2",
            source=source,
            check=checks[0] if checks else None,
            nodes=tree(book, checks[0].require) if checks else (),
            named=[book.clauses[f"{source.id}/{ref}"] for ref in NAMED.get(source.id, ())],
            parts=[
                Part(
                    f"college-{number}",
                    HEADINGS[source.id][prefix],
                    tuple(
                        each
                        for each in book.clauses.values()
                        if each.ref.startswith(f"{source.id}/{prefix}/")
                    ),
                )
                for number, prefix in enumerate(COLLEGES.get(source.id, ()), 1)
            ],
        )
