"""Python in the browser: what it weighs, how soon its first verdict comes, and how light it stays."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial

from playwright.sync_api import sync_playwright
from yoken.rulebook import load

from scripts.benchmarks.environment import NPM, PUBLICODES
from scripts.benchmarks.parts.runtime import editing, start
from scripts.benchmarks.parts.runtime.chromium import Conditions
from scripts.benchmarks.parts.runtime.host import serving
from scripts.benchmarks.row import Row
from scripts.benchmarks.timetables import EXAMPLE, large
from scripts.steps.plain import ROOT
from scripts.steps.stamp import make

TITLE = "ブラウザーの中のPython"
STOCK = ROOT / "build/bench/stock"
SAME, NEWEST = start.SAME, start.NEWEST


def _lay_out_stock() -> None:
    """Stock Pyodide under its version, and our package beside it as it would be loaded there."""
    shutil.rmtree(STOCK, ignore_errors=True)
    for version, folder in ((SAME, ROOT / "node_modules/pyodide"), (NEWEST, NPM / "node_modules/pyodide")):
        shutil.copytree(folder, STOCK / version)
    shutil.copy(next((ROOT / "build/runtime").glob("yoken-????????????.zip")), STOCK / "yoken.zip")


def rows() -> Iterator[Row]:
    make(PUBLICODES)
    _lay_out_stock()
    book = load()
    example = book.examples[EXAMPLE]
    request = {"method": "check", "check": example.check, "facts": example.facts, "as_of": "2026-06-01"}
    page = ROOT / "scripts/benchmarks/parts/runtime/page"
    with (
        serving({"/": ROOT / "build/site", "/bench/": page, "/stock/": STOCK}) as address,
        sync_playwright() as driver,
    ):
        bench = start.Bench(driver, address, request)
        yield from start.sizes(bench)
        times = partial(start.times, bench)
        yield from times((SAME, NEWEST), Conditions(), "初判定まで（手元）", 0.38)
        yield from times((SAME, NEWEST), Conditions(line=True), "初判定まで（9 Mbit/s、60 ms）", 0.5)
        yield from times((SAME,), Conditions(quarter=True), "初判定まで（速さ4分の1）", None)
        yield from start.warm_times(bench, (SAME, NEWEST), 0.35)
        facts = large(book, 40)
        yield from editing.edits(driver, address, facts)
        yield from editing.kept(driver, address, facts)
        yield from editing.next_page(driver, address)
