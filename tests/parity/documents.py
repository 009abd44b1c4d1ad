"""Requests a page could send, as many as wanted: the same seed gives the same ones on every machine and Python."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from yoken.blank import judged, questions
from yoken.rulebook import Check, Question, load_cases

from tests.parity.spellings import BOOK, Pen

Json = dict[str, Any]
# What a person could start from: every worked example and every case, with the check it is for.
STARTS: tuple[tuple[str, Json], ...] = (
    *((each.check, each.facts) for each in BOOK.examples.values()),
    *((each.check, each.facts) for each in load_cases()),
)


def requests(seed: int, count: int) -> Iterator[str]:
    """`count` requests, all ASCII and each one line. Number n is the same however many are asked for."""
    for number in range(count):
        pen = Pen(random.Random(f"{seed} {number}"))
        kind = pen.random.choices((changed, made, compared, pasted, misshapen), (40, 45, 5, 7, 3))[0]
        yield json.dumps(kind(pen))


def changed(pen: Pen) -> Json:
    """A case or an example, a few things in it replaced, emptied, doubled, swapped or taken away."""
    check, facts = pen.random.choice(STARTS)
    facts = copy.deepcopy(facts)
    for _ in range(pen.random.randint(0, 6)):
        mutate(pen, facts)
    return asked(pen, check, facts)


def mutate(pen: Pen, facts: Json) -> None:
    table = facts.get(pen.random.choice(("timetable", "people")))
    if isinstance(table, list) and table and pen.random.random() < 0.6:
        row = pen.random.choice(table)
        pen.random.choice((_cell, _cell, _cell, _double, _drop, _shuffle))(pen, table, row)
        return
    answers = facts.setdefault("answers", {})
    if isinstance(answers, dict):
        name = pen.random.choice(
            sorted(answers) if answers and pen.random.random() < 0.8 else sorted(BOOK.questions)
        )
        answers[name] = value(pen, BOOK.questions[name]) if name in BOOK.questions else pen.junk()


def _cell(pen: Pen, table: list[Any], row: Any) -> None:
    if not isinstance(row, dict):
        return
    columns = [
        each for name in ("timetable", "people") for each in BOOK.tables[name] if each.id in row
    ] or BOOK.timetable
    column = pen.random.choice(columns)
    subjects = [each.name for one in BOOK.curricula.values() for each in one.subjects]
    row[column.id] = (
        pen.random.choice(subjects) if column.type == "subject" else pen.of_type(column.type, column.choices)
    )


def _double(pen: Pen, table: list[Any], row: Any) -> None:
    table.append(copy.deepcopy(row))


def _drop(pen: Pen, table: list[Any], row: Any) -> None:
    table.remove(row)


def _shuffle(pen: Pen, table: list[Any], row: Any) -> None:
    pen.random.shuffle(table)


def value(pen: Pen, question: Question) -> Any:
    return pen.of_type(question.type, question.choices)


@cache
def questions_of(check: str) -> tuple[Question, ...]:
    return tuple(questions(BOOK, BOOK.checks[check]))


def made(pen: Pen) -> Json:
    """Facts from nothing: the check's own questions and columns, filled in to any extent."""
    check = BOOK.checks[pen.random.choice(sorted(BOOK.checks))]
    facts: Json = {"yoken": 1}
    training = pen.random.choice(check.trainings or ("",)) if pen.random.random() < 0.95 else pen.junk()
    facts["training"] = training
    filled = pen.random.choice((0.2, 0.7, 1.0))
    facts["answers"] = {
        each.id: value(pen, each) for each in questions_of(check.id) if pen.random.random() < filled
    }
    if "timetable" in check.tables:
        facts["timetable"] = timetable(pen, training)
    if "people" in check.tables:
        facts["people"] = [person(pen, number) for number in range(pen.random.randint(0, 4))]
    if (
        "timetable" in check.tables
        and isinstance(training, str)
        and training in BOOK.curricula
        and pen.random.random() < 0.4
    ):
        subjects = BOOK.curricula[training].subjects
        facts["model_hours"] = {training: {each.id: pen.of_type("duration") for each in subjects}}
    facts["judgements"] = judgements(pen, check)
    return asked(pen, check.id, facts)


