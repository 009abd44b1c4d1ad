"""The order in which pages list documents and trainings; the compiled rulebook is sorted by id."""

from __future__ import annotations

from yoken.rulebook import Curriculum, Rulebook, Source


def sources(book: Rulebook) -> list[Source]:
    """What is current comes before the older notice."""
    return sorted(book.sources.values(), key=lambda source: (source.status != "現行", source.folder))


def curricula(book: Rulebook) -> list[Curriculum]:
    """By document, and within it as the document has them."""
    documents = [source.id for source in sources(book)]
    return sorted(
        book.curricula.values(),
        key=lambda each: (documents.index(each.document), book.clauses[each.subjects[0].clause].no),
    )
