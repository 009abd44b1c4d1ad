"""The first page: one thing to do for each of three readers, and a result that the evaluator really gives."""

from __future__ import annotations

from yoken.rulebook import Rulebook

from scripts.pages.home import SHOWN, shortfalls


def test_the_result_shown_is_the_evaluators(book: Rulebook, texts: dict[str, str]) -> None:
    findings = shortfalls(book, book.examples[SHOWN])
    assert len(findings) == 3
    for finding in findings:
        assert finding.message in texts["index.md"]
        assert book.clauses[finding.clause].no in texts["index.md"]


def test_each_reader_is_led_to_one_thing(texts: dict[str, str]) -> None:
    assert texts["index.md"].count("{ .yk-button }") == 3