def judgements(pen: Pen, check: Check) -> Json:
    results = ("確認済み", "認められない", "", "たぶん")
    return {
        each.id: pen.random.choice(
            ({"result": pen.random.choice(results), "note": "メモ"}, pen.random.choice(results))
        )
        for each in judged(check, None)
        if pen.random.random() < 0.5
    }


def timetable(pen: Pen, training: Any) -> list[Json]:
    """Lessons one after the other, most of them in order."""
    curriculum = BOOK.curricula.get(training) if isinstance(training, str) else None
    subjects = [each.name for each in (curriculum.subjects if curriculum else ())] or ["ケース会議"]
    rows = []
    day, at = date(2026, 6, 1), 9 * 60
    for _ in range(pen.random.choice((0, 1, 3, 12, 30))):
        length = pen.random.choice((45, 60, 90, 120, 180))
        row: Json = {
            column.id: pen.of_type(column.type, column.choices)
            for column in BOOK.timetable
            if pen.random.random() < 0.5
        }
        row |= {
            "date": day.isoformat(),
            "start": pen.clock(at),
            "end": pen.clock(at + length),
            "subject": pen.random.choice(subjects),
        }
        row.setdefault("form", pen.random.choice(("講義", "演習", "実習")))
        if pen.random.random() < 0.8:
            row.pop("minutes", None)
        at += length
        if at > 17 * 60:
            day, at = day + timedelta(days=1), 9 * 60
        rows.append(row)
    return rows


def person(pen: Pen, number: int) -> Json:
    row = {
        each.id: pen.of_type(each.type, each.choices)
        for each in BOOK.tables["people"]
        if pen.random.random() < 0.8
    }
    return {**row, "name": f"講師{'ABCD'[number]}"}


def compared(pen: Pen) -> Json:
    """The same plan under the older and the newer edition."""
    edition = pen.random.choice(BOOK.changes.editions)
    facts = copy.deepcopy(
        pen.random.choice([each for check, each in STARTS if check in (edition.then, edition.now)])
    )
    for _ in range(pen.random.randint(0, 3)):
        mutate(pen, facts)
    return {"method": "compare", "edition": edition.id, "facts": facts, "as_of": as_of(pen)}


def pasted(pen: Pen) -> Json:
    """Cells from a spreadsheet, with or without their headings, not always whole."""
    columns = list(BOOK.tables[table := pen.random.choice(("timetable", "people"))])
    pen.random.shuffle(columns)
    columns = columns[: pen.random.randint(1, len(columns))]
    rows = (
        [[pen.random.choice((each.label, *each.aliases)) for each in columns]]
        if pen.random.random() < 0.7
        else []
    )
    rows += [
        [str(pen.of_type(each.type, each.choices)) for each in columns]
        for _ in range(pen.random.randint(0, 6))
    ]
    text = pen.random.choice(("\n", "\r\n")).join(
        pen.random.choice(("\t", "\t", ",")).join(row) for row in rows
    )
    if pen.random.random() < 0.2:
        at = pen.random.randint(0, len(text))
        text = text[:at] + pen.random.choice(('"', "\t", "\n", "\x00", ",")) + text[at:]
    return {"method": "read_block", "text": text, "table": table}


def misshapen(pen: Pen) -> Json:
    """A document of another kind, as a damaged file or another program's may hold."""
    check, facts = pen.random.choice(STARTS)
    spoilt: Any = copy.deepcopy(facts)
    place = pen.random.choice(
        ("timetable", "answers", "people", "judgements", "model_hours", "training", "yoken", "ほか")
    )
    spoilt[place] = pen.random.choice((pen.junk(), [pen.junk()], {"x": pen.junk()}, {"class-1": pen.junk()}))
    return asked(pen, check, spoilt if pen.random.random() < 0.9 else pen.junk())


def asked(pen: Pen, check: str, facts: Any) -> Json:
    return {"method": "check", "check": check, "facts": facts, "as_of": as_of(pen)}


def as_of(pen: Pen) -> str:
    days: tuple[Callable[[], date], ...] = (
        lambda: date(2026, 11, 24),
        lambda: date(2020, 1, 1) + timedelta(days=pen.random.randrange(4000)),
    )
    return pen.random.choice(days)().isoformat()
