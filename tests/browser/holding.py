"""What Python says is heard by the page only once the test lets it."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import Page

# For the page before its own scripts run.
HOLDING: Final = """
const { addEventListener } = Worker.prototype;
Worker.prototype.addEventListener = function (type, hear) {
  addEventListener.call(this, type, (event) => (window.held ? window.held.push(() => hear(event)) : hear(event)));
};
"""


def hold(page: Page) -> None:
    page.evaluate("window.held = []")


def let_go(page: Page) -> None:
    page.evaluate("window.held.forEach((hear) => hear()); window.held = undefined")
