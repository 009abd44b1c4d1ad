"""A worked example's sentence is kept until something that it is made from changes, and no longer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from yoken.rulebook import Case, Rulebook, load, load_cases

from scripts.pages import remembered
from scripts.pages.remembered import Remembered

DAY = "2026-11-24"


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load()


@pytest.fixture(scope="module")
def case() -> Case:
    return load_cases()[0]


@pytest.fixture
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, book: Rulebook, case: Case) -> None:
    monkeypatch.setattr(remembered, "KEPT", tmp_path / "worked.json")
    first = Remembered(book, DAY)
    first.put(first.key(case, "a"), "前の文")
    first.keep()


def said(book: Rulebook, case: Case, name: str = "a", day: str = DAY) -> str | None:
    now = Remembered(book, day)
    return now.get(now.key(case, name))


def without(book: Rulebook, kind: str) -> Rulebook:
    fewer: dict[str, Any] = {kind: dict(list(getattr(book, kind).items())[1:])}
    return replace(book, **fewer)


def changed_check(book: Rulebook, name: str) -> Rulebook:
    return replace(
        book, checks={**book.checks, name: replace(book.checks[name], require=book.checks[name].require[1:])}
    )


@pytest.mark.usefixtures("known")
def test_what_no_check_looks_at_changes_no_sentence(book: Rulebook, case: Case) -> None:
    other = next(name for name in book.checks if name != case.check)
    assert said(book, case) == "前の文"
    assert said(without(book, "clauses"), case) == "前の文"
    assert said(without(book, "examples"), case) == "前の文"
    assert said(changed_check(book, other), case) == "前の文"


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("kind", ["curricula", "tables", "questions", "parameters", "readings", "sources"])
def test_what_a_check_may_look_up_makes_it_judged_again(book: Rulebook, case: Case, kind: str) -> None:
    assert said(without(book, kind), case) is None


Change = Callable[[Rulebook, Case], str | None]


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    "ask",
    [
        lambda book, case: said(changed_check(book, case.check), case),
        lambda book, case: said(book, replace(case, facts={})),
        lambda book, case: said(book, case, name="b"),
        lambda book, case: said(book, case, day="2026-11-25"),
    ],
    ids=["check", "case", "criterion", "day"],
)
def test_a_sentence_of_something_else_is_not_given(book: Rulebook, case: Case, ask: Change) -> None:
    assert ask(book, case) is None


@pytest.mark.usefixtures("known")
def test_what_nobody_asked_for_is_forgotten(book: Rulebook, case: Case) -> None:
    later = Remembered(book, DAY)
    later.put("another", "ほかの文")
    later.keep()
    assert said(book, case) is None
