"""別表第1 and 別表第2 side by side: each subject's range of hours as a bar, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yoken.rulebook import Curriculum, Rulebook, Subject

from scripts.pages import hours, order
from scripts.pages.page import Page, fill

DOCUMENT = "2006"


@dataclass(frozen=True)
class Row:
    """Subjects of one id, one a training; None where a training has no such subject."""

    name: str
    subjects: tuple[Subject | None, ...]
    texts: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether every training has the subject, but not with the same hours."""
        return all(self.subjects) and len({each.hours for each in self.subjects if each}) > 1


def pages(book: Rulebook) -> Iterator[Page]:
    curricula = [each for each in order.curricula(book) if each.document == DOCUMENT]
    listed = rows(curricula)
    scale = max(
        subject.hours.usual_at_most or subject.hours.at_least
        for curriculum in curricula
        for subject in curriculum.subjects
        if subject.hours
    )
    yield fill(
        book,
        "curricula/hours.md",
        "hours.md.j2",
        source=book.sources[DOCUMENT],
        curricula=curricula,
        rows=listed,
        scale=-(-scale // 60),
        totals=[hours.total(each) for each in curricula],
        totals_with_alternative=[hours.total_with_alternative(each) for each in curricula],
    )


def rows(curricula: list[Curriculum]) -> list[Row]:
    """In the first table's order; a subject that only a later table has stands after its neighbour there."""
    ids: list[str] = []
    for curriculum in curricula:
        at = 0
        for subject in curriculum.subjects:
            if subject.id in ids:
                at = ids.index(subject.id) + 1
            else:
                ids.insert(at, subject.id)
                at += 1
    found = []
    for name in ids:
        subjects = tuple(next((s for s in each.subjects if s.id == name), None) for each in curricula)
        names = list(dict.fromkeys(each.name for each in subjects if each))
        texts = tuple(hours.range_text(each.hours) if each and each.hours else "" for each in subjects)
        found.append(Row("／".join(names), subjects, texts))
    return found
