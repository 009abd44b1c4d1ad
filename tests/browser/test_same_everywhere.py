"""The same facts give the same answer in every browser's worker, and the same dates wherever the reader's clock stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from yoken import browser as door

from tests.browser.self_check import drawn
from tests.parity.documents import requests
from tests.parity.published import digest

pytestmark = pytest.mark.browser

SEED, SAMPLE = 2027, 1000
# Evening of the 24th in Greenwich, the 25th in Japan, and morning of the 24th in Hawaii.
MOMENT = "2026-11-24T20:00:00Z"
PLACES = [("Asia/Tokyo", "ja-JP"), ("Pacific/Honolulu", "en-US"), ("Europe/London", "th-TH-u-ca-buddhist")]
KEEP_WORKER = """
const Plain = Worker;
window.Worker = class extends Plain {
  constructor(...all) {
    super(...all);
    window.ofPage = this;
  }
};
"""
# An answer's bytes, as their SHA-256: together they are tens of megabytes.
ASK = """async (requests) => {
  const worker = window.ofPage;
  const first = 1_000_000;
  const found = [];
  await new Promise((settle) => {
    worker.addEventListener("message", ({ data }) => {
      if (data.type !== "answer" || data.id < first) return;
      found[data.id - first] = data.response;
      if (data.id === first + requests.length - 1) settle();
    });
    requests.forEach((request, index) => worker.postMessage({ type: "call", id: first + index, request }));
  });
  const sums = [];
  for (const bytes of found) {
    const sum = await crypto.subtle.digest("SHA-256", bytes);
    sums.push([...new Uint8Array(sum)].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
  }
  return sums;
}"""


def test_a_thousand_made_documents_get_the_same_bytes_from_the_pages_own_worker(
    context: BrowserContext, origin: str
) -> None:
    page = context.new_page()
    page.add_init_script(KEEP_WORKER)
    fetched: list[str] = []
    page.on("request", lambda sent: fetched.append(sent.url))
    page.goto(f"{origin}check/curriculum/?training=class-1")
    page.locator("#f-timetable-1-subject").fill("ケース会議")
    expect(page.locator("[data-report] .yk-counts")).to_be_visible()
    asked = list(requests(SEED, SAMPLE))
    theirs = page.evaluate(ASK, asked)
    ours = [digest(door.handle(each)) for each in asked]
    assert len(theirs) == SAMPLE
    assert [request for request, one, other in zip(asked, ours, theirs, strict=True) if one != other] == []
    # What is left was enough: the whole of Python did not have to step in.
    assert not [url for url in fetched if "/runtime/python-" in url]


def shown(browser: Browser, origin: str, zone: str, locale: str) -> Iterator[str]:
    """What a reader there sees and saves."""
    context = browser.new_context(timezone_id=zone, locale=locale, accept_downloads=True)
    page = context.new_page()
    page.clock.set_fixed_time(MOMENT)
    page.goto(f"{origin}check/notice-2006-calendar/")
    page.locator("yk-form-check:defined").wait_for()
    page.get_by_role("button", name="すべての質問を見る").click()
    page.get_by_label("新しく指定を受けるとき").check()
    page.locator("#f-answers-desired-designation-day").fill("令和9年4月1日")
    save = page.get_by_role("button", name="期日をカレンダーのファイル")
    expect(save).to_be_visible()
    drawn(page)
    yield page.locator("[data-headline]").inner_text()
    yield page.locator("[data-panels]").inner_text()
    yield page.locator("[data-report]").inner_text()
    for button in (save, page.get_by_role("button", name="ファイルに保存", exact=True)):
        with page.expect_download() as saved:
            button.click()
        yield saved.value.suggested_filename
        yield Path(saved.value.path()).read_text("utf-8")
    page.get_by_label("この端末に保存し").check()
    yield page.get_by_label("この下書きの名前").input_value()
    context.close()


def test_another_time_zone_language_or_calendar_changes_no_date_and_no_verdict(
    browser: Browser, origin: str
) -> None:
    tokyo, *others = [list(shown(browser, origin, *place)) for place in PLACES]
    assert others == [tokyo, tokyo]
    # The deadlines are Japan's, and so is the day.
    assert "2026-11-25" in tokyo[3]
    assert "2026-11-25" in tokyo[5]
    assert tokyo[7] == "11月25日の下書き"
