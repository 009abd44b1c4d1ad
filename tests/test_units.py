"""Lengths of time and quantities with units, as people type them and as they are written back."""

from fractions import Fraction

import pytest
from yoken.units import (
    DATE,
    MINUTES,
    PERCENT,
    TIME,
    UnitError,
    format_quantity,
    parse_minutes_cell,
    parse_quantity,
)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1時間30分", 90),
        ("1 時間 30 分", 90),
        ("90分", 90),
        ("９０分", 90),
        ("90 分", 90),
        ("1,000分", 1000),
        ("1.5", 90),
        ("1.5時間", 90),
        ("1時間半", 90),
        ("1:30", 90),
        ("1:30:00", 90),
        ("1.5h", 90),
        ("４２時間", 2520),
        ("90", 90),
        ("15", 15),
        ("0.75", 45),
        ("1.0", 60),
    ],
)
def test_lengths_of_time(text: str, minutes: int) -> None:
    assert parse_minutes_cell(text) == minutes


@pytest.mark.parametrize("text", ["2", "２", "1", "14", "0"])
def test_a_bare_small_number_could_be_hours_or_minutes_and_is_refused(text: str) -> None:
    assert parse_minutes_cell(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "-10",
        "-10分",
        "－１０分",
        "半",
        "時間",
        "2時間30",
        "0.333",
        "3コマ",
        "1時間30分半",
        "9" * 5000,
        "9" * 5000 + "分",
        "",
    ],
)
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    assert parse_minutes_cell(text) is None


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("42時間", 2520, MINUTES),
        ("1時間30分", 90, MINUTES),
        ("10件", 10, "件"),
        ("80%", Fraction(4, 5), PERCENT),
        ("2.7%", Fraction(27, 1000), PERCENT),
        ("3年", 3, "年"),
        ("240日", 240, "日"),
        ("3か月", 3, "か月"),
        ("0コマ", 0, "コマ"),
    ],
)
def test_a_threshold_has_a_number_and_a_unit(text: str, value: object, unit: str) -> None:
    assert parse_quantity(text) == (value, unit)


@pytest.mark.parametrize(
    "text", ["42", "時間", "", "1.5件", "たくさん", "1.0.1", "-4分", "99999999分", f"{'9' * 5000}件"]
)
def test_a_threshold_without_number_or_unit_is_refused(text: str) -> None:
    with pytest.raises(UnitError):
        parse_quantity(text)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (2490, MINUTES, "41時間30分"),
        (2520, MINUTES, "42時間"),
        (45, MINUTES, "45分"),
        (0, MINUTES, "0分"),
        (60_001, MINUTES, "1,000時間1分"),
        (Fraction(27, 1000), PERCENT, "2.7%"),
        (Fraction(2, 3), PERCENT, "66.66%"),
        (Fraction(79_996, 100_000), PERCENT, "79.99%"),
        (1000, "件", "1,000件"),
        (570, TIME, "9時30分"),
        (739_404, DATE, "2025年6月2日（令和7年）"),
    ],
)
def test_a_quantity_is_written_the_way_people_say_it(value: int | Fraction, unit: str, text: str) -> None:
    assert format_quantity(value, unit) == text
