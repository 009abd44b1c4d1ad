"""Every page as people see it: fits a phone, is accessible in both schemes, asks nobody else for anything."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.steps.browser import find
from tests.browser.theme import listening

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent.parent
SITE = ROOT / "build/site"
PAGES = sorted(path.parent.relative_to(SITE).as_posix() for path in SITE.rglob("index.html"))
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PHONE, DESK = {"width": 360, "height": 780}, {"width": 1440, "height": 900}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """A test's output is its findings."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module", params=[("light", DESK), ("dark", PHONE)], ids=["light desk", "dark phone"])
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    scheme, viewport = request.param
    context = chromium.new_context(color_scheme=scheme, viewport=viewport)
    yield context.new_page()
    context.close()


def test_the_site_is_built() -> None:
    assert len(PAGES) > 20


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_fits_its_screen_and_asks_nobody_else(page: Page, site: str, path: str) -> None:
    outside: list[str] = []
    page.on(
        "request",
        lambda sent: None if sent.url.startswith((site, "data:", "blob:")) else outside.append(sent.url),
    )
    page.goto(f"{site}{'' if path == '.' else path + '/'}")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    listening(page)
    page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found["violations"]] == []
    assert outside == []


def test_search_is_ours_and_answers_to_typing(page: Page, site: str) -> None:
    page.goto(site)
    listening(page)
    # The theme's shortcut; on a phone the field lies outside the screen until it is opened.
    page.keyboard.press("/")
    page.keyboard.type("2006-036")
    page.locator(".md-search-result__item a[href*='#2006-036']").first.wait_for()
    # The theme listens for keys, and inserted Japanese sends none.
    page.locator(".md-search__input").fill("")
    page.keyboard.insert_text("両立支援コーディネーター")
    page.keyboard.press("Shift")
    page.locator(".md-search-result__item a[href*='curricula/coordinator']").first.wait_for()


@pytest.mark.parametrize("allowed", [True, False], ids=["clipboard", "no clipboard"])
def test_a_mistake_is_reported_by_a_copied_text_and_nothing_is_sent(
    page: Page, site: str, allowed: bool
) -> None:
    page.goto(f"{site}clauses/notice-2006/#2006-036")
    write = "async (text) => { window.copied = text; }" if allowed else "() => Promise.reject()"
    page.evaluate(
        f"Object.defineProperty(navigator, 'clipboard', {{value: {{writeText: {write}}}, configurable: true}})"
    )
    sent: list[tuple[str, str]] = []
    page.on("request", lambda each: sent.append((each.method, each.url)))
    page.get_by_role("button", name="知らせる文を写す").click()
    if allowed:
        page.get_by_text("写しました。").wait_for()
        text = page.evaluate("window.copied")
    else:
        text = page.get_by_role("textbox", name="知らせる文").input_value()
    assert "2006の条文" in text
    assert "clauses/notice-2006/#2006-036" in text
    assert "規則の版：20" in text
    # Files of the site itself may still be loading; nothing carries the text.
    assert all(method == "GET" and url.startswith(site) and "?" not in url for method, url in sent)


def test_a_term_says_its_meaning_when_pointed_at_and_leads_to_the_glossary(page: Page, site: str) -> None:
    page.goto(f"{site}institutions/notice-2006/")
    term = page.locator("a.yk-term").first
    meaning = term.get_attribute("title") or term.get_attribute("aria-label") or ""
    term.focus()
    term.click()
    page.wait_for_url("**/about/glossary/#*")
    assert meaning == "" or page.locator(":target").inner_text().rstrip("#") in meaning


def test_a_wrong_address_is_answered_with_ways_on(page: Page, site: str) -> None:
    page.goto(f"{site}404.html")
    for target in ("clauses/", "curricula/", "check/"):
        link = page.locator(f"article a[href$='/{target}']").first
        assert link.is_visible()


@pytest.mark.parametrize("path", ["", "curricula/class-1/", "procedure/", "clauses/"])
def test_a_page_to_read_fetches_no_runtime_and_nothing_to_search_until_someone_does(
    page: Page, site: str, path: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url.removeprefix(site)))
    page.goto(site + path, wait_until="networkidle")
    listening(page)
    assert [each for each in asked if each.startswith("runtime/") or each.endswith("pages.json")] == []
    page.keyboard.press("/")
    page.keyboard.type("42時間")
    page.locator(".md-search-result__item").first.wait_for()
    assert [each for each in asked if each.endswith("pages.json")] == ["search/pages.json"]


@pytest.mark.parametrize("path", ["", "check/curriculum/"])
def test_the_words_are_shown_before_the_themes_script_is_asked_for(page: Page, site: str, path: str) -> None:
    page.goto(site + path)
    listening(page)
    shown, asked = page.evaluate(
        """() => [
          performance.getEntriesByName("first-contentful-paint")[0].startTime,
          performance.getEntriesByType("resource").find(({ name }) => name.includes("/javascripts/bundle.")).startTime,
        ]"""
    )
    assert shown < asked


def test_a_browser_that_tells_of_no_frame_searches_all_the_same(chromium: Browser, site: str) -> None:
    context = chromium.new_context()
    context.add_init_script("PerformanceObserver.prototype.observe = () => {}")
    page = context.new_page()
    page.goto(site)
    listening(page)
    page.keyboard.press("/")
    page.keyboard.type("2006-036")
    page.locator(".md-search-result__item a[href*='#2006-036']").first.wait_for()
    context.close()
