"""Differences between two rulebooks are told in words that name the place, the old value and the new."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from yoken.cli import main
from yoken.differences import differences
from yoken.rulebook import DatedValue, Rulebook, load
from yoken.rules import Constant, Criterion, Threshold

BOOK = load()


def with_clause_text(book: Rulebook) -> Rulebook:
    clause = replace(book.clauses["2006/第2/2/(3)"], text="総研修時間は40時間以上")
    return replace(book, clauses={**book.clauses, clause.ref: clause})


def without_a_clause(book: Rulebook) -> Rulebook:
    return replace(book, clauses={ref: each for ref, each in book.clauses.items() if ref != "2006/第3/10"})


def with_longer_subject(book: Rulebook) -> Rulebook:
    curriculum = book.curricula["class-1"]
    first, *rest = curriculum.subjects
    assert first.hours
    longer = replace(first, hours=replace(first.hours, at_least=90), topics=first.topics[1:])
    return replace(
        book, curricula={**book.curricula, "class-1": replace(curriculum, subjects=(longer, *rest))}
    )


def with_lower_bound(book: Rulebook) -> Rulebook:
    check = book.checks["notice-2006/curriculum"]

    def lower(criterion: Criterion) -> Criterion:
        if criterion.id != "total":
            return criterion
        rule = criterion.rule
        assert isinstance(rule, Threshold)
        return replace(criterion, rule=replace(rule, at_least=Constant(40 * 60, "分")))

    require = tuple(lower(each) for each in check.require)
    return replace(book, checks={**book.checks, check.id: replace(check, require=require)})


def with_another_comparison(book: Rulebook) -> Rulebook:
    first, *rest = book.changes.points
    points = (replace(first, then=(), kind="only-now"), *rest)
    return replace(book, changes=replace(book.changes, points=points))


def with_new_rate(book: Rulebook) -> Rulebook:
    rate = book.parameters["legal-employment-rate"]
    values = (*rate.values, DatedValue(date(2030, 4, 1), rate.values[-1].value))
    return replace(book, parameters={rate.id: replace(rate, values=values)})


@pytest.mark.parametrize(
    ("change", "sentences"),
    [
        (lambda book: book, []),
        (
            with_clause_text,
            [
                "条文 2006-036 2006/第2/2/(3)：要約が「総研修時間は42時間以上」から「総研修時間は40時間以上」に変わりました。"
            ],
        ),
        (without_a_clause, ["条文 2006-119 2006/第3/10がなくなりました。"]),
        (
            with_longer_subject,
            [
                "カリキュラム「第1号職場適応援助者養成研修」：科目「職業リハビリテーション概論と諸制度」："
                "時間が「1時間～2時間程度」から「1時間30分～2時間程度」に変わりました。",
                "カリキュラム「第1号職場適応援助者養成研修」：科目「職業リハビリテーション概論と諸制度」："
                "内容「職業リハビリテーションの概論」がなくなりました。",
            ],
        ),
        (
            with_lower_bound,
            [
                "点検「カリキュラムの点検（第1号・第2号、平成18年の通達）」：項目「総研修時間」（total）："
                "下限が「42時間」から「40時間」に変わりました。"
            ],
        ),
        (with_new_rate, ["値「法定雇用率（民間企業）」：2030年4月1日（令和12年）からの2.7%が加わりました。"]),
        (with_another_comparison, ["2006と現行の違い「総研修時間」：内容が変わりました。"]),
    ],
    ids=["nothing", "clause text", "clause gone", "subject", "threshold", "dated value", "comparison"],
)
def test_a_change_is_told_in_words(change: Callable[[Rulebook], Rulebook], sentences: list[str]) -> None:
    assert differences(BOOK, change(BOOK)) == sentences


def test_what_went_one_way_came_the_other_way() -> None:
    assert differences(without_a_clause(BOOK), BOOK) == ["条文 2006-119 2006/第3/10が加わりました。"]


def test_the_command_compares_two_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here = Path(__file__).parent.parent / "rules/yoken/rulebook.json"
    assert main(["diff", str(here), str(here)]) == 0
    assert "規則は変わっていません。" in capsys.readouterr().out
    (tmp_path / "bad.json").write_text("{}", "utf-8")
    assert main(["diff", str(here), str(tmp_path / "bad.json")]) == 3
