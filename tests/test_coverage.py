"""Every clause has its place, and every criterion a case that it passes and one with another result."""

import pytest
from yoken.coverage import placements, untested
from yoken.rulebook import load, load_cases

BOOK = load()
CASES = load_cases()
PLACES = {"", "参照", "用語", "手続", "日付", "様式"}


@pytest.mark.parametrize("document", BOOK.sources)
def test_every_clause_is_judged_quoted_or_said_to_be_treated_elsewhere(document: str) -> None:
    found = [place for place in placements(BOOK, CASES) if place.clause.document == document]
    assert [place.clause.ref for place in found if not place.placed] == []


def test_places_are_of_the_known_kinds() -> None:
    assert {clause.placed for clause in BOOK.clauses.values()} <= PLACES


@pytest.mark.parametrize("check", BOOK.checks)
def test_every_criterion_is_tested_both_ways(check: str) -> None:
    assert [name for name in untested(BOOK, CASES) if name.startswith(f"{check}#")] == []


def test_the_ledger_holds_every_clause_once() -> None:
    numbers = [clause.no for clause in BOOK.clauses.values()]
    assert len(numbers) == len(set(numbers)) == 447
