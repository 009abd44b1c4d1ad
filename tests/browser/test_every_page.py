"""Every page that the site has, in light, in dark and in the colours a reader forces, and as large as a reader makes it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from scripts.steps import serve
from tests.browser.seeing import ASTRAY, CUT, SPACING, shut_out, too_wide

pytestmark = pytest.mark.browser

PAGES = sorted(path.relative_to(serve.SITE).as_posix() for path in serve.SITE.rglob("*.html"))


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    # As if every byte were paid for: no page starts Python before it is touched.
    context.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def bare_page(browser: Browser) -> Iterator[Page]:
    """Of a reader whose browser runs no scripts, or has not run them yet."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_without_scripts_a_page_is_no_wider_than_a_small_screen(
    bare_page: Page, origin: str, path: str
) -> None:
    bare_page.goto(f"{origin}{path.removesuffix('index.html')}")
    assert too_wide(bare_page) <= 0


@pytest.mark.parametrize("path", PAGES)
def test_nobody_is_shut_out(page: Page, origin: str, path: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{origin}{path.removesuffix('index.html')}")
    assert shut_out(page) == {}
    # 1280 pixels enlarged to 400 %.
    page.set_viewport_size({"width": 320, "height": 256})
    assert too_wide(page) <= 0
    assert page.evaluate(ASTRAY) == []
    page.evaluate(SPACING)
    assert too_wide(page) <= 0
    assert page.evaluate(CUT) == []
