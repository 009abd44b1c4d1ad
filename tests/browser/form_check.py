"""What tests of the form checks do again and again, in the words of a person using them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 780}

both = pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])


def open_check(page: Page, origin: str, name: str) -> None:
    page.goto(f"{origin}check/{name}/")
    expect(page.locator("[data-headline]")).to_be_visible()


def question(page: Page, name: str) -> Locator:
    return page.locator(f'[data-question="answers/{name}"]')


def onward(page: Page) -> None:
    page.get_by_role("button", name="次へ").click()


def headline(page: Page, text: str) -> None:
    expect(page.locator("[data-headline]")).to_contain_text(text)


def load_example(page: Page, name: str) -> None:
    page.get_by_text("記入例から始める").click()
    page.locator("#yk-example").select_option(name)
    page.get_by_role("button", name="記入例を読み込む").click()
