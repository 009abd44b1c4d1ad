"""Python in the page fails in the ways it can on the web: each is told, costs nothing typed, and 再試行 recovers."""

from __future__ import annotations

import hashlib
import json
import re
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

    def send_response(self, code: int, message: str | None = None) -> None:
        self.code = code
        super().send_response(code, message)

    def send_header(self, keyword: str, value: str) -> None:
        # As hosts are told to: a name that carries a hash is kept for ever, also where what came under it was broken.
        if (
            keyword == "Cache-Control"
            and self.code == 200
            and re.search("/runtime/.*(wasm|zip|gz)$", self.path)
        ):
            value = "max-age=31536000, immutable"
        super().send_header(keyword, value)

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


def one_wrong_byte(request: Breakable) -> None:
    if request.path.endswith(".gz"):
        missing(request)
        return
    content = bytearray(request.file())
    content[len(content) // 2] ^= 1
    request._send(bytes(content), serve.TYPES.get(Path(request.path).suffix, "application/zip"))


def of_another_build(request: Breakable) -> None:
    """A host that has the manifest of one build and, under its name, the library of another."""
    if request.path.endswith(".gz"):
        missing(request)
        return
    request._send(next((serve.SITE / "runtime").glob("python-*.zip")).read_bytes(), "application/zip")


def forbidden_by_policy(request: Breakable) -> None:
    request.send_response(200)
    request.send_header("Content-Type", serve.TYPES[".js"])
    request.send_header("Content-Security-Policy", "script-src 'self'")
    content = request.file()
    request.send_header("Content-Length", str(len(content)))
    request.end_headers()
    request.wfile.write(content)


def without_web_assembly(request: Breakable) -> None:
    request._send(b"delete self.WebAssembly;\n" + request.file(), serve.TYPES[".js"])


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


def published_with(change: Callable[[bytes], bytes]) -> dict[str, Callable[[Breakable], None]]:
    """A build whose library is another one: the manifest tells of it as of its own."""
    runtime = serve.SITE / "runtime"
    manifest = json.loads((runtime / "manifest.json").read_text("utf-8"))
    part = manifest["variants"]["trimmed"]["stdlib"]
    library = change((runtime / part["url"]).read_bytes())
    del part["packed"]
    part |= {"bytes": len(library), "sha256": hashlib.sha256(library).hexdigest()}
    return {
        "manifest.json": lambda request: request._send(json.dumps(manifest).encode(), serve.TYPES[".json"]),
        part["url"]: lambda request: request._send(library, "application/zip"),
    }


def without_a_module(library: bytes) -> bytes:
    """One module is there under a name that nobody asks for."""
    return library.replace(b"yoken/measures.pyc", b"yoken/mexsures.pyc")


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


UNREACHABLE = "必要なファイルを読み込めませんでした"
DIFFERENT = "届いたファイルの中身が違っています"
UNSUPPORTED = "このブラウザー、またはその設定では"


@pytest.mark.parametrize(
    ("ending", "fault", "told"),
    [
        ("pyodide.asm.wasm", missing, UNREACHABLE),
        ("pyodide.asm.wasm", web_page, DIFFERENT),
        ("pyodide.asm.wasm", cut_short, ""),
        ("pyodide.asm.wasm", broken_off, UNREACHABLE),
        ("pyodide.asm.wasm", one_wrong_byte, DIFFERENT),
        ("pyodide.asm.js", missing, UNREACHABLE),
        (".zip", missing, UNREACHABLE),
        (".zip", web_page, DIFFERENT),
        (".zip", one_wrong_byte, DIFFERENT),
        (".zip", of_another_build, DIFFERENT),
        ("manifest.json", missing, UNREACHABLE),
        ("manifest.json", web_page, DIFFERENT),
        ("yoken/worker.js", missing, UNREACHABLE),
        ("yoken/worker.js", forbidden_by_policy, UNSUPPORTED),
        ("yoken/worker.js", without_web_assembly, UNSUPPORTED),
    ],
)
def test_a_failed_start_is_told_and_trying_again_recovers_with_the_form_as_it_was(
    page: Page, address: str, ending: str, fault: Callable[[Breakable], None], told: str
) -> None:
    Breakable.faults = {ending: fault}
    page.goto(address)
    write_a_row(page)
    expect_failure(page)
    expect(page.locator("[data-reason]")).to_contain_text(told)
    Breakable.faults = {}
    page.get_by_role("button", name="再試行").click()
    expect_verdict(page)


def test_a_browser_without_module_workers_is_told_apart_from_a_broken_connection(
    page: Page, address: str
) -> None:
    page.add_init_script(
        "const Old = Worker; window.Worker = function (url, { name }) { return new Old(url, { name }); };"
    )
    page.goto(address)
    write_a_row(page)
    expect_failure(page)
    expect(page.locator("[data-reason]")).to_contain_text(UNSUPPORTED)


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
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    Breakable.faults = published_with(without_a_module)
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
