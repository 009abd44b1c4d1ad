"""The clause index: one page a document, one permanent anchor a clause (`#2006-036`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yoken.rulebook import Clause, Rulebook, Source

from scripts.pages.headings import headings, trail
from scripts.pages.page import Page, fill
from scripts.pages.uses import Use, uses

# What a clause asks for, by its kind: the word in the frame, and the sentence that explains it.
KINDS: dict[str, tuple[str, str]] = {
    "numeric": ("数", "時間・人数・件数などを数えて決まる"),
    "checklist": ("有無", "あるか、ないかで決まる"),
    "all-of": ("すべて", "下の条文をすべて満たす"),
    "any-of": ("いずれか", "挙げられたもののどれかを満たす"),
    "date": ("期日", "日付や期間で決まる"),
    "human": ("人の判断", "人が判断する"),
    "definition": ("用語", "言葉の意味や適用範囲を定める"),
    "procedure": ("手続", "だれが何をするかを定める"),
    "fact": ("参考", "事実を述べる"),
}


@dataclass(frozen=True)
class Entry:
    """A clause, the headings that open just before it, and what cites it."""

    clause: Clause
    opens: tuple[tuple[int, str, str], ...]
    level: int
    use: Use


def pages(book: Rulebook) -> Iterator[Page]:
    cited = uses(book)
    for source in book.sources.values():
        listed = tuple(entries(book, source, cited))
        path = f"clauses/{source.folder}.md"
        yield fill(book, path, "clauses.md.j2", source=source, entries=listed, kinds=KINDS)
    counts = {source.id: sum(c.document == source.id for c in book.clauses.values()) for source in book.sources.values()}
    yield fill(book, "clauses/index.md", "clauses-index.md.j2", counts=counts, kinds=KINDS)


def entries(book: Rulebook, source: Source, cited: dict[str, Use]) -> Iterator[Entry]:
    named = headings(book, source.id)
    ordered = sorted((c for c in book.clauses.values() if c.document == source.id), key=lambda clause: clause.no)
    before: tuple[str, ...] = ()
    for clause in ordered:
        over = trail(clause.clause, named)
        # Headings that were already open stay open; the first new one starts a fresh run.
        shared = next((i for i, (old, new) in enumerate(zip(before, over)) if old != new), min(len(before), len(over)))
        opens = tuple((2 + i, f"part-{clause.no}-{i}", named[over[i]]) for i in range(shared, len(over)))
        yield Entry(clause, opens, 2 + len(over), cited.get(clause.ref, Use()))
        before = over
