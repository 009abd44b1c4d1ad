"""Every clause of the current requirements is judged by some criterion, or it is said where else it is treated."""

from yoken.rulebook import Rulebook, load, walk

BOOK: Rulebook = load()
CLAUSES = [clause for clause in BOOK.clauses.values() if clause.document == "現行"]
CITED = {criterion.clause for check in BOOK.checks.values() for criterion in walk(check.require)}


def test_every_clause_is_judged_or_placed() -> None:
    assert [clause.ref for clause in CLAUSES if clause.ref not in CITED and not clause.placed] == []


def test_no_clause_that_is_judged_is_said_to_be_treated_elsewhere() -> None:
    assert [clause.ref for clause in CLAUSES if clause.ref in CITED and clause.placed] == []


def test_only_facts_and_definitions_are_left_unjudged() -> None:
    assert {clause.kind for clause in CLAUSES if clause.placed} == {"fact", "definition"}
