"""「前の版と比べる」: the plan that is being written under both editions, on a desk, on a phone, by keyboard and on paper."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, ViewportSize, expect
from yoken import rulebook

from tests.browser.self_check import faults, load_example

pytestmark = pytest.mark.browser

BOOK = rulebook.load()
DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 780}
NARROWEST: ViewportSize = {"width": 320, "height": 640}

both = pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])


@pytest.fixture
def screen() -> ViewportSize:
    return PHONE


@pytest.fixture
def page(browser: Browser, screen: ViewportSize) -> Iterator[Page]:
    """A new visitor's page. Whatever its scripts complain of fails the test, and so does a page wider than the screen."""
    context = browser.new_context(viewport=screen)
    opened = context.new_page()
    said: list[str] = []
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    assert opened.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    context.close()
    assert said == []


@pytest.fixture
def compared(page: Page, origin: str) -> Page:
    page.goto(f"{origin}check/compare/")
    page.locator("yk-compare-editions:defined").wait_for()
    return page


def part(page: Page, name: str) -> Locator:
    return page.locator(f".yk-compare__part[data-part={name}]")


def compare_example(page: Page, name: str) -> None:
    page.get_by_label("記入例で試す").select_option(name)
    page.get_by_role("button", name="記入例を比べる").click()
    expect(page.locator(".yk-editions")).to_be_visible()


def saved(name: str) -> FilePayload:
    facts = {"yoken": 1, **BOOK.examples[name].facts}
    content = json.dumps(facts, ensure_ascii=False).encode()
    return {"name": "計画.json", "mimeType": "application/json", "buffer": content}


@both
def test_the_plan_being_written_is_compared_and_what_differs_comes_first(page: Page, origin: str) -> None:
    page.goto(f"{origin}check/curriculum/?training=class-1")
    load_example(page, "class-1-complete")
    # A last day half a year later: within a year, and not within three months.
    page.locator("#f-timetable-22-date").fill("2026/12/01")
    page.goto(f"{origin}check/compare/")
    expect(page.locator("[data-holding]")).to_contain_text("時間割22行")
    first = page.locator(".yk-compare__part").first
    expect(first).to_contain_text("結果が変わるもの 1項目")
    sides = first.locator(".yk-pair__side")
    expect(sides.nth(0)).to_contain_text("満たす")
    expect(sides.nth(1)).to_contain_text("満たさない")
    expect(first).to_contain_text("現行のほうが厳しい定めです")
    names = [each.get_attribute("data-part") for each in page.locator(".yk-compare__part").all()]
    assert names == ["result", "only-first", "only-second", "same"]
    # The clause leads to the page of the rule.
    sides.nth(1).get_by_role("link", name="現行/実施方法/2").click()
    expect(page).to_have_url(re.compile("/clauses/designated/#"))


@both
def test_without_a_timetable_the_page_leads_to_the_editor(compared: Page) -> None:
    expect(compared.locator("[data-holding]")).to_contain_text("入力がまだありません")
    expect(compared.locator("[data-report]")).to_be_empty()
    compared.locator("[data-of=curriculum] a").first.click()
    expect(compared).to_have_url(re.compile(re.escape("/check/curriculum/?training=class-1")))


@both
def test_a_saved_file_is_compared_and_what_is_written_stays(page: Page, origin: str) -> None:
    page.goto(f"{origin}check/curriculum/?training=class-2")
    load_example(page, "class-2-complete")
    page.goto(f"{origin}check/compare/")
    expect(page.locator(".yk-editions thead")).to_contain_text("第2号")
    page.locator("[data-act=open]").set_input_files(saved("visiting-complete"))
    expect(page.locator("[data-holding]")).to_contain_text("「計画.json」の内容")
    expect(page.locator(".yk-editions thead")).to_contain_text("訪問型")
    other: FilePayload = {"name": "写真.json", "mimeType": "application/json", "buffer": b"\xff\xd8"}
    page.locator("[data-act=open]").set_input_files(other)
    expect(page.locator("[data-said]")).to_contain_text("「写真.json」を開けません")
    expect(page.locator("[data-holding]")).to_contain_text("「計画.json」の内容")
    page.get_by_role("button", name="編集している内容に戻す").click()
    expect(page.locator("[data-holding]")).to_contain_text("このタブで編集している内容")
    expect(page.locator(".yk-editions thead")).to_contain_text("企業在籍型")


def test_what_neither_edition_decides_is_not_among_what_is_the_same(compared: Page) -> None:
    compare_example(compared, "visiting-complete")
    expect(part(compared, "open")).to_contain_text("入力不足")
    same = part(compared, "same")
    expect(same).not_to_contain_text("入力不足")
    expect(same).not_to_contain_text("人の判断")


