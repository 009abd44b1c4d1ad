"""A whole journey under record: every request that a server saw, and all that the browser keeps afterwards."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.steps import serve
from tests.browser.conftest import Quiet
from tests.browser.self_check import HEARING, load_example, said

pytestmark = pytest.mark.browser

SLOW = 60_000
# A name, and a mark that survives every way of writing it.
TYPED = ("山田秘密子", "ZQX77MARK19BLUEHERON")
# What the same would look like in a query, in a body or in a header.
FORMS = [
    form
    for word in TYPED
    for form in (
        word,
        quote(word),
        word.encode("unicode_escape").decode(),
        *(base64.b64encode((" " * shift + word).encode()).decode()[4:-4] for shift in range(3)),
    )
]
STORED = """async () => {
  const found = [document.cookie, ...Object.entries(localStorage).flat()];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) found.push(request.url, await (await cache.match(request)).text());
  }
  for (const { name } of await indexedDB.databases()) found.push(`indexedDB: ${name}`);
  return found;
}"""


@dataclass
class Record:
    """What came to the server, and what the browser says that it asked for and heard."""

    arrived: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)


RECORD = Record()


class Recording(serve.Site):
    def parse_request(self) -> bool:
        understood = super().parse_request()
        if understood:
            RECORD.arrived.append((self.command, self.path, dict(self.headers)))
        return understood


@pytest.fixture
def root() -> Iterator[str]:
    with Quiet((serve.HOST, 0), partial(Recording, directory=str(serve.SITE))) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://{serve.HOST}:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    visitor = browser.new_context(
        viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    visitor.add_init_script("window.print = () => {};")
    visitor.add_init_script(HEARING)
    visitor.on("request", lambda request: RECORD.asked.append(request.url))
    visitor.on("console", lambda message: RECORD.console.append(message.text))
    opened = visitor.new_page()
    opened.on("websocket", lambda socket: RECORD.asked.append(socket.url))
    yield opened
    visitor.close()


def make_a_file(page: Page) -> None:
    with page.expect_download(timeout=SLOW):
        page.get_by_role("button", name="いまの内容を Excel に").click()


def test_what_is_typed_on_a_whole_journey_is_in_no_request_and_nothing_that_stays(
    page: Page, root: str
) -> None:
    name, mark = TYPED
    page.goto(root)
    page.goto(f"{root}check/curriculum/?training=class-1")
    page.locator("yk-self-check:defined").wait_for()
    load_example(page, "class-1-complete")
    page.locator("#f-timetable-1-instructors").fill(f"{name}、{mark}")
    page.locator("#f-timetable-2-start").fill(mark)
    page.locator("#f-timetable-2-start").press("Tab")
    expect(page.locator("[data-problems]")).to_contain_text(mark)
    make_a_file(page)

    page.goto(f"{root}check/notice-2006-institution/")
    expect(page.locator("[data-headline]")).to_be_visible()

    page.goto(f"{root}check/designated-instructors/")
    page.get_by_label("訪問型職場適応援助者養成研修").check()
    page.get_by_role("button", name="時間割の講師を入れる").click()
    expect(page.locator("[data-person] input[data-path$='/name'] >> visible=true").first).not_to_have_value(
        ""
    )
    page.locator("[data-person] input[data-path$='/notes']").first.fill(f"{name}の経歴 {mark}")
    expect(page.locator("[data-headline]")).to_be_visible()

    page.get_by_role("button", name="共有リンクを写す", exact=True).click()
    said(page, "共有リンクを写しました")
    link = page.evaluate("navigator.clipboard.readText()")
    page.get_by_role("button", name="点検の記録を印刷する").click()
    expect(page.locator(".yk-print-sheet h1")).to_contain_text("点検の記録")
    # Whoever gets the link goes on from there: the next request may tell where it comes from.
    page.goto("about:blank")
    page.goto(link)
    said(page, "共有リンクの内容を開きました")
    page.get_by_role("link", name="ほかの点検").click()
    page.wait_for_url(f"{root}check/")

    assert mark in page.evaluate("sessionStorage.getItem('yoken/draft/1')")
    assert len(RECORD.arrived) > 100
    assert [url for url in RECORD.asked if not url.startswith((root, "blob:", "about:", "data:"))] == []
    assert {method for method, _, _ in RECORD.arrived} == {"GET"}
    assert [
        headers for _, _, headers in RECORD.arrived if headers.keys() & {"Content-Length", "Cookie"}
    ] == []
    # A script or a style may name itself; no page is named, not even to its own server.
    referrers = {headers["Referer"] for _, _, headers in RECORD.arrived if "Referer" in headers}
    assert [each for each in referrers if not each.endswith((".js", ".css"))] == []
    seen = [text for _, path, headers in RECORD.arrived for text in (path, *headers.values())]
    seen += [url.partition("#")[0] for url in RECORD.asked]
    kept = page.evaluate(STORED)
    found = {
        form: text[:200]
        for form in FORMS
        for text in [*seen, *RECORD.console, *kept, page.url]
        if form in text
    }
    assert found == {}
    # The link carries it behind the #, which no request has.
    assert "#facts=" in link
    assert [text for text in seen if "facts=" in text] == []
    assert page.context.cookies() == []
