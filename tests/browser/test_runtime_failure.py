"""When Python does not start: the page says why and what to do, keeps what was typed, and recovers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.self_check import PATIENCE, field, verdict

pytestmark = pytest.mark.browser


def missing(route: Route) -> None:
    route.fulfill(status=404, body="not here")


def page_instead(route: Route) -> None:
    route.fulfill(status=200, content_type="text/html", body="<!doctype html><title>ログイン</title>")


def cut_off(route: Route) -> None:
    route.abort()


def silent(route: Route) -> None:
    """Never answers."""


@pytest.mark.parametrize(
    ("part", "fault", "reason"),
    [
        ("**/*.wasm", missing, "読み込めませんでした"),
        ("**/*.wasm", page_instead, "中身が違っています"),
        ("**/runtime/yoken-python-*.zip", cut_off, "読み込めませんでした"),
        ("**/runtime/manifest.json", page_instead, "中身が違っています"),
        ("**/*.wasm", silent, "応答がありません"),
    ],
    ids=[
        "wasm is missing",
        "wasm is a web page",
        "library is cut off",
        "manifest is a web page",
        "nothing comes",
    ],
)
def test_a_failed_start_is_told_and_mended_with_the_form_intact(
    context: BrowserContext, origin: str, part: str, fault: Callable[[Route], None], reason: str
) -> None:
    # Files that a worker fetches pass through the context's routes, not the page's.
    context.route(part, fault)
    page = context.new_page()
    if fault is silent:
        shorten(page)
    page.goto(f"{origin}check/curriculum/?training=class-1")
    page.locator("yk-self-check:defined").wait_for()
    field(page, 1, "subject").fill("ケース会議")
    failed = page.locator(".yk-failed")
    expect(failed).to_be_visible(timeout=PATIENCE)
    expect(failed).to_contain_text(reason)
    expect(failed).to_contain_text("yoken check notice-2006/curriculum")
    expect(page.locator("yk-self-check [role=status]")).to_contain_text("判定できません")

    context.unroute(part)
    failed.get_by_role("button", name="再試行").click()
    verdict(page)
    expect(failed).to_be_hidden()
    assert field(page, 1, "subject").input_value() == "ケース会議"


def shorten(page: Page) -> None:
    """The page waits a minute for silence; a test may not."""
    page.route(
        "**/check/curriculum/*",
        lambda route: route.fulfill(
            response=(answer := route.fetch()),
            body=answer.text().replace("<yk-self-check ", '<yk-self-check data-patience="12" '),
        ),
    )
