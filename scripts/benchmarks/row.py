"""One line of the table: what was measured, every repetition of it, and the target it is held against."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

REPEATED = 9


@dataclass(frozen=True, slots=True)
class Target:
    """The bound that the median has to keep."""

    sign: Literal["≤", "≥"]
    bound: float

    def kept(self, value: float) -> bool:
        return value <= self.bound if self.sign == "≤" else value >= self.bound


@dataclass(frozen=True, slots=True)
class Row:
    """`values` holds each repetition, at least `REPEATED` of them, or one value that does not vary (a number of bytes)."""

    name: str
    values: tuple[float, ...]
    unit: str
    target: Target | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if 1 < len(self.values) < REPEATED or not self.values:
            raise ValueError(f"{self.name}: {len(self.values)} repetitions, {REPEATED} are needed")

    @property
    def median(self) -> float:
        return median(self.values)


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> tuple[float, ...]:
    """Repetition by repetition: both were measured side by side, so what slowed one slowed the other."""
    return tuple(one / other for one, other in zip(ours, theirs, strict=True))
