"""The built site on a server of its own, and one Chromium a file."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

from scripts.steps import serve
from scripts.steps.browser import find
from tests.browser.form_check import PHONE
from tests.browser.self_check import HEARING, PATIENCE

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]

# A slow machine is no defect, and what comes soon is not waited for longer.
expect.set_options(timeout=PATIENCE)

Open = Callable[..., Page]


class Quiet(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes on before everything arrived leaves broken connections behind."""


@pytest.fixture(scope="session")
def origin() -> Iterator[str]:
    with Quiet((serve.HOST, 0), partial(serve.Site, directory=str(serve.SITE))) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://{serve.HOST}:{server.server_port}/"
        server.shutdown()


# A module's, not the session's: the driver cannot run twice in one process, and other files start their own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=find(), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor who was never here before."""
    visitor = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    visitor.add_init_script(HEARING)
    yield visitor
    visitor.close()


@pytest.fixture
def check_page(context: BrowserContext, origin: str) -> Iterator[Page]:
    """The self-check of 第1号. An error that the page's scripts throw fails the test."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{origin}check/curriculum/?training=class-1")
    page.locator("yk-self-check:defined").wait_for()
    yield page
    assert errors == []


@pytest.fixture
def screen() -> ViewportSize:
    """Tests that are about no size are run on a phone: there is the least room."""
    return PHONE


@pytest.fixture
def page(browser: Browser, screen: ViewportSize) -> Iterator[Page]:
    """A new visitor's page. Whatever its scripts or its policy complain of fails the test."""
    visitor = browser.new_context(viewport=screen, accept_downloads=True)
    visitor.add_init_script(HEARING)
    opened = visitor.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    assert opened.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    visitor.close()
    assert said == []
