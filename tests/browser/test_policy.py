"""The pages' policy holds in a real browser: their own scripts run, and nothing has to be blocked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, sync_playwright

from scripts.steps import serve
from scripts.steps.browser import find
from tests.browser.theme import listening

pytestmark = pytest.mark.browser

PATHS = ["", "curricula/class-1/", "check/curriculum/", "clauses/notice-2006/"]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with ThreadingHTTPServer((serve.HOST, 0), partial(serve.Site, directory=str(serve.SITE))) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://{serve.HOST}:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find(), args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.mark.parametrize("path", PATHS)
def test_a_page_breaks_no_rule_of_its_own(chromium: Browser, address: str, path: str) -> None:
    page = chromium.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address + path)
    listening(page)
    page.wait_for_timeout(300)
    assert said == []
    # The theme's own inline script ran, and the element of the page's policy is there.
    assert page.evaluate("typeof __md_get") == "function"
    assert page.locator('meta[http-equiv="Content-Security-Policy"]').count() == 1
    page.close()


def test_a_script_that_is_not_the_pages_own_is_refused(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.goto(address)
    page.evaluate(
        "const s = document.createElement('script'); s.textContent = 'window.foreign = 1'; document.body.append(s)"
    )
    assert page.evaluate("window.foreign") is None
    page.close()
