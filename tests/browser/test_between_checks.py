"""From one check to the next: Python goes on, and the browser's own ways (address, back, title, focus) are as after any link."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.self_check import PATIENCE, load_example

FIRST, SECOND = "check/designated-institution/", "check/designated-instructors/"


def begun(page: Page, origin: str) -> list[str]:
    """A check with Python running, and the addresses asked for from then on."""
    page.goto(origin + FIRST)
    page.locator("[data-counts] .yk-count").first.wait_for(timeout=PATIENCE)
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    page.evaluate("window.stayed = true")
    return asked


def follow(page: Page, path: str) -> None:
    """A link as one of the drawer or of the text, wherever the present width shows it."""
    name = path.split("/")[1]
    page.locator(f'a[href$="{name}/"]').first.evaluate("link => link.click()")


def test_the_next_check_has_its_verdict_from_the_python_that_is_running(
    context: BrowserContext, origin: str
) -> None:
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    asked = begun(page, origin)
    follow(page, SECOND)
    expect(page).to_have_url(origin + SECOND)
    expect(page.locator("h1")).to_contain_text("講師")
    page.locator("[data-counts] .yk-count").first.wait_for(timeout=PATIENCE)
    assert page.evaluate("window.stayed") is True
    assert not [url for url in asked if "/runtime/" in url or url.endswith("worker.js")]
    assert "講師" in page.title()
    assert page.evaluate("document.activeElement.tagName") == "H1"
    assert errors == []


def test_back_leads_to_the_first_check_with_what_was_written(context: BrowserContext, origin: str) -> None:
    page = context.new_page()
    begun(page, origin)
    page.locator("#f-training input").first.check()
    title = page.title()
    page.evaluate("scrollTo(0, 300)")
    follow(page, SECOND)
    expect(page).to_have_url(origin + SECOND)
    page.go_back()
    expect(page).to_have_url(origin + FIRST)
    expect(page).to_have_title(title)
    expect(page.locator("#f-training input").first).to_be_checked()
    assert page.evaluate("window.stayed") is True
    page.go_forward()
    expect(page).to_have_url(origin + SECOND)
    expect(page.locator("yk-form-check")).to_have_count(1)


def test_every_kind_of_check_comes_to_life_after_another(context: BrowserContext, origin: str) -> None:
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    begun(page, origin)
    follow(page, "check/curriculum/")
    expect(page.locator("yk-self-check")).to_have_count(1)
    load_example(page, "class-1-complete")
    follow(page, FIRST)
    expect(page).to_have_url(origin + FIRST)
    page.locator("[data-counts] .yk-count").first.wait_for(timeout=PATIENCE)
    assert page.evaluate("window.stayed") is True
    assert page.locator("[role=status]").count() == 1
    assert errors == []


def test_a_page_that_cannot_be_fetched_is_left_to_the_browser(context: BrowserContext, origin: str) -> None:
    page = context.new_page()
    begun(page, origin)
    page.route(
        f"**/{SECOND}",
        lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_(),
    )
    follow(page, SECOND)
    expect(page).to_have_url(origin + SECOND)
    page.locator("[data-counts] .yk-count").first.wait_for(timeout=PATIENCE)
    assert page.evaluate("window.stayed") is None


def test_a_link_to_a_reading_page_is_a_link(context: BrowserContext, origin: str) -> None:
    page = context.new_page()
    begun(page, origin)
    page.locator('.yk-page a[href*="/sources/"]').first.click()
    expect(page.locator("h1")).to_contain_text("文書")
    assert page.evaluate("window.stayed") is None


def test_nothing_starts_before_a_touch_where_data_is_saved(context: BrowserContext, origin: str) -> None:
    context.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    page.goto(origin + FIRST)
    page.locator("yk-form-check:defined").wait_for()
    # Longer than the idle time after which the page would begin by itself.
    page.wait_for_timeout(4500)
    assert not [url for url in asked if "/runtime/" in url]
    page.locator("#f-training input").first.check()
    page.locator("[data-counts] .yk-count").first.wait_for(timeout=PATIENCE)


def frame(page: Page) -> str:
    return str(page.locator("main .md-grid").first.evaluate("grid => getComputedStyle(grid).maxWidth"))


def test_a_page_reached_from_another_has_its_own_frame(context: BrowserContext, origin: str) -> None:
    page = context.new_page()
    paths = [FIRST, "check/compare/", "check/curriculum/"]
    alone = []
    for path in paths:
        page.goto(origin + path)
        alone.append(frame(page))
    assert len(set(alone)) == len(paths)
    begun(page, origin)
    for path, width in [*zip(paths[1:], alone[1:], strict=True), (FIRST, alone[0])]:
        follow(page, path)
        expect(page).to_have_url(origin + path)
        expect(page.locator("main .md-grid").first).to_have_css("max-width", width)
    assert page.evaluate("window.stayed") is True
