"""Keeping the work and passing it on: under names, in two tabs, as a link with names and without, from old versions and newer ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Locator, Page, expect

from tests.browser.self_check import HEARING, faults, field, load_example, said, shows

pytestmark = pytest.mark.browser

KEEP = "この端末に保存し"
PLAN = "check/curriculum/?training=class-1"


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": 360, "height": 780}, permissions=["clipboard-read", "clipboard-write"]
    )
    context.add_init_script(HEARING)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context
    context.close()
    # The theme's own scripts ask for the storage without looking; its pages work all the same.
    assert [each for each in errors if "SecurityError" not in each] == []


def open_plan(visitor: BrowserContext, origin: str, address: str = PLAN) -> Page:
    page = visitor.new_page()
    page.goto(f"{origin}{address}")
    page.locator("yk-keep:defined").wait_for()
    return page


def stored(page: Page) -> dict[str, Any]:
    return {
        record["name"]: record["facts"]
        for record in map(json.loads, page.evaluate("Object.values(localStorage)"))
        if isinstance(record, dict) and "yoken_draft" in record
    }


def arrived(page: Page, text: str) -> None:
    """Until the text of a field that another tab keeps is there for this one too: they may be of different processes."""
    kept = f'"{text}"'
    page.wait_for_function(
        "kept => Object.values(localStorage).some((each) => each.includes(kept))", arg=kept
    )


def drafts(page: Page) -> list[str]:
    return page.locator("[data-drafts] li .yk-drafts__name").all_inner_texts()


def line(page: Page, name: str) -> Locator:
    exactly = page.get_by_text(name, exact=True)
    return page.locator("[data-drafts] li").filter(has=exactly)


def subject(page: Page) -> str:
    return field(page, 1, "subject").input_value()


def test_nothing_is_kept_on_the_machine_unless_asked_and_it_outlives_the_tab_when_asked(
    visitor: BrowserContext, origin: str
) -> None:
    page = open_plan(visitor, origin)
    field(page, 1, "subject").fill("ケース会議")
    page.reload()
    # A reload or a crash loses nothing; closing the tab loses all.
    expect(field(page, 1, "subject")).to_have_value("ケース会議")
    assert stored(page) == {}
    page.close()
    page = open_plan(visitor, origin)
    assert subject(page) == ""

    field(page, 1, "subject").fill("ケース会議")
    page.get_by_label(KEEP).check()
    field(page, 1, "start").fill("9:30")
    name = page.get_by_label("この下書きの名前").input_value()
    assert stored(page)[name]["timetable"] == [{"subject": "ケース会議", "start": "9:30"}]
    page.close()
    page = open_plan(visitor, origin)
    said(page, f"この端末に保存した「{name}」を開きました")
    assert (subject(page), field(page, 1, "start").input_value()) == ("ケース会議", "9:30")

    page.get_by_role("button", name="保存した内容をすべて消去").click()
    assert stored(page) == {}
    assert subject(page) == "ケース会議"
    page.get_by_role("button", name="消去を取り消す").click()
    assert list(stored(page)) == [name]


def test_several_drafts_have_names_and_each_is_opened_again(visitor: BrowserContext, origin: str) -> None:
    page = open_plan(visitor, origin)
    page.get_by_label(KEEP).check()
    page.get_by_label("この下書きの名前").fill("春の案")
    page.get_by_label("この下書きの名前").press("Tab")
    field(page, 1, "subject").fill("ケース会議")
    page.get_by_role("button", name="新しい下書きを始める").click()
    assert subject(page) == ""
    page.get_by_label("この下書きの名前").fill("秋の案")
    page.get_by_label("この下書きの名前").press("Tab")
    field(page, 1, "subject").fill("ケーススタディ")
    assert sorted(drafts(page)) == ["春の案", "秋の案"]
    line(page, "春の案").get_by_role("button", name="開く").click()
    said(page, "「春の案」を開きました")
    assert subject(page) == "ケース会議"
    field(page, 2, "subject").fill("春だけ")
    line(page, "秋の案").get_by_role("button", name="開く").click()
    assert subject(page) == "ケーススタディ"
    kept = stored(page)
    assert [row["subject"] for row in kept["春の案"]["timetable"]] == ["ケース会議", "春だけ"]
    assert [row["subject"] for row in kept["秋の案"]["timetable"]] == ["ケーススタディ"]
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert faults(page) == []
    line(page, "春の案").get_by_role("button", name="消去").click()
    assert drafts(page) == ["秋の案"]


def test_a_second_tab_never_writes_over_what_it_has_not_seen(visitor: BrowserContext, origin: str) -> None:
    one = open_plan(visitor, origin)
    one.get_by_label(KEEP).check()
    field(one, 1, "subject").fill("はじめ")
    name = one.get_by_label("この下書きの名前").input_value()
    other = open_plan(visitor, origin)
    said(other, "を開きました")
    field(one, 1, "subject").fill("一つ目のタブ")

    notice = other.locator("[data-behind]")
    expect(notice).to_be_visible()
    field(other, 1, "subject").fill("二つ目のタブ")
    assert stored(other)[name]["timetable"][0]["subject"] == "一つ目のタブ"
    assert faults(other) == []
    other.get_by_role("button", name="別の下書きとして保存").click()
    expect(notice).to_be_hidden()
    arrived(one, "二つ目のタブ")
    assert sorted(facts["timetable"][0]["subject"] for facts in stored(one).values()) == [
        "一つ目のタブ",
        "二つ目のタブ",
    ]

    # Or the other way: what the other tab wrote is taken over, and what was here can be brought back.
    field(one, 1, "start").fill("9:00")
    arrived(other, "9:00")
    line(other, name).get_by_role("button", name="開く").click()
    assert subject(other) == "一つ目のタブ"
    field(one, 1, "start").fill("10:00")
    expect(notice).to_be_visible()
    other.get_by_role("button", name="ほかのタブの内容を開く").click()
    assert field(other, 1, "start").input_value() == "10:00"


def test_a_draft_erased_elsewhere_stays_on_the_page(visitor: BrowserContext, origin: str) -> None:
    one = open_plan(visitor, origin)
    one.get_by_label(KEEP).check()
    field(one, 1, "subject").fill("ケース会議")
    other = open_plan(visitor, origin)
    other.get_by_label(KEEP).uncheck()
    expect(one.get_by_label(KEEP)).not_to_be_checked()
    assert subject(one) == "ケース会議"
    field(one, 2, "subject").fill("まだ書ける")
    assert stored(one) == {}


def test_what_an_earlier_version_kept_gets_a_name(visitor: BrowserContext, origin: str) -> None:
    page = open_plan(visitor, origin)
    old = {"yoken": 1, "training": "class-1", "timetable": [{"subject": "ケース会議"}]}
    page.evaluate("text => localStorage.setItem('yoken/curriculum/1', text)", json.dumps(old))
    page.close()
    page = open_plan(visitor, origin)
    said(page, "この端末に保存した「以前の保存」を開きました")
    assert subject(page) == "ケース会議"
    assert page.evaluate("localStorage.getItem('yoken/curriculum/1')") is None


@pytest.mark.parametrize(
    ("record", "why"),
    [
        ("{", "壊れていて開けません"),
        ('{"yoken_draft": 2, "name": "x", "revision": 1, "facts": 5}', "壊れていて開けません"),
        ('{"yoken_draft": 3, "name": "未来の案"}', "新しい版のサイトで保存されています"),
    ],
)
def test_a_record_that_cannot_be_read_is_shown_and_left_alone(
    visitor: BrowserContext, origin: str, record: str, why: str
) -> None:
    page = open_plan(visitor, origin)
    page.evaluate("text => localStorage.setItem('yoken/draft/2/a', text)", record)
    page.reload()
    shown = page.locator("[data-drafts] li")
    expect(shown).to_contain_text(why)
    expect(shown.get_by_role("button", name="開く")).to_be_hidden()
    page.get_by_label(KEEP).check()
    field(page, 1, "subject").fill("ケース会議")
    assert page.evaluate("localStorage.getItem('yoken/draft/2/a')") == record
    shown.filter(has_text=why).get_by_role("button", name="消去").click()
    assert page.evaluate("localStorage.getItem('yoken/draft/2/a')") is None


@pytest.mark.parametrize("address", [PLAN, "check/designated-institution/"])
def test_a_file_of_a_newer_version_is_refused_and_the_page_stays(
    visitor: BrowserContext, origin: str, address: str
) -> None:
    page = open_plan(visitor, origin, address)
    into = page.locator(".yk-keep [data-act=open]")
    for content, words in [
        (b'{"yoken": 2, "training": "class-1", "timetable": []}', "新しい版のサイトで保存されています"),
        (b"{", "このサイトで保存したファイルではない"),
    ]:
        into.set_input_files(FilePayload(name="案.json", mimeType="application/json", buffer=content))
        said(page, words)


@pytest.mark.parametrize("way", ["full", "blocked"])
def test_where_the_machine_keeps_nothing_the_person_is_told(
    visitor: BrowserContext, origin: str, way: str
) -> None:
    blocked = "get() { throw new DOMException('', 'SecurityError'); }"
    full = "value: { ...{}, getItem: () => null, removeItem() {}, setItem() { throw new DOMException('', 'QuotaExceededError'); } }"
    told = full if way == "full" else blocked
    visitor.add_init_script(
        f"Object.defineProperty(window, 'localStorage', {{ configurable: true, {told} }});"
    )
    page = open_plan(visitor, origin)
    field(page, 1, "subject").fill("ケース会議")
    page.get_by_label(KEEP).click()
    expect(page.locator("[data-keep-error]")).to_contain_text("この端末には保存できません")
    expect(page.get_by_label(KEEP)).not_to_be_checked()
    assert subject(page) == "ケース会議"


def test_a_link_carries_the_plan_without_sending_it(
    visitor: BrowserContext, browser: Browser, origin: str
) -> None:
    page = open_plan(visitor, origin)
    load_example(page, "class-1-three-faults")
    page.get_by_role("button", name="共有リンクを写す", exact=True).click()
    said(page, "共有リンクを写しました")
    expect(page.locator("[data-shared]")).to_have_text("共有リンクを写しました。")
    expect(page.locator("[data-shared]")).to_be_in_viewport()
    link = page.evaluate("navigator.clipboard.readText()")

    other = browser.new_context()
    other.add_init_script(HEARING)
    sent: list[str] = []
    page = other.new_page()
    page.on("request", lambda request: sent.append(request.url))
    page.goto(link)
    said(page, "満たさない 3")
    expect(page.locator("tbody .yk-row")).to_have_count(22)
    assert not any("facts=" in url.split("#")[0] for url in sent)
    other.close()


def test_a_link_without_names_gives_the_same_verdict(
    visitor: BrowserContext, browser: Browser, origin: str
) -> None:
    page = open_plan(visitor, origin, "check/designated-instructors/")
    page.get_by_text("記入例から始める").click()
    page.locator("#yk-example").select_option("instructors-visiting")
    page.get_by_role("button", name="記入例を読み込む").click()
    verdict = page.locator("[data-counts]")
    expect(verdict).to_contain_text("満たす")
    name = page.locator("[data-person] input[data-path$='/name']").first
    before = name.input_value()
    page.locator("[data-person] summary").first.click()
    page.locator("[data-person] input[data-path$='/notes']").first.fill(f"{before}の経歴")
    page.get_by_role("button", name="名前を除いた共有リンクを写す").click()
    said(page, "写しました")
    counts = verdict.locator(".yk-count").all_inner_texts()
    link = page.evaluate("navigator.clipboard.readText()")

    other = browser.new_context()
    opened = other.new_page()
    opened.goto(link)
    expect(opened.locator("[data-counts] .yk-count")).to_have_text(counts)
    text = opened.evaluate("sessionStorage.getItem('yoken/draft/1')")
    assert before not in text
    assert "講師1" in text
    other.close()


def test_what_is_not_taken_is_said_where_it_is_seen_and_changes_nothing(
    visitor: BrowserContext, origin: str
) -> None:
    page = open_plan(visitor, origin, "check/designated-institution/#facts=abc")
    link, file = page.locator("[data-refused=link]"), page.locator("[data-refused=file]")
    expect(link).to_contain_text("リンクが途中で切れていないか")
    expect(link).to_be_in_viewport()
    page.get_by_label("訪問型職場適応援助者養成研修").check()
    opened = page.get_by_label("ファイルを開く")
    opened.set_input_files(FilePayload(name="案.json", mimeType="application/json", buffer=b"{"))
    expect(file).to_contain_text("「案.json」を開けません")
    expect(page.get_by_label("訪問型職場適応援助者養成研修")).to_be_checked()
    expect(link).to_be_visible()
    # It stands until something is taken.
    content = b'{"yoken": 1, "training": "in-house", "timetable": []}'
    opened.set_input_files(FilePayload(name="案.json", mimeType="application/json", buffer=content))
    expect(page.get_by_label("企業在籍型職場適応援助者養成研修")).to_be_checked()
    expect(file).to_be_hidden()
    expect(link).to_be_hidden()


def test_an_example_is_taken_back_and_put_back(visitor: BrowserContext, origin: str) -> None:
    page = open_plan(visitor, origin)
    field(page, 1, "subject").fill("ケース会議")
    load_example(page, "class-1-complete")
    shows(page, "満たす")
    page.get_by_role("button", name="元に戻す").click()
    assert subject(page) == "ケース会議"
    page.get_by_role("button", name="やり直す").click()
    assert subject(page) != "ケース会議"
