"""Python has started and then stumbles, hangs or is gone: it is told in words, nothing typed is lost, and 再試行 recovers."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.breakable import (
    LONG_FOR_AN_ANSWER,
    PARTS,
    Breakable,
    Line,
    missing,
    published_with,
    site,
    trickling,
    with_faulty_rules,
    with_little_memory,
)
from tests.browser.self_check import faults
from tests.browser.theme import listening

pytestmark = pytest.mark.browser

NAME = "山田秘密子"
RAISES = 'def _check(asked): raise ValueError(asked["facts"])\nMETHODS["check"] = _check'
RAISES_IN_A_FILE = 'def _export(asked): raise ValueError(asked["facts"])\nMETHODS["export"] = _export'
NEVER_ENDS = 'def _check(asked):\n    while True: pass\nMETHODS["check"] = _check'
OUT_OF_MEMORY = """\
def _check(asked):
    held = []
    while True: held.append(bytearray(1 << 24))
METHODS["check"] = _check"""
# The engine's own end, past every `except`.
BREAKS_PYTHON = """\
def _check(asked):
    from _pyodide_core import trigger_fatal_error
    trigger_fatal_error()
METHODS["check"] = _check"""


@pytest.fixture(scope="module")
def root() -> Iterator[str]:
    with site() as address:
        yield address


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, permissions=["clipboard-read", "clipboard-write"]
    )
    yield context
    context.close()
    Breakable.faults = {}


def write(page: Page) -> None:
    page.locator("#f-timetable-1-subject").fill("ケース会議")
    page.locator("#f-timetable-1-instructors").fill(NAME)


def open_plan(visitor: BrowserContext, root: str) -> Page:
    page = visitor.new_page()
    page.goto(f"{root}check/curriculum/?training=class-1")
    write(page)
    return page


def end_worker(page: Page) -> None:
    """As a browser does that needs the memory: without a word to the page."""
    next(each for each in page.workers if each.url.endswith("yoken/worker.js")).evaluate("self.close()")


def expect_told(page: Page, words: str) -> None:
    failed = page.locator("[data-failed]")
    expect(failed).to_be_visible()
    expect(failed).to_contain_text(words)
    expect(failed).to_contain_text("入力した内容はそのまま残っています")
    expect(failed).to_contain_text("yoken check")
    expect(page.locator("[role=status][data-status]")).to_contain_text("判定できません")
    # A verdict on an earlier state is not left standing.
    expect(page.locator("[data-report] .yk-counts")).to_have_count(0)
    assert "Traceback" not in page.locator("body").inner_text()


def expect_recovered(page: Page) -> None:
    Breakable.faults = {}
    page.get_by_role("button", name="再試行").click()
    expect(page.locator("[data-report] .yk-counts")).to_be_visible()
    expect(page.locator("[data-failed]")).to_be_hidden()
    expect(page.locator("#f-timetable-1-subject")).to_have_value("ケース会議")
    expect(page.locator("#f-timetable-1-instructors")).to_have_value(NAME)


def test_rules_that_raise_give_a_message_and_a_letter_without_what_was_typed(
    visitor: BrowserContext, root: str
) -> None:
    Breakable.faults = published_with(with_faulty_rules(RAISES))
    page = open_plan(visitor, root)
    expect_told(page, "判定の途中で、思わぬことが起きました")
    failed = page.locator("[data-failed]")
    failed.get_by_text("詳しい情報と、知らせる文").click()
    copied = failed.locator("[data-copied]")
    failed.get_by_role("button", name="知らせる文を写す").click()
    expect(copied).to_have_text("写しました。")
    letter = page.evaluate("navigator.clipboard.readText()")
    assert "ValueError (_check:" in letter
    assert "/check/curriculum/\n" in letter
    assert NAME not in letter
    failed.get_by_label("入力した内容も文に入れる").check()
    expect(copied).to_be_empty()
    failed.get_by_role("button", name="知らせる文を写す").click()
    expect(copied).to_have_text("写しました。")
    assert NAME in page.evaluate("navigator.clipboard.readText()")
    assert faults(page) == []
    # The next edit is judged by itself once the fault does not concern it; here only 再試行 brings other rules.
    expect_recovered(page)


def test_a_file_that_cannot_be_made_is_told_with_a_letter_and_leaves_the_verdict(
    visitor: BrowserContext, root: str
) -> None:
    Breakable.faults = published_with(with_faulty_rules(RAISES_IN_A_FILE))
    page = open_plan(visitor, root)
    expect(page.locator("[data-report] .yk-counts")).to_be_visible()
    page.get_by_role("button", name="いまの内容を Excel に").click()
    panel = page.locator("yoken-office")
    expect(panel.locator("[data-said]")).to_contain_text("思わぬことが起きました")
    expect(panel.locator("[data-said]")).to_contain_text("入力した内容は消えていません")
    panel.get_by_text("詳しい情報と、知らせる文").click()
    panel.get_by_role("button", name="知らせる文を写す").click()
    expect(panel.locator("[data-copied]")).to_have_text("写しました。")
    letter = page.evaluate("navigator.clipboard.readText()")
    assert "ValueError (_export:" in letter
    assert NAME not in letter
    panel.get_by_label("入力した内容も文に入れる").check()
    expect(panel.locator("[data-letter]")).to_have_value(re.compile(NAME))
    expect(page.locator("[data-report] .yk-counts")).to_be_visible()
    expect(page.locator("[data-failed]")).to_be_hidden()
    assert faults(page) == []
    # The next attempt begins anew.
    page.get_by_role("button", name="記入用の Excel").click()
    expect(panel.get_by_text("詳しい情報と、知らせる文")).to_be_visible()
    expect(panel.locator("[data-letter]")).not_to_have_value(re.compile(NAME))


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (NEVER_ENDS, "応答がありません"),
        (OUT_OF_MEMORY, "判定の途中で、思わぬことが起きました"),
        (BREAKS_PYTHON, "判定のしくみが止まりました"),
    ],
    ids=["an endless loop", "out of memory", "the engine's own end"],
)
def test_rules_that_end_python_cost_nothing_typed(
    visitor: BrowserContext, root: str, rules: str, words: str
) -> None:
    Breakable.faults = published_with(with_faulty_rules(rules))
    visitor.clock.install()
    if rules == OUT_OF_MEMORY:
        Breakable.faults["yoken/worker.js"] = with_little_memory
    page = open_plan(visitor, root)
    if rules == NEVER_ENDS:
        # It has been asked as soon as it was ready.
        page.locator("yk-runtime-status[data-state=ready]").wait_for(state="attached")
        page.clock.fast_forward(LONG_FOR_AN_ANSWER)
    expect_told(page, words)
    expect_recovered(page)


def test_a_worker_that_is_gone_is_noticed_at_the_next_question(visitor: BrowserContext, root: str) -> None:
    visitor.clock.install()
    page = open_plan(visitor, root)
    expect(page.locator("[data-report] .yk-counts")).to_be_visible()
    end_worker(page)
    page.locator("#f-timetable-1-start").fill("9:30")
    page.clock.fast_forward(LONG_FOR_AN_ANSWER)
    expect_told(page, "応答がありません")
    expect_recovered(page)
    expect(page.locator("#f-timetable-1-start")).to_have_value("9:30")


def test_a_form_check_shows_no_verdict_on_what_was_not_judged(visitor: BrowserContext, root: str) -> None:
    visitor.clock.install()
    page = visitor.new_page()
    page.goto(f"{root}check/designated-institution/")
    headline = page.locator("[data-headline]")
    expect(headline).to_be_visible()
    end_worker(page)
    page.get_by_label("訪問型職場適応援助者養成研修").check()
    page.clock.fast_forward(LONG_FOR_AN_ANSWER)
    expect_told(page, "応答がありません")
    expect(headline).to_be_hidden()
    page.get_by_role("button", name="再試行").click()
    expect(headline).to_be_visible()
    expect(page.get_by_label("訪問型職場適応援助者養成研修")).to_be_checked()


def test_a_calendar_that_cannot_be_made_is_told_where_it_is_seen(visitor: BrowserContext, root: str) -> None:
    visitor.clock.install()
    page = visitor.new_page()
    page.goto(f"{root}check/notice-2006-calendar/")
    page.get_by_label("新しく指定を受けるとき").check()
    page.get_by_role("button", name="すべての質問を見る").click()
    page.locator("#f-answers-desired-designation-day").fill("令和9年4月1日")
    save = page.get_by_role("button", name="期日をカレンダーのファイル")
    expect(save).to_be_visible()
    end_worker(page)
    save.press("Enter")
    page.clock.fast_forward(LONG_FOR_AN_ANSWER)
    told = page.get_by_text("まだ保存できません。「再試行」のあとで、もう一度押してください。")
    expect(told.and_(page.locator("p:not([role=status])"))).to_be_in_viewport()
    # The button went with the dates; the one that brings it back has its focus.
    retry = page.get_by_role("button", name="再試行")
    expect(retry).to_be_focused()
    expect(retry).to_be_in_viewport()
    retry.press("Enter")
    expect(save).to_be_visible()
    with page.expect_download():
        save.click()
    expect(page.locator("[data-refused=calendar]")).to_be_hidden()


def test_a_slow_line_is_waited_for_while_the_form_is_used(visitor: BrowserContext, root: str) -> None:
    line = Line()
    Breakable.faults = {".wasm": trickling(line)}
    visitor.clock.install()
    page = open_plan(visitor, root)
    stage = page.locator("[data-stage]")
    expect(stage).to_contain_text("MB ／")
    # Together longer than the page waits for a line that says nothing.
    for _ in range(2):
        page.clock.fast_forward("00:40")
        before = stage.inner_text()
        line.let()
        expect(stage).not_to_have_text(before)
    page.get_by_role("button", name="行を足す").click()
    page.locator("#f-timetable-4-subject").fill("ケーススタディ")
    line.let(PARTS)
    expect(page.locator("[data-report] .yk-counts")).to_be_visible()
    expect(page.locator("#f-timetable-4-subject")).to_have_value("ケーススタディ")


@pytest.mark.parametrize(
    ("address", "script"),
    [("check/curriculum/", "self-check.js"), ("check/designated-institution/", "form-check.js")],
)
def test_a_page_whose_scripts_do_not_come_says_so(
    visitor: BrowserContext, root: str, address: str, script: str
) -> None:
    Breakable.faults = {script: missing}
    page = visitor.new_page()
    page.goto(root + address)
    notice = page.get_by_text("このページの自動の部分が始まりません")
    # As before its seconds have passed, and after them, however long the page took to come.
    page.evaluate("document.getAnimations().forEach((each) => { each.pause(); each.currentTime = 0; })")
    expect(notice).to_be_hidden()
    page.evaluate("document.getAnimations().forEach((each) => each.finish())")
    expect(notice).to_be_visible()
    expect(page.locator("[data-act=retry]")).to_be_hidden()
    assert faults(page) == []


# A browser that refuses every store as soon as it is touched.
CLOSED = "{ configurable: true, get() { throw new DOMException('', 'SecurityError'); } }"
KEEPS_NOTHING = "".join(
    f"Object.defineProperty(window, '{each}', {CLOSED});"
    for each in ("localStorage", "sessionStorage", "caches", "indexedDB")
)


def test_a_browser_that_keeps_nothing_searches_and_darkens_all_the_same(
    visitor: BrowserContext, root: str
) -> None:
    visitor.add_init_script(KEEPS_NOTHING)
    page = visitor.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{root}curricula/coordinator/")
    page.get_by_title("暗い配色にする").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    listening(page)
    page.keyboard.press("/")
    page.keyboard.type("2006-036")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert errors == []


def test_a_browser_that_keeps_nothing_judges_all_the_same(visitor: BrowserContext, root: str) -> None:
    visitor.add_init_script(KEEPS_NOTHING)
    page = open_plan(visitor, root)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    expect(page.locator("[data-report] .yk-counts")).to_be_visible()
    page.get_by_label("この端末に保存し").click()
    expect(page.locator("[data-keep-error]")).to_contain_text("この端末には保存できません")
    assert errors == []


def test_a_store_that_fills_up_while_writing_is_told_and_keeps_what_it_had(
    visitor: BrowserContext, root: str
) -> None:
    page = open_plan(visitor, root)
    page.get_by_label("この端末に保存し").check()
    # As another site's pages on the same address may.
    page.evaluate(
        """() => {
          for (let size = 1 << 22; size >= 1; size >>= 1) {
            try {
              localStorage.setItem(`x${size}`, "x".repeat(size));
            } catch {}
          }
        }"""
    )
    long = "9:30" * 40
    page.locator("#f-timetable-1-start").fill(long)
    expect(page.locator("[data-keep-error]")).to_contain_text("この端末には保存できません")
    expect(page.locator("#f-timetable-1-start")).to_have_value(long)
    kept = page.evaluate("Object.values(localStorage).find((each) => each.includes('yoken_draft'))")
    assert NAME in kept


@pytest.mark.parametrize("text", ["{", '{"yoken": 1, "timetable": 5}', '"x"', '{"yoken": 99}'])
def test_a_damaged_record_of_this_tab_leaves_a_page_that_works(
    visitor: BrowserContext, root: str, text: str
) -> None:
    visitor.add_init_script(
        f"sessionStorage.getItem('yoken/draft/1') ?? sessionStorage.setItem('yoken/draft/1', {text!r})"
    )
    page = open_plan(visitor, root)
    expect(page.locator("#f-timetable-1-subject")).to_have_value("ケース会議")
    page.locator("[data-act=undo]").click()
    expect(page.locator("#f-timetable-1-instructors")).to_have_value("")
