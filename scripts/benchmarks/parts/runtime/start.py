"""From `new Worker` to the first verdict: ours and stock Pyodide, from the same page of the same host."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Playwright

from scripts.benchmarks.parts.runtime.chromium import Conditions, opened
from scripts.benchmarks.parts.runtime.host import Encoding, Host
from scripts.benchmarks.row import Row, Target, ratios
from scripts.benchmarks.timing import in_turns

OURS, SAME, NEWEST = "ours", "0.29.5", "314.0.7"
# The visit before a second one: a person changes a few things and reads. A browser keeps what it compiled once code has been
# used for a while, and only after seconds without anything new to compile.
CHANGES, BETWEEN, REST = 20, 300, 6_000

READY = "async () => { while (!globalThis.firstVerdict) await new Promise((go) => setTimeout(go, 5)) }"


@dataclass(frozen=True, slots=True)
class Bench:
    """Where candidates are started, and what they are asked."""

    driver: Playwright
    address: str
    request: Any


def first_verdict(
    bench: Bench, candidate: str, conditions: Conditions, profile: Path, *, stays: bool = False
) -> float:
    """Milliseconds. `stays`: whether the person goes on after it."""
    with opened(bench.driver, profile, conditions) as page:
        page.goto(f"{bench.address}bench/")
        page.evaluate(READY)
        Host.sent.clear()
        found = page.evaluate(
            "([candidate, request]) => firstVerdict(candidate, request)", [candidate, bench.request]
        )
        if found["status"] != "judgement":
            raise RuntimeError(f"{candidate}: {found}")
        if stays:
            for _ in range(CHANGES):
                page.evaluate("askAgain()")
                page.wait_for_timeout(BETWEEN)
            page.wait_for_timeout(REST)
        return float(found["milliseconds"])


def cold(bench: Bench, candidate: str, conditions: Conditions) -> float:
    with tempfile.TemporaryDirectory(prefix="yoken-bench-", ignore_cleanup_errors=True) as profile:
        return first_verdict(bench, candidate, conditions, Path(profile))


def sizes(bench: Bench) -> Iterator[Row]:
    """What goes over the wire up to the first verdict. On a line of some length: without one, what the browser breaks off
    has been sent before it can."""
    sent: dict[tuple[str, Encoding], int] = {}
    encodings: tuple[tuple[Encoding, str], ...] = (("br", "Brotli"), ("gzip", "gzip"), ("", "圧縮なし"))
    for encoding, _ in encodings:
        Host.encoding = encoding
        for candidate in (OURS, SAME, NEWEST):
            cold(bench, candidate, Conditions(line=True))
            sent[candidate, encoding] = sum(Host.sent.values())
    Host.encoding = "br"
    for encoding, name in encodings:
        mine = sent[OURS, encoding]
        yield Row(f"初判定までのバイト数（{name}）", (mine / 1e6,), "MB")
        for other in (SAME, NEWEST):
            target = Target("≤", 0.62) if encoding == "br" else None
            theirs = sent[other, encoding]
            yield Row(
                f"  標準の{other}に対する比（{name}）",
                (mine / theirs,),
                "倍",
                target,
                f"標準 {theirs / 1e6:.2f} MB",
            )


def times(
    bench: Bench, others: tuple[str, ...], conditions: Conditions, name: str, bound: float | None
) -> Iterator[Row]:
    """Cold: each time with a new profile."""
    yield from _compared(
        name, {each: partial(cold, bench, each, conditions) for each in (OURS, *others)}, bound
    )


def warm_times(bench: Bench, others: tuple[str, ...], bound: float) -> Iterator[Row]:
    """With all files in the browser's cache: the round that is not counted has filled it."""
    profiles = {each: Path(tempfile.mkdtemp(prefix="yoken-bench-")) for each in (OURS, *others)}
    candidates = {
        each: partial(first_verdict, bench, each, Conditions(), profile, stays=True)
        for each, profile in profiles.items()
    }
    try:
        yield from _compared("二度目からの初判定（手元）", candidates, bound)
    finally:
        for profile in profiles.values():
            shutil.rmtree(profile, ignore_errors=True)


def _compared(name: str, candidates: Mapping[str, Callable[[], float]], bound: float | None) -> Iterator[Row]:
    found = in_turns(candidates)
    yield Row(name, found[OURS], "ms")
    for other, theirs in found.items():
        if other != OURS:
            yield Row(f"  標準の{other}", theirs, "ms")
            target = Target("≤", bound) if bound else None
            yield Row(f"  標準の{other}に対する比", ratios(found[OURS], theirs), "倍", target)
