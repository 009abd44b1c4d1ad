"""The providers compared as bars: runs a year, places a run, hours. A figure the document does not give has no bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from yoken.units import parse_duration

TRAININGS = {"visiting": "訪", "in-house": "企"}


@dataclass(frozen=True)
class Bar:
    """`kind` names the colour: a training, or `both` where one figure is for both together or for either."""

    kind: str
    value: Fraction
    label: str


@dataclass(frozen=True)
class Row:
    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Picture:
    id: str
    title: str
    rows: tuple[Row, ...]

    @property
    def scale(self) -> Fraction:
        return max(bar.value for row in self.rows for bar in row.bars)


def pictures(providers: Sequence[Mapping[str, Any]]) -> tuple[Picture, ...]:
    return tuple(
        Picture(name, title, tuple(Row(each["name"], tuple(bars(each))) for each in providers))
        for name, title, bars in (
            ("runs", "年間の回数", runs),
            ("capacity", "1回の定員（程度）", capacity),
            ("hours", "研修時間", hours),
        )
    )


def runs(provider: Mapping[str, Any]) -> list[Bar]:
    return [
        Bar(training, Fraction(count), f"{TRAININGS[training]}{count}回")
        for training, count in provider.get("runs_per_year", {}).items()
    ]


def capacity(provider: Mapping[str, Any]) -> list[Bar]:
    split = [
        Bar(training, Fraction(people), f"{TRAININGS[training]}{people}人")
        for training, people in provider.get("capacity", {}).items()
    ]
    places = [
        Bar("both", Fraction(people), f"{place}{people}人（訪・企の合計）")
        for place, people in provider.get("capacity_by_place", {}).items()
    ]
    if "capacity_undivided" in provider:
        people = provider["capacity_undivided"]
        return [Bar("both", Fraction(people), f"{people}人（訪・企の別の記載なし）")]
    return split + places


def hours(provider: Mapping[str, Any]) -> list[Bar]:
    minutes = parse_duration(provider["hours"])
    if minutes is None:
        raise ValueError(f"providers.yml: {provider['id']}: hours is no length of time")
    return [Bar("both", Fraction(minutes), f"{provider['hours']}（{provider['span']}）")]
