"""Quantities with units: reading 「42時間」「10件」「80%」 and writing them back the way people say them.

A value is held in the unit's base: minutes for durations, a `Fraction` for percentages, an ordinal day number
for dates and a plain integer for everything counted. The unit is part of the value, so that a threshold of
10 件 can never be compared with 10 人.
"""

import re
from datetime import date
from fractions import Fraction

from yoken.dates import format_date
from yoken.plain import plain_number

MINUTES = "分"
PERCENT = "%"
DATE = "日付"
TIME = "時刻"
MONTHS = "か月"

Number = int | Fraction

_DURATION = re.compile(r"(?:(\d{1,6}(?:\.\d{1,6})?)時間)?(?:(\d{1,6})分)?(半)?", re.ASCII)
# A length of time that is none is not counted either.
_COUNTED = re.compile(r"(\d{1,12}(?:\.\d{1,6})?)(?!(?:分|(?:時間|h)半?)$)([^\d.].*)", re.ASCII)


class UnitError(ValueError):
    """The text is not a number with a unit; the message is plain Japanese."""


def parse_duration(text: str) -> int | None:
    """Minutes of 「90分」「1時間30分」「1.5時間」「1時間半」「1:30」; None when it is no duration.

    A number without a unit is not a duration here: see `parse_minutes_cell`.
    """
    plain = plain_number(text).replace("h", "時間")
    if clock := re.fullmatch(r"(\d{1,3}):([0-5]\d)(?::00)?", plain, re.ASCII):
        return int(clock[1]) * 60 + int(clock[2])
    match = _DURATION.fullmatch(plain)
    if not match or not (match[1] or match[2]):
        return None
    if match[3] and (not match[1] or match[2]):
        return None
    minutes = Fraction(match[1] or 0) * 60 + int(match[2] or 0) + (30 if match[3] else 0)
    return int(minutes) if minutes.denominator == 1 else None


def parse_minutes_cell(text: str) -> int | None:
    """Minutes of a cell headed 時間: a duration, 「1.5」 as hours, 「90」 as minutes.

    A bare whole number below 15 could be hours or minutes, so it is refused (None) rather than guessed.
    """
    plain = plain_number(text)
    if re.fullmatch(r"\d{1,6}\.\d{1,6}", plain, re.ASCII):
        minutes = Fraction(plain) * 60
        return int(minutes) if minutes.denominator == 1 else None
    if re.fullmatch(r"\d{1,6}", plain, re.ASCII):
        return int(plain) if int(plain) >= 15 else None
    return parse_duration(plain)


def parse_quantity(text: str) -> tuple[Number, str]:
    """The value and unit of a threshold as written in the rules: 「42時間」 → (2520, "分").

    Raises UnitError when there is no number or no unit.
    """
    minutes = parse_duration(text)
    if minutes is not None and ":" not in text:
        return minutes, MINUTES
    match = _COUNTED.fullmatch(plain_number(text))
    if not match:
        raise UnitError(f"「{text}」は数と単位ではありません（例: 42時間、10件、80%）")
    value = Fraction(match[1])
    if match[2] == PERCENT:
        return value / 100, PERCENT
    if value.denominator != 1:
        raise UnitError(f"「{text}」: {match[2]}は整数で書きます")
    return int(value), match[2]


def format_quantity(value: Number, unit: str) -> str:
    """The value as people say it: 2490 分 → 「41時間30分」, an ordinal date → 「2026年6月1日（令和8年）」."""
    if unit == MINUTES:
        return format_minutes(int(value))
    if unit == DATE:
        return format_date(date.fromordinal(int(value)))
    if unit == TIME:
        return f"{int(value) // 60}時{int(value) % 60:02d}分"
    if unit == PERCENT:
        return f"{_decimal(Fraction(value) * 100)}%"
    if unit == MONTHS:
        years, months = divmod(int(value), 12)
        return (f"{years}年" if years else "") + (f"{months}か月" if months or not years else "")
    return f"{value:,}{unit}" if isinstance(value, int) else f"{_decimal(value)}{unit}"


def format_minutes(minutes: int) -> str:
    """「1時間30分」「45分」「42時間」; zero is 「0分」."""
    hours, rest = divmod(minutes, 60)
    return (f"{hours:,}時間" if hours else "") + (f"{rest}分" if rest or not hours else "")


def _decimal(value: Fraction) -> str:
    """At most two decimals, cut rather than rounded up, so that 79.996% is never shown as 80%."""
    whole, rest = divmod(abs(value), 1)
    decimals = f"{int(rest * 100):02d}".rstrip("0")
    sign = "-" if value < 0 else ""
    return f"{sign}{int(whole):,}" + (f".{decimals}" if decimals else "")
