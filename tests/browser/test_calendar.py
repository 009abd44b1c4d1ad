"""期日 on a page become a file that calendars open."""

from __future__ import annotations

from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import BrowserContext, expect

pytestmark = pytest.mark.browser


def test_the_dates_are_saved_as_a_calendar_without_fetching_the_office_package(
    context: BrowserContext, origin: str
) -> None:
    page = context.new_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{origin}check/notice-2006-calendar/")
    page.locator("yk-form-check:defined").wait_for()
    page.get_by_role("button", name="すべての質問を見る").click()
    page.get_by_label("新しく指定を受けるとき").check()
    page.locator("#f-answers-desired-designation-day").fill("令和9年4月1日")
    save = page.get_by_role("button", name="期日をカレンダーのファイル")
    expect(save).to_be_visible()
    with page.expect_download() as saved:
        save.press("Enter")
    assert saved.value.suggested_filename.endswith(".ics")
    events = Calendar.from_ical(Path(saved.value.path()).read_bytes()).walk("VEVENT")
    shown = page.locator(".yk-dates li > .yk-dates__what")
    assert events
    expect(shown).to_have_count(len(events))
    assert not [url for url in fetched if "office" in url.rpartition("/runtime/")[2] and "/runtime/" in url]
