"""The clause index: one page a document, one permanent anchor a clause (`#2006-036`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from yoken.rulebook import Check, Clause, Rulebook, Source

from scripts.pages import order
from scripts.pages.headings import headings, trail
from scripts.pages.page import Page, fill
from scripts.pages.uses import Use, uses
from scripts.pages.worked import Examples, examples

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
    examples: Examples

    @property
    def checks(self) -> list[tuple[Check, list[str]]]:
        """The checks that cite the clause, each with the titles of its criteria."""
        found: dict[str, tuple[Check, list[str]]] = {}
        for check, criterion in self.use.criteria:
            titles = found.setdefault(check.id, (check, []))[1]
            if criterion.title not in titles:
                titles.append(criterion.title)
        return list(found.values())


def pages(book: Rulebook) -> Iterator[Page]:
    cited, tested = uses(book), examples(book)
    sources = order.sources(book)
    for source in sources:
        listed = tuple(entries(book, source, cited, tested))
        path = f"clauses/{source.folder}.md"
        yield fill(book, path, "clauses.md.j2", source=source, entries=listed, kinds=KINDS)
    counts = Counter(clause.document for clause in book.clauses.values())
    yield fill(book, "clauses/index.md", "clauses-index.md.j2", sources=sources, counts=counts, kinds=KINDS)


def entries(
    book: Rulebook, source: Source, cited: dict[str, Use], tested: dict[str, Examples]
) -> Iterator[Entry]:
    named = headings(book, source.id)
    before: tuple[str, ...] = ()
    for clause in sorted(book.clauses.values(), key=lambda each: each.no):
        if clause.document != source.id:
            continue
        over = trail(clause.clause, named)
        # Headings that were already open stay open; the first new one starts a fresh run.
        pairs = zip(before, over, strict=False)
        shared = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
        opens = tuple((2 + i, f"part-{clause.no}-{i}", named[over[i]]) for i in range(shared, len(over)))
        shown = tested.get(clause.ref, Examples())
        yield Entry(clause, opens, 2 + len(over), cited.get(clause.ref, Use()), shown)
        before = over