@pytest.mark.parametrize(
    ("example", "edition", "said"),
    [
        ("institution-company", "institution", "いずれかの実績"),
        ("instructors-visiting", "instructors", "支援記録の作成の講師"),
    ],
)
def test_the_other_pairs_of_checks_are_compared_too(
    compared: Page, example: str, edition: str, said: str
) -> None:
    compare_example(compared, example)
    expect(compared.locator("[name=edition]:checked")).to_have_value(edition)
    expect(part(compared, "result")).to_contain_text(said)


@both
def test_a_check_leads_to_its_own_comparison_with_what_was_answered(page: Page, origin: str) -> None:
    page.goto(f"{origin}check/notice-2006-institution/")
    page.get_by_role("button", name="すべての質問を見る").click()
    page.locator("[data-question='answers/legal-person']").get_by_label("いいえ", exact=True).check()
    page.get_by_role("link", name="前の版と比べる").first.click()
    expect(page.locator("[name=edition]:checked")).to_have_value("institution")
    expect(page.locator("[data-holding]")).to_contain_text("答え1")
    page.get_by_label("第1号と訪問型").check()
    expect(part(page, "same")).to_contain_text("法人格")


def test_a_training_of_neither_edition_is_to_be_chosen(compared: Page) -> None:
    compared.locator("[data-act=open]").set_input_files(saved("coordinator-online"))
    expect(compared.locator("[data-empty]")).to_contain_text("研修の区分を選ぶと")
    compared.get_by_label("第2号と企業在籍型").check()
    expect(compared.locator(".yk-editions")).to_be_visible()


def test_the_keyboard_alone_compares_and_reads(compared: Page) -> None:
    compared.locator("[name=edition]:checked").focus()
    compared.keyboard.press("ArrowDown")
    expect(compared.locator("[name=edition]:checked")).to_have_value("institution")
    compared.keyboard.press("Tab")
    compared.keyboard.press("Space")
    while compared.evaluate("document.activeElement.id") != "yk-example":
        compared.keyboard.press("Tab")
    compared.keyboard.press("Home")
    compared.keyboard.press("Tab")
    compared.keyboard.press("Enter")
    expect(compared.locator(".yk-editions")).to_be_visible()
    while compared.evaluate("document.activeElement.tagName") != "SUMMARY":
        compared.keyboard.press("Tab")
    compared.keyboard.press("Enter")
    assert compared.evaluate("document.activeElement.parentElement.open")
    expect(compared.locator("yk-compare-editions > [role=status]")).to_contain_text("結果が変わる項目")


@both
def test_the_page_is_accessible_empty_and_with_a_comparison(compared: Page) -> None:
    assert faults(compared) == []
    compare_example(compared, "visiting-complete")
    for summary in compared.locator(".yk-compare__part > details > summary").all():
        summary.click()
    assert faults(compared) == []


@pytest.mark.parametrize("screen", [NARROWEST], ids=["narrowest"])
def test_nothing_is_wider_than_the_narrowest_screen(compared: Page) -> None:
    compare_example(compared, "instructors-visiting")
    for summary in compared.locator(".yk-compare summary").all():
        summary.evaluate("each => each.parentElement.open = true")
    assert compared.evaluate("document.documentElement.scrollWidth") == NARROWEST["width"]
    hidden = compared.locator(".yk-compare__part").evaluate_all(
        "parts => parts.filter(part => part.scrollWidth > part.clientWidth).length"
    )
    assert hidden == 0


def test_on_paper_everything_is_open_and_nothing_is_a_control(compared: Page) -> None:
    compare_example(compared, "visiting-complete")
    compared.evaluate("dispatchEvent(new Event('beforeprint'))")
    compared.emulate_media(media="print")
    expect(part(compared, "same").locator("li").first).to_be_visible()
    expect(compared.locator("[data-holding]")).to_be_visible()
    assert not any(
        each.is_visible() for each in compared.locator("yk-compare-editions :is(button, input, select)").all()
    )
    compared.emulate_media(media="screen")
    compared.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(part(compared, "same").locator("li").first).to_be_hidden()


def test_a_runtime_that_does_not_come_is_said_and_tried_again(page: Page, origin: str) -> None:
    page.route("**/runtime/*.manifest.json", lambda route: route.fulfill(status=404))
    page.goto(f"{origin}check/compare/")
    page.get_by_label("記入例で試す").select_option("class-1-complete")
    page.get_by_role("button", name="記入例を比べる").click()
    expect(page.get_by_text("いまは比べられません")).to_be_visible()
    page.unroute("**/runtime/*.manifest.json")
    page.get_by_role("button", name="再試行").click()
    expect(page.locator(".yk-editions")).to_be_visible()


def test_without_scripts_the_page_says_what_can_be_done(browser: Browser, origin: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    opened = context.new_page()
    opened.goto(f"{origin}check/compare/")
    expect(opened.locator("noscript .yk-notice")).to_contain_text("yoken compare")
    expect(opened.locator("yk-compare-editions .yk-form")).to_be_hidden()
    expect(opened.get_by_role("link", name="条文どうしの違い")).to_be_visible()
    context.close()
