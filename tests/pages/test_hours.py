"""Sums of the curricula's hours, which the pages show and the documents do not."""

from __future__ import annotations

import pytest
from yoken.rulebook import Hours, Rulebook

from scripts.pages.hours import Sum, range_text, total, total_with_alternative


@pytest.mark.parametrize(
    ("training", "whole", "replaced"),
    [
        ("class-1", Sum(34 * 60, 51 * 60), Sum(37 * 60, 54 * 60)),
        ("class-2", Sum(33 * 60, 53 * 60), Sum(35 * 60, 55 * 60)),
        ("coordinator", Sum(390, None), None),
        ("visiting", None, None),
        ("in-house", None, None),
    ],
)
def test_sums_of_the_tables(book: Rulebook, training: str, whole: Sum | None, replaced: Sum | None) -> None:
    curriculum = book.curricula[training]
    assert total(curriculum) == whole
    assert total_with_alternative(curriculum) == replaced


@pytest.mark.parametrize(
    ("hours", "text"),
    [
        (Hours(60, 120), "1～2時間程度"),
        (Hours(120, 120), "2時間程度"),
        (Hours(45), "45分以上"),
        (Hours(90, 120), "1時間30分～2時間程度"),
    ],
)
def test_ranges_are_written_as_the_tables_write_them(hours: Hours, text: str) -> None:
    assert range_text(hours) == text
