"""What tests of the self-check page do again and again, in the words of a person using it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.theme import listening

ROOT = Path(__file__).parent.parent.parent
AXE = ROOT / "node_modules/axe-core/axe.min.js"
PATIENCE = 60_000
ROW = "2026/6/1\t9:30\t11:00\t\t障害特性と職業的課題\t講義\t対面\t講師A\tいいえ\tモデル科目\tすべて"

# Keeps what the live region of a page says, from the beginning.
HEARING = """
window.heard = [];
new MutationObserver((changes) => {
  for (const { target } of changes) {
    const region = (target instanceof Element ? target : target.parentElement)?.closest("[role=status]");
    if (region) heard.push(region.textContent);
  }
}).observe(document, { subtree: true, childList: true, characterData: true });
"""


def field(page: Page, row: int, column: str) -> Locator:
    return page.locator(f"#f-timetable-{row}-{column}")


def load_example(page: Page, example: str) -> None:
    page.get_by_text("記入例から始める").click()
    page.get_by_label("記入例", exact=True).select_option(example)
    page.get_by_role("button", name="記入例を読み込む").click()
    verdict(page)


def verdict(page: Page) -> Locator:
    counts = page.locator(".yk-report .yk-counts")
    counts.wait_for(timeout=PATIENCE)
    return counts


def drawn(page: Page) -> None:
    """Until what stands beside a verdict that is in sight is there too: it comes after the frame that shows the verdict."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(() => setTimeout(done))))")


def shows(page: Page, text: str) -> None:
    expect(page.locator(".yk-report .yk-counts")).to_contain_text(text)


def shows_not(page: Page, text: str) -> None:
    expect(page.locator(".yk-report .yk-counts")).not_to_contain_text(text)


def finding(page: Page, name: str) -> Locator:
    return page.locator(f'.yk-report [data-finding="{name}"]').first


def said(page: Page, text: str) -> None:
    """It was said since the page is there. The next sentence may have come meanwhile; a listener has heard both."""
    page.wait_for_function("text => heard.some((each) => each.includes(text))", arg=text, timeout=PATIENCE)


def faults(page: Page) -> list[Any]:
    """What axe finds on the page as it is."""
    listening(page)
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [(each["id"], [node["html"][:160] for node in each["nodes"]]) for each in found["violations"]]
