"""Repetitions in turns: whatever else the machine does meanwhile falls on every candidate alike."""

import gc
import time
from collections.abc import Callable, Mapping

from scripts.benchmarks.row import REPEATED


def in_turns(
    candidates: Mapping[str, Callable[[], object]], times: int = REPEATED
) -> dict[str, tuple[float, ...]]:
    """Seconds of each candidate, `times` rounds in which each runs once, after one round that is not counted."""
    found: dict[str, list[float]] = {name: [] for name in candidates}
    for round_ in range(times + 1):
        for name, candidate in candidates.items():
            seconds = once(candidate)
            if round_:
                found[name].append(seconds)
    return {name: tuple(values) for name, values in found.items()}


def once(candidate: Callable[[], object]) -> float:
    """Seconds of one run. What an earlier one left to be collected is not held against this one."""
    gc.collect()
    start = time.perf_counter()
    candidate()
    return time.perf_counter() - start
