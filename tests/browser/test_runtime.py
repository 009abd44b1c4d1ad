"""Python in the page fails in the ways it can on the web: each is told, costs nothing typed, and 再試行 recovers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from scripts.steps import serve
from scripts.steps.browser import find
from tests.browser.breakable import (
    LONG_FOR_NEWS,
    Breakable,
    broken_off,
    cut_short,
    forbidden_by_policy,
    missing,
    of_another_build,
    one_wrong_byte,
    published_with,
    site,
    stalled,
    stopped_while_it_starts,
    web_page,
    without_a_module,
    without_web_assembly,
)

pytestmark = pytest.mark.browser

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
SUBJECT = "ケース会議"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with site() as root:
        yield f"{root}check/curriculum/?training=class-1"


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
    Breakable.faults = {}


def write_a_row(page: Page) -> None:
    page.locator("#f-timetable-1-subject").fill(SUBJECT)
    page.locator("#f-timetable-1-minutes").fill("90分")


def expect_failure(page: Page) -> None:
    failed = page.locator("[data-failed]")
    expect(failed).to_be_visible()
    expect(failed).to_contain_text("入力した内容はそのまま残っています")
    expect(failed).to_contain_text("yoken check")
    expect(page.locator("yk-self-check [role=status]")).to_contain_text("判定できません")
    expect(page.locator("#f-timetable-1-subject")).to_have_value(SUBJECT)


def expect_verdict(page: Page) -> None:
    expect(page.locator("[data-counts]")).to_be_visible()
    expect(page.locator("[data-failed]")).to_be_hidden()
    expect(page.locator("#f-timetable-1-subject")).to_have_value(SUBJECT)


# As where a browser takes its time to end a worker.
FIRST_WORKER_STAYS = """
const Plain = Worker;
window.said = [];
window.Worker = class extends Plain {
  constructor(...all) {
    super(...all);
    if (window.first || all[1].name !== "yoken") return;
    window.first = this;
    this.terminate = () => {};
    this.addEventListener("message", ({ data }) => said.push(data.type));
  }
};
"""
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
    Breakable.faults = {"pyodide.asm.wasm": stalled}
    page.clock.install()
    page.goto(address)
    write_a_row(page)
    expect(page.locator("[data-stage]")).to_contain_text("MB ／")
    page.clock.fast_forward(LONG_FOR_NEWS)
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


@pytest.mark.parametrize("change", [without_a_module, stopped_while_it_starts])
def test_the_whole_of_python_takes_over_where_what_was_left_out_is_needed(
    page: Page, address: str, change: Callable[[bytes], bytes]
) -> None:
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    Breakable.faults = published_with(change)
    page.goto(address)
    write_a_row(page)
    expect_verdict(page)
    engines = {url.rpartition("/")[0] for url in asked if url.endswith(".wasm")}
    assert any("/runtime/python-" in url for url in asked)
    assert len(engines) == 2
    # It answers from now on.
    page.locator("#f-timetable-1-minutes").fill("きのう")
    expect(page.locator("[data-report]")).to_contain_text("「1行目の時間」が分かると決まります")


def test_where_the_whole_of_python_cannot_be_fetched_what_is_at_hand_is_tried_again(
    page: Page, address: str
) -> None:
    whole = next((serve.SITE / "runtime").glob("python-*.zip")).name
    Breakable.faults = {**published_with(without_a_module), whole: missing}
    page.goto(address)
    write_a_row(page)
    expect_failure(page)
    expect(page.locator("[data-reason]")).to_contain_text(UNREACHABLE)
    Breakable.faults = {whole: missing}
    page.get_by_role("button", name="再試行").click()
    expect_verdict(page)


def test_a_python_that_stopped_in_the_middle_of_something_says_nothing_more(page: Page, address: str) -> None:
    Breakable.faults = published_with(without_a_module)
    page.add_init_script(FIRST_WORKER_STAYS)
    page.goto(address)
    write_a_row(page)
    expect_verdict(page)
    page.evaluate("first.postMessage({ type: 'call', id: 1, request: '{}' })")
    # What it was told before, it has done by then.
    next(each for each in page.workers if each.url.endswith("yoken/worker.js")).evaluate(
        "new Promise((settle) => setTimeout(settle))"
    )
    assert page.evaluate("said.at(-1)") == "failed"


def test_progress_is_told_in_words_and_bytes(page: Page, address: str) -> None:
    Breakable.faults = {"pyodide.asm.wasm": stalled}
    page.goto(address)
    write_a_row(page)
    stage = page.locator("[data-stage]")
    expect(stage).to_contain_text("判定のしくみを読み込んでいます（")
    expect(stage).to_contain_text("MB")
    expect(page.get_by_role("progressbar")).to_be_visible()
