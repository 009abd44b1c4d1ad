"""On the check's own page: from an edit to the verdict, what a thousand edits leave behind, and the next page's verdict."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles
from typing import Any

from playwright.sync_api import Page, Playwright

from scripts.benchmarks.parts.runtime.chromium import Conditions, memory, opened
from scripts.benchmarks.row import REPEATED, Row, Target
from scripts.steps.plain import ROOT

PATIENCE = 120_000
EDITS = 40
SCRIPT = Path(__file__).with_name("page") / "editing.js"
# Longer than any verdict takes; what is between two pages is the click itself.
NEXT = """name => new Promise((settle) => {
  const began = performance.now();
  const seen = new MutationObserver(() => {
    if (!location.pathname.includes(name) || !document.querySelector("[data-counts] .yk-count")) return;
    seen.disconnect();
    settle(performance.now() - began);
  });
  seen.observe(document.body, { subtree: true, childList: true });
  document.querySelector(`a[href$="${name}/"]`).click();
})"""


def _begin(page: Page, address: str, facts: dict[str, Any], folder: Path) -> None:
    """The check with a whole timetable opened from a file, as a person would."""
    page.goto(f"{address}check/curriculum/?training=class-1")
    saved = folder / "facts.json"
    saved.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
    page.locator("input[type=file][data-act=open]").first.set_input_files(saved)
    page.locator(".yk-report .yk-counts").wait_for(timeout=PATIENCE)
    page.evaluate(SCRIPT.read_text("utf-8"))
    # Until the engine has compiled what it runs most.
    page.evaluate("edits(10)")


def edits(driver: Playwright, address: str, facts: dict[str, Any]) -> Iterator[Row]:
    for quarter, name, bound in ((False, "", 16), (True, "、速さ4分の1", 60)):
        with tempfile.TemporaryDirectory(prefix="yoken-bench-", ignore_cleanup_errors=True) as folder:
            profile = Path(folder) / "profile"
            with opened(driver, profile, Conditions(quarter=quarter)) as page:
                _begin(page, address, facts, Path(folder))
                rounds = [page.evaluate(f"edits({EDITS})") for _ in range(REPEATED)]
        half, high = zip(*(_quantiles(each["found"]) for each in rounds), strict=True)
        yield Row(f"編集から判定の表示まで（40コマ{name}）p50", half, "ms")
        yield Row("  p95", high, "ms", Target("≤", bound))
        yield Row(
            "  画面の側のいちばん長い仕事（50 ms 未満は 0）",
            tuple(each["longest"] for each in rounds),
            "ms",
            Target("≤", 50),
        )


def _quantiles(values: list[float]) -> tuple[float, float]:
    parts = quantiles(values, n=20)
    return parts[9], parts[18]


def kept(driver: Playwright, address: str, facts: dict[str, Any]) -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="yoken-bench-", ignore_cleanup_errors=True) as folder:
        profile = Path(folder) / "profile"
        with opened(driver, profile, Conditions()) as page:
            _begin(page, address, facts, Path(folder))
            before = memory(page, profile)
            page.evaluate("edits(990)")
            after = memory(page, profile)
        request = Path(folder) / "request.json"
        asked = {"method": "check", "check": "notice-2006/curriculum", "facts": facts, "as_of": "2026-06-01"}
        request.write_text(json.dumps(asked, ensure_ascii=False), encoding="utf-8")
        command: list[str | Path] = [
            "node",
            Path(__file__).with_name("memory.mjs"),
            ROOT / "build/runtime",
            request,
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    (taken, objects), (taken_after, objects_after) = json.loads(done.stdout.splitlines()[-1])
    within = Target("≤", 1.1)
    yield Row("Pythonのメモリー：10回の編集のあと", (taken,), "MB")
    yield Row("  1,000回のあと", (taken_after,), "MB")
    yield Row("  比", (taken_after / taken,), "倍", within)
    yield Row("  使っているオブジェクトの数の比", (objects_after / objects,), "倍", within)
    # With what the browser compiled meanwhile and has not given back.
    yield Row("ページとPythonのプロセス全体：10回のあと", (before,), "MB")
    yield Row("  1,000回のあと", (after,), "MB")


def next_page(driver: Playwright, address: str) -> Iterator[Row]:
    found: list[float] = []
    with (
        tempfile.TemporaryDirectory(prefix="yoken-bench-", ignore_cleanup_errors=True) as profile,
        opened(driver, Path(profile), Conditions()) as page,
    ):
        page.goto(f"{address}check/designated-institution/")
        page.locator("[data-counts] .yk-count").first.wait_for(timeout=PATIENCE)
        page.evaluate("globalThis.stayed = true")
        for at in range(REPEATED + 1):
            name = ("designated-instructors", "designated-institution")[at % 2]
            found.append(float(page.evaluate(NEXT, name)))
        if not page.evaluate("globalThis.stayed"):
            raise RuntimeError("the page was left")
    yield Row("二つ目のページの初判定（最初の一度）", (found[0],), "ms", Target("≤", 150))
    yield Row("  そのあとの行き来", tuple(found[1:]), "ms", Target("≤", 150))
