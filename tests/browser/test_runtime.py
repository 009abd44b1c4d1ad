"""Python in the page fails in the ways it can on the web: each is told, costs nothing typed, and 再試行 recovers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from scripts.steps import serve
from scripts.steps.browser import find

pytestmark = pytest.mark.browser

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
SUBJECT = "ケース会議"
SLOW = 60_000


class Breakable(serve.Site):
    """The site as it is served, with faults by the end of an address."""

    faults: ClassVar[dict[str, Callable[[Breakable], None]]] = {}
    impatient = False
    """Lets the page give up after seconds instead of a minute."""

    def do_GET(self) -> None:
        # A packed copy fails with the file it stands for.
        path = self.path.partition("?")[0].removesuffix(".gz")
        for ending, fault in Breakable.faults.items():
            if path.endswith(ending):
                # The browser ends a request that it has given up.
                with suppress(ConnectionError):
                    fault(self)
                return
        page = self._page()
        if page is not None and Breakable.impatient:
            content = page.read_bytes().replace(b"<yk-self-check ", b'<yk-self-check data-patience="4" ')
            self._send(content, serve.TYPES[".html"])
            return
        super().do_GET()

    def file(self) -> bytes:
        return Path(self.translate_path(self.path)).read_bytes()


class Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that is closed, or that gives a request up, leaves a broken connection behind."""


def missing(request: Breakable) -> None:
    request.send_error(404)


def web_page(request: Breakable) -> None:
    """What a captive portal or a company's proxy sends."""
    request._send(b"<!doctype html><title>Login</title>", "text/html")


def cut_short(request: Breakable) -> None:
    request._send(request.file()[:100_000], "application/wasm")


def broken_off(request: Breakable) -> None:
    content = request.file()
    request.send_response(200)
    request.send_header("Content-Type", "application/wasm")
    request.send_header("Content-Length", str(len(content)))
    request.end_headers()
    request.wfile.write(content[:100_000])
    request.wfile.flush()
    request.close_connection = True


def stalled(request: Breakable) -> None:
    """Answers, sends a little, and then nothing."""
    content = request.file()
    request.send_response(200)
    request.send_header("Content-Type", "application/wasm")
    request.send_header("Content-Length", str(len(content)))
    request.end_headers()
    request.wfile.write(content[:100_000])
    request.wfile.flush()
    threading.Event().wait(20)


def without_a_module(request: Breakable) -> None:
    """The same archive with one module under a name that nobody asks for."""
    if request.path.endswith(".gz"):
        missing(request)
        return
    content = request.file().replace(b"yoken/measures.pyc", b"yoken/mexsures.pyc")
    request._send(content, "application/zip")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with Quiet((serve.HOST, 0), partial(Breakable, directory=str(serve.SITE))) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://{serve.HOST}:{server.server_port}/check/curriculum/"
        server.shutdown()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    # A context of its own, so that no test finds the runtime of another in the browser's cache.
    context = chromium.new_context()
    yield context.new_page()
    context.close()
    Breakable.faults, Breakable.impatient = {}, False


def write_a_row(page: Page) -> None:
    page.locator("#f-timetable-1-subject").fill(SUBJECT)
    page.locator("#f-timetable-1-minutes").fill("90分")


def expect_failure(page: Page) -> None:
    failed = page.locator("[data-failed]")
    expect(failed).to_be_visible(timeout=SLOW)
    expect(failed).to_contain_text("入力した内容はそのまま残っています")
    expect(failed).to_contain_text("yoken check")
    expect(page.locator("yk-self-check [role=status]")).to_contain_text("判定できません")
    expect(page.locator("#f-timetable-1-subject")).to_have_value(SUBJECT)


def expect_verdict(page: Page) -> None:
    expect(page.locator("[data-counts]")).to_be_visible(timeout=SLOW)
    expect(page.locator("[data-failed]")).to_be_hidden()
    expect(page.locator("#f-timetable-1-subject")).to_have_value(SUBJECT)


@pytest.mark.parametrize(
    ("ending", "fault"),
    [
        ("pyodide.asm.wasm", missing),
        ("pyodide.asm.wasm", web_page),
        ("pyodide.asm.wasm", cut_short),
        ("pyodide.asm.wasm", broken_off),
        ("pyodide.asm.js", missing),
        (".zip", missing),
        (".zip", web_page),
        ("manifest.json", missing),
        ("manifest.json", web_page),
        ("worker.js", missing),
    ],
)
def test_a_failed_start_is_told_and_trying_again_recovers_with_the_form_as_it_was(
    page: Page, address: str, ending: str, fault: Callable[[Breakable], None]
) -> None:
    Breakable.faults = {ending: fault}
    page.goto(address)
    write_a_row(page)
    expect_failure(page)
    Breakable.faults = {}
    page.get_by_role("button", name="再試行").click()
    expect_verdict(page)


def test_a_start_that_stops_without_a_word_is_given_up(page: Page, address: str) -> None:
    Breakable.faults, Breakable.impatient = {"pyodide.asm.wasm": stalled}, True
    page.goto(address)
    write_a_row(page)
    expect_failure(page)
    expect(page.locator("[data-failed]")).to_contain_text("応答がありません")
    Breakable.faults = {}
    page.get_by_role("button", name="再試行").click()
    expect_verdict(page)


def test_what_is_typed_after_a_failure_does_not_start_python_by_itself(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url) if sent.url.endswith("manifest.json") else None)
    Breakable.faults = {"manifest.json": missing}
    page.goto(address)
    write_a_row(page)
    expect_failure(page)
    before = len(asked)
    page.locator("#f-timetable-1-instructors").press_sequentially("講師A")
    page.wait_for_timeout(500)
    assert len(asked) == before


def test_the_whole_library_takes_over_where_the_trimmed_one_lacks_a_module(page: Page, address: str) -> None:
    manifest = (serve.SITE / "runtime/manifest.json").read_text("utf-8")
    assert "yoken-python-" in manifest
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    name = next((serve.SITE / "runtime").glob("yoken-python-*.zip")).name
    Breakable.faults = {name: without_a_module}
    page.goto(address)
    write_a_row(page)
    expect_verdict(page)
    assert any("/runtime/python-" in url for url in asked)


def test_progress_is_told_in_words_and_bytes(page: Page, address: str) -> None:
    Breakable.faults = {"pyodide.asm.wasm": stalled}
    page.goto(address)
    write_a_row(page)
    stage = page.locator("[data-stage]")
    expect(stage).to_contain_text("判定のしくみを読み込んでいます（")
    expect(stage).to_contain_text("MB")
    expect(page.get_by_role("progressbar")).to_be_visible()
