"""A thousand cases of the rule, the same for every engine: minutes by name, about half of them within the bounds."""

import random

from scripts.benchmarks.anchor.plain import ROWS

COUNT = 1_000


def cases() -> list[dict[str, int]]:
    chance = random.Random(42)
    return [{row.name: _near(chance, row.low, row.high) for row in ROWS} for _ in range(COUNT)]


def _near(chance: random.Random, low: int, high: int | None) -> int:
    """Minutes around the bounds, on the quarter of an hour as timetables are."""
    top = low * 11 // 10 if high is None else high + (high - low) // 2
    return chance.randint(low * 9 // 10 // 15, top // 15) * 15
