"""Repetitions in turns: whatever else the machine does meanwhile falls on every candidate alike."""

import gc
import time
from collections.abc import Callable, Mapping

from scripts.benchmarks.row import REPEATED

Candidate = Callable[[], float]
"""Runs once and returns what was measured: seconds, mostly."""


def in_turns(candidates: Mapping[str, Candidate], times: int = REPEATED) -> dict[str, tuple[float, ...]]:
    """What each candidate measured in `times` rounds, in which each runs once, after a round that is not counted."""
    found: dict[str, list[float]] = {name: [] for name in candidates}
    for round_ in range(times + 1):
        for name, candidate in candidates.items():
            measured = candidate()
            if round_:
                found[name].append(measured)
    return {name: tuple(values) for name, values in found.items()}


def seconds(work: Callable[[], object]) -> Candidate:
    """A candidate that takes the time of `work`. What an earlier one left to be collected is not held against it."""

    def measured() -> float:
        gc.collect()
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return measured
