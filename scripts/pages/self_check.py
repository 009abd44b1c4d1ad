"""The self-check page: form and requirements as HTML, made from the rulebook, which work before Python does and without it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup
from yoken.facts import audience
from yoken.rulebook import Check, Curriculum, Example, Question, Rulebook, Source, Subject, walk
from yoken.rules import Criterion, Threshold

from scripts.pages import hours, office
from scripts.pages.curricula import check_of
from scripts.pages.order import curricula
from scripts.pages.overall import overall, total_at_least
from scripts.pages.page import Page, fill

# Empty rows of the form as it is served.
BLANK_ROWS = 3
STATUSES = {
    "unmet": "満たさない",
    "unknown": "入力不足",
    "disputed": "解釈が分かれる",
    "judgement": "人の判断",
    "met": "満たす",
    "not_applicable": "該当しない",
}


@dataclass(frozen=True)
class Requirement:
    """A subject's row in the table of requirements."""

    subject: Subject
    time: str
    forms: str


@dataclass(frozen=True)
class Training:
    """One of the trainings a person may choose, with what is asked of it."""

    curriculum: Curriculum
    check: Check
    source: Source
    rows: tuple[Requirement, ...]
    total: Criterion | None
    total_minutes: int | None
    total_counts: str
    """Which of the two sums of a report the total is held against: `model` or `all`."""
    overall: tuple[Criterion, ...]
    own_hours: bool
    """The documents give no hours; the person's own copy of the table does."""
    examples: tuple[Example, ...]


def pages(book: Rulebook) -> Iterator[Page]:
    trainings = [
        training(book, curriculum, check)
        for curriculum in curricula(book)
        if (check := check_of(book, curriculum)) is not None
    ]
    if not trainings:
        return
    questions = asked(book, trainings)
    yield fill(
        book,
        "check/curriculum.md",
        "self-check.md.j2",
        trainings=trainings,
        columns=book.timetable,
        questions=questions,
        together=[each.curriculum.id for each in trainings if beside(book, each.check)],
        asked_of=sorted({name for _, put_to in questions for name in put_to}),
        blank_rows=BLANK_ROWS,
        office=office.panel(book, list({each.check.id: each.check for each in trainings}.values())),
        data=data_block(data(book, trainings)),
    )


def training(book: Rulebook, curriculum: Curriculum, check: Check) -> Training:
    criterion, minutes = total_at_least(check, curriculum.id)
    return Training(
        curriculum=curriculum,
        check=check,
        source=book.sources[curriculum.document],
        rows=tuple(requirement(each) for each in curriculum.subjects),
        total=criterion,
        total_minutes=minutes,
        total_counts=counted(criterion),
        overall=overall(book, check, curriculum),
        own_hours=all(each.hours is None for each in curriculum.subjects),
        examples=tuple(
            each
            for each in book.examples.values()
            if each.check == check.id and each.facts.get("training") == curriculum.id
        ),
    )


def counted(total: Criterion | None) -> str:
    where = total.rule.measure.where if total and isinstance(total.rule, Threshold) else None
    return "model" if where and where.kind == ("model",) else "all"


def requirement(subject: Subject) -> Requirement:
    return Requirement(
        subject, hours.range_text(subject.hours) if subject.hours else "", "・".join(subject.forms)
    )


def asked(book: Rulebook, trainings: list[Training]) -> list[tuple[Question, list[str]]]:
    """Each question once, with the trainings it is put to, in the order of the questions' list."""
    by_training = {
        each.curriculum.id: {
            name
            for criterion in walk(each.check.require)
            if criterion.training in (None, each.curriculum.id)
            for name in names(criterion.rule) | names(criterion.only_if)
        }
        for each in trainings
    }
    found = [
        (question, [training_id for training_id, used in by_training.items() if question.id in used])
        for question in book.questions.values()
    ]
    return [(question, put_to) for question, put_to in found if put_to]


def names(rule: object) -> set[str]:
    """What a rule refers to by name: its question, and the measures of its bounds."""
    found = {getattr(rule, "question", "")}
    for attribute in ("measure", "at_least", "at_most", "usual_at_most"):
        found.add(getattr(getattr(rule, attribute, None), "name", ""))
    for child in getattr(rule, "children", ()):
        found |= names(child.rule) | names(child.only_if)
    return found


def data(book: Rulebook, trainings: list[Training]) -> dict[str, object]:
    """What the scripts need to know, and may not know by themselves."""
    return {
        "trainings": [
            {
                "id": each.curriculum.id,
                "check": each.check.id,
                "title": each.curriculum.title,
                "short": each.curriculum.short,
                "audience": beside(book, each.check),
                "subjects": [
                    {
                        "id": row.subject.id,
                        "number": row.subject.number,
                        "name": row.subject.name,
                        "topics": [topic.text for topic in row.subject.topics],
                    }
                    for row in each.rows
                ],
            }
            for each in trainings
        ],
        "examples": [
            {"id": each.id, "title": each.title, "facts": {"yoken": 1, **each.facts}}
            for training in trainings
            for each in training.examples
        ],
        "notes": notes(book),
        "statuses": [{"id": name, "label": label} for name, label in STATUSES.items()],
    }


def beside(book: Rulebook, check: Check) -> list[str]:
    """Whom a row of this check's timetable may be said to be for."""
    (column,) = (each for each in book.timetable if each.id == audience.COLUMN)
    return [choice.id for choice in audience.offered(column, check.trainings)]


def notes(book: Rulebook) -> list[str]:
    """Columns of the list of instructors in which people write freely: they are left out of a link without names."""
    columns = book.tables.get("people", ())
    return [column.id for column in columns if column.type == "text" and column.id != "name"]


def data_block(content: dict[str, object]) -> Markup:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))
