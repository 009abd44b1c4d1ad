"""A row that was read before is not read again; what it says, and what could not be read of it, stays the same."""

from typing import Any

import pytest
from yoken import facts
from yoken.facts import KnownRows, ReadResult
from yoken.facts.tables import Row, Tables
from yoken.rulebook import load

BOOK = load()
GOOD = {"date": "R8.6.1", "minutes": "90分", "subject": "ケース会議", "joint": "1"}
BAD = {"date": "きのう", "minutes": "90分", "subject": "ない科目", "form": "座学"}


def read(known: KnownRows | None, *rows: dict[str, Any], training: str = "class-1") -> ReadResult:
    return facts.read({"training": training, "timetable": list(rows)}, BOOK, known=known)


def test_only_the_changed_row_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    known: KnownRows = {}
    rows, numbers, whole = [GOOD, BAD, GOOD], [], Tables.session

    def counted(self: Tables, number: int, row: Row) -> facts.Session:
        numbers.append(number)
        return whole(self, number, row)

    monkeypatch.setattr(Tables, "session", counted)
    first = read(known, *rows)
    changed = [GOOD, BAD, {**GOOD, "minutes": "60分"}]
    assert read(known, *rows) == first == read(None, *rows)
    assert read(known, *changed) == read(None, *changed)
    assert numbers == [1, 2, 3, 1, 2, 3, 3, 1, 2, 3]
    assert len(first.problems) == 3


def test_only_the_changed_instructor_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    known: KnownRows = {}
    people: list[dict[str, Any]] = [
        {"name": "講師A", "knowledge": ["障害特性", "?"]},
        {"name": "講師B", "support-years": "長い"},
    ]
    numbers: list[int] = []
    whole = Tables.person

    def counted(self: Tables, number: int, *rest: Any) -> facts.Person:
        numbers.append(number)
        return whole(self, number, *rest)

    def listed(known: KnownRows | None, *rows: dict[str, Any]) -> ReadResult:
        return facts.read({"training": "class-1", "people": list(rows)}, BOOK, known=known)

    monkeypatch.setattr(Tables, "person", counted)
    first = listed(known, *people)
    assert listed(known, *people) == first == listed(None, *people)
    assert len(first.problems) == 2
    changed = [people[0], {"name": "講師C"}]
    assert listed(known, *changed) == listed(None, *changed)
    assert numbers == [1, 2, 1, 2, 2, 1, 2]


def test_the_same_row_of_another_training_or_place_is_another() -> None:
    known: KnownRows = {}
    for training in ("class-1", "visiting"):
        assert read(known, BAD, training=training) == read(None, BAD, training=training)
    assert read(known, GOOD, BAD) == read(None, GOOD, BAD)


def test_what_python_takes_for_the_same_is_not() -> None:
    known: KnownRows = {}
    read(known, {**GOOD, "minutes": "1"})
    for minutes in (True, 1, 1.0, ["90分"]):
        row = {**GOOD, "minutes": minutes}
        assert read(known, row) == read(None, row), minutes


def test_only_what_a_row_held_last_is_kept() -> None:
    known: KnownRows = {}
    for minutes in range(60, 200):
        read(known, {**GOOD, "minutes": f"{minutes}分"}, GOOD)
    assert len(known) == 2
