"""What was typed reads the same on every Python, whatever Unicode, time zone and locale it has."""

from __future__ import annotations

import pytest
from yoken import facts
from yoken.dates import parse_date, parse_time
from yoken.plain import plain
from yoken.rulebook import load
from yoken.units import parse_duration, parse_minutes_cell

BOOK = load()


@pytest.mark.parametrize(
    "zero", ["٠", "०", "\U00011f50", "\U0001e4f0"], ids=["Arabic", "Devanagari", "Kawi", "Nag Mundari"]
)
def test_only_digits_that_every_python_knows_are_digits(zero: str) -> None:
    # The last two are digits from Python 3.12 on, and letters to the one before.
    digits = str.maketrans({str(number): chr(ord(zero) + number) for number in range(10)})
    assert parse_date("2026/6/1".translate(digits)) is None
    assert parse_time("9:30".translate(digits)) is None
    assert parse_duration("90分".translate(digits)) is None
    assert parse_minutes_cell("90".translate(digits)) is None


def test_a_letter_that_a_newer_unicode_takes_apart_stays_as_typed() -> None:
    # U+1E035 becomes a Cyrillic letter from Python 3.12 on.
    assert plain("講師\U0001e035Ａ") == "講師\U0001e035A"


def test_full_width_letters_around_a_rare_kanji_are_still_read() -> None:
    assert plain("　𠮷野Ａ１ ") == "𠮷野A1"


def test_a_list_where_text_belongs_is_shown_as_a_file_would_hold_it() -> None:
    read = facts.read({"model_hours": ["\U0001e4f6", "講師"]}, BOOK)
    assert read.problems[0].read == '["\U0001e4f6", "講師"]'
