"""A page per curriculum, and the page that leads to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yoken.rulebook import Check, Curriculum, PracticeAlternative, Rulebook, Subject
from yoken.rules import Criterion

from scripts.pages import hours, order
from scripts.pages.overall import overall, total_at_least
from scripts.pages.page import Page, fill


@dataclass(frozen=True)
class Row:
    """A subject as its table row shows it."""

    subject: Subject
    time: str
    forms: str


@dataclass(frozen=True)
class View:
    """What the template needs to know of a curriculum beyond the data itself."""

    curriculum: Curriculum
    check: Check | None
    rows: tuple[Row, ...]
    forms: bool
    """Whether the document names forms (講義, 演習 …)."""
    instructors: bool
    """Whether the document asks for instructors subject by subject."""
    numbered_in_document: bool
    total: hours.Sum | None
    total_with_alternative: hours.Sum | None
    replaceable: Subject | None
    usual_practice: str
    instead_exercise: str
    required: Criterion | None
    required_minutes: int | None
    common_note: str
    overall: tuple[Criterion, ...]


def pages(book: Rulebook) -> Iterator[Page]:
    views = [view(book, curriculum) for curriculum in order.curricula(book)]
    for each in views:
        path = f"curricula/{each.curriculum.id}.md"
        source = book.sources[each.curriculum.document]
        yield fill(book, path, "curriculum.md.j2", view=each, curriculum=each.curriculum, source=source)
    yield fill(book, "curricula/index.md", "curricula.md.j2", views=views)


def view(book: Rulebook, curriculum: Curriculum) -> View:
    check = check_of(book, curriculum)
    required, minutes = total_at_least(check, curriculum.id) if check else (None, None)
    subject = hours.replaceable(curriculum)
    usual, instead = (subject.hours, subject.alternative) if subject else (None, None)
    note = f"{curriculum.document}/{curriculum.table}/備考1"
    return View(
        curriculum=curriculum,
        check=check,
        rows=tuple(row(each) for each in curriculum.subjects),
        forms=any(each.forms for each in curriculum.subjects),
        instructors=any(each.instructor for each in curriculum.subjects),
        numbered_in_document=curriculum.document == "現行",
        total=hours.total(curriculum),
        total_with_alternative=hours.total_with_alternative(curriculum),
        replaceable=subject,
        usual_practice=hours.between(usual.at_least, usual.usual_at_most or usual.at_least) if usual else "",
        instead_exercise=between_exercises(instead) if instead else "",
        required=required,
        required_minutes=minutes,
        common_note=note if note in book.clauses else "",
        overall=overall(book, check, curriculum) if check else (),
    )


def between_exercises(instead: PracticeAlternative) -> str:
    return hours.between(instead.exercise_at_least, instead.exercise_at_most)


def row(subject: Subject) -> Row:
    time = hours.range_text(subject.hours) if subject.hours else ""
    return Row(subject, time, "・".join(subject.forms))


def check_of(book: Rulebook, curriculum: Curriculum) -> Check | None:
    """The self-check that a timetable of this training is put to."""
    for check in book.checks.values():
        if check.id.endswith("/curriculum") and curriculum.id in check.trainings:
            return check
    return None
