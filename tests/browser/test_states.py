"""Every state that a check's page can be in, for those who see little, see otherwise or do not see: names, sizes, contrast, reflow."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.browser.seeing import COLOURS, CUT, FRAME, SPACING, shut_out, too_wide, ways
from tests.browser.self_check import PATIENCE, drawn, field

pytestmark = pytest.mark.browser

PLAN = "check/curriculum/?training=class-1"
INSTITUTION = "check/designated-institution/"
INSTRUCTORS = "check/designated-instructors/"
DESK: ViewportSize = {"width": 1280, "height": 800}
ENLARGED: ViewportSize = {"width": 320, "height": 256}
"""1280 pixels at 400 %."""

# The marks by which a control is known have three to one against what is behind them: WCAG 1.4.11.
FAINT = """(colours) => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgb = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const light = (colour) => {
    const [r, g, b] = colour.map((part) => linear(part / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [low, high] = [light(rgb(one)), light(rgb(other))].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (rgb(colour)[3] === 255) return colour;
    }
    return "white";
  };
  return [...document.querySelectorAll("article :is(input, select, textarea, .yk-button, .yk-tool)")]
    .filter((each) => each.checkVisibility() && !each.disabled && !each.matches(".yk-vh, .yk-vh *"))
    .filter((each) => {
      const style = getComputedStyle(each);
      const ground = behind(each.parentElement);
      const marks = [style.borderTopColor, behind(each), each.checked ? style.color : style.borderTopColor];
      return Math.max(...marks.map((mark) => ratio(mark, ground))) < 3;
    })
    .map((each) => each.outerHTML.slice(0, 120));
}"""


# The radio that switches the colours is drawn by its label.
IN_SIGHT = """each => each.matches(".md-option")
  || (each.checkVisibility({visibilityProperty: true}) && each.getBoundingClientRect().left >= -1)"""


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=DESK, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def page(visitor: BrowserContext) -> Page:
    return visitor.new_page()


def everybody(page: Page) -> None:
    """The page in the state it is in: by axe in every way of showing it, and enlarged until a line has twenty letters."""
    assert shut_out(page) == {}
    for name in ways(page):
        if name != "forced colours":
            assert page.evaluate(FAINT) == [], name
    page.set_viewport_size(ENLARGED)
    page.evaluate(SPACING)
    assert too_wide(page) <= 0
    assert page.evaluate(CUT) == []


def example(page: Page) -> None:
    progress = page.locator("[data-progress]")
    before = progress.all_inner_texts()
    if page.locator("details:has(> * #yk-example), details:has(#yk-example)").count():
        page.get_by_text("記入例から始める").click()
    page.get_by_role("button", name="記入例を読み込む").click()
    page.locator(".yk-report .yk-counts").first.wait_for(state="attached", timeout=PATIENCE)
    # A form has a verdict before anything is answered.
    if before:
        expect(progress).not_to_have_text(before[0])
    drawn(page)


def ready(page: Page, origin: str, address: str) -> None:
    page.goto(f"{origin}{address}")
    page.locator("yk-runtime-status[data-state=ready]").wait_for(state="attached", timeout=PATIENCE)
    if page.locator("yk-form-check").count():
        expect(page.locator("[data-headline]")).to_be_visible()


@pytest.mark.parametrize("address", [PLAN, INSTITUTION, INSTRUCTORS])
def test_while_it_starts(page: Page, origin: str, address: str) -> None:
    # Asked for, and never answered.
    page.route("**/pyodide.asm.wasm", lambda route: None)
    page.goto(f"{origin}{address}")
    page.locator("article input").first.focus()
    expect(page.get_by_role("progressbar", name="判定の準備の進み具合")).to_be_visible()
    everybody(page)


@pytest.mark.parametrize("address", [PLAN, INSTITUTION])
def test_after_a_failed_start(page: Page, origin: str, address: str) -> None:
    page.route("**/runtime/*.manifest.json", lambda route: route.fulfill(status=404))
    page.goto(f"{origin}{address}")
    expect(page.locator("[data-failed]")).to_be_visible()
    page.locator("[data-failed] summary").click()
    expect(page.get_by_role("button", name="再試行")).to_be_visible()
    everybody(page)


@pytest.mark.parametrize("address", [PLAN, INSTITUTION, INSTRUCTORS])
def test_ready_and_empty(page: Page, origin: str, address: str) -> None:
    ready(page, origin, address)
    everybody(page)


@pytest.mark.parametrize("address", [PLAN, INSTITUTION, INSTRUCTORS, "check/notice-2006-calendar/"])
def test_with_a_verdict_and_everything_unfolded(page: Page, origin: str, address: str) -> None:
    ready(page, origin, address)
    example(page)
    mode = page.get_by_role("button", name="すべての質問を見る")
    if mode.is_visible():
        mode.click()
    page.evaluate(
        "document.querySelectorAll('article details:not([data-menu])').forEach((each) => { each.open = true; })"
    )
    everybody(page)


def test_with_what_could_not_be_read(page: Page, origin: str) -> None:
    ready(page, origin, PLAN)
    for column, text in {"date": "きのう", "start": "25:00", "subject": "ない科目"}.items():
        field(page, 1, column).fill(text)
    field(page, 1, "subject").press("Tab")
    expect(page.locator("#yk-problems li")).to_have_count(3)
    everybody(page)


def test_with_a_rows_menu_and_its_contents_open(page: Page, origin: str) -> None:
    ready(page, origin, PLAN)
    example(page)
    page.locator("tbody .yk-row details.yk-topics > summary").first.click()
    assert shut_out(page) == {}
    page.locator("tbody .yk-row details.yk-menu > summary").first.click()
    # An open menu lies over fields, and closes by itself: only its own sizes count.
    for item in page.locator("details[open] .yk-menu__list button").all():
        box = item.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24
    assert shut_out(page, run=FRAME) == {}


def test_with_drafts_and_a_conflict_between_tabs(visitor: BrowserContext, page: Page, origin: str) -> None:
    ready(page, origin, PLAN)
    page.get_by_label("この端末に保存し").check()
    page.get_by_role("button", name="新しい下書きを始める").click()
    expect(page.locator("[data-drafts] li")).to_have_count(2)
    assert shut_out(page) == {}
    other = visitor.new_page()
    other.goto(f"{origin}{PLAN}")
    other.locator("yk-keep:defined").wait_for()
    field(other, 1, "subject").fill("ケース会議")
    expect(page.locator("[data-behind]")).to_be_visible()
    everybody(page)


def test_with_the_forms_to_fill_in(page: Page, origin: str) -> None:
    ready(page, origin, "check/notice-2006-application/")
    page.get_by_label("第1号職場適応援助者養成研修").check()
    page.get_by_text("様式だけに書くこと").click()
    everybody(page)


@pytest.mark.parametrize("address", [PLAN, INSTITUTION])
def test_with_the_sites_own_menu_open(page: Page, origin: str, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    ready(page, origin, address)
    button = page.get_by_role("button", name="メニュー")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.focus()
    page.keyboard.press("Space")
    expect(button).to_have_attribute("aria-expanded", "true")
    # Whatever takes the focus next is in sight.
    for _ in range(12):
        page.keyboard.press("Tab")
        # The search opens when its field has the focus, and takes a moment.
        for _ in range(PATIENCE // 100):
            if page.locator("*:focus").evaluate(IN_SIGHT):
                break
            page.wait_for_timeout(100)
        assert page.locator("*:focus").evaluate(IN_SIGHT), page.locator("*:focus").evaluate(
            "each => each.outerHTML"
        )
    assert shut_out(page) == {}
    page.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()


@pytest.mark.parametrize(
    ("address", "controls"),
    [
        (
            PLAN,
            (".yk-button:not(.yk-button--quiet)", ".yk-button--quiet", ".yk-tool:enabled", "article summary"),
        ),
        (INSTRUCTORS, (".yk-about a",)),
    ],
)
def test_under_the_pointer_every_control_keeps_its_contrast(
    page: Page, origin: str, address: str, controls: tuple[str, ...]
) -> None:
    ready(page, origin, address)
    example(page)
    for name in controls:
        control = page.locator(f"{name} >> visible=true").first
        control.evaluate("each => each.scrollIntoView({block: 'center'})")
        control.hover()
        assert shut_out(page, run=COLOURS) == {}, name


def test_who_wants_no_motion_gets_none(page: Page, origin: str) -> None:
    ready(page, origin, PLAN)
    example(page)
    assert (
        page.evaluate("document.getAnimations().filter((each) => each.playState === 'running').length") == 0
    )
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
