"""Text that was written to break a page, typed and pasted as anybody's text: it stays text, also in the files made of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from yoken import rulebook

from tests.browser.form_check import open_check
from tests.browser.self_check import field, verdict
from tests.test_hostile_text import HOSTILE, is_harmless

pytestmark = pytest.mark.browser

BOOK = rulebook.load()
# Half a letter does not come through to the browser.
TEXTS = [text for text in HOSTILE if "\ud800" not in text]
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Elements and attributes that only the texts could have brought.
BROUGHT = """[...document.querySelectorAll("main [onerror], main [onmouseover], main img[src=x], main b")]
  .map((each) => each.outerHTML.slice(0, 80))"""


@pytest.fixture
def page(page: Page) -> Page:
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    return page


def keeps(typed: Locator, text: str) -> None:
    """A field of one line keeps all but the ends of lines."""
    typed.fill(text)
    assert typed.input_value().split() == text.split()


def pasted(text: str) -> str:
    """As one cell of a range."""
    return re.sub(r"[\t\r\n]", " ", text)


def unfold_and_paste(page: Page, label: str, button: str, lines: list[list[str]]) -> None:
    page.get_by_text("表計算ソフトから貼り付ける").click()
    page.get_by_label(label).fill("\n".join("\t".join(line) for line in lines))
    page.get_by_role("button", name=button).click()


def is_text_only(page: Page, shown: Locator) -> None:
    assert page.evaluate(BROUGHT) == []
    text = shown.inner_text()
    assert "onerror=alert(1)" in text
    # The words after a name stand where they always do.
    assert "gpj.exe" in text
    assert not TURNING.search(text)


def files(page: Page, folder: Path, *buttons: str) -> None:
    for name in buttons:
        with page.expect_download() as arriving:
            page.get_by_role("button", name=name, exact=True).click()
        path = folder / arriving.value.suggested_filename
        arriving.value.save_as(path)
        is_harmless(path.name, path.read_bytes())


def test_a_timetable_of_hostile_texts_is_shown_and_saved_as_text(
    page: Page, origin: str, tmp_path: Path
) -> None:
    page.goto(f"{origin}check/curriculum/?training=class-1")
    columns = [column.label for column in BOOK.timetable if column.id in ("date", "subject", "instructors")]
    lines = [[pasted(text)] * len(columns) for text in TEXTS]
    unfold_and_paste(page, "時間割の範囲", "表に入れる", [columns, *lines])
    verdict(page)
    expect(page.locator("[data-rows]")).to_have_text(str(len(TEXTS)))
    for number, text in enumerate(TEXTS, 1):
        keeps(field(page, number, "subject"), text)
        keeps(field(page, number, "instructors"), text)
    field(page, 1, "start").fill("9:30")
    expect(page.locator("[data-problems]")).to_contain_text("gpj.exe")
    expect(page.locator("[data-report]")).to_contain_text("入力不足")
    is_text_only(page, page.locator("[data-problems]"))
    files(page, tmp_path, "いまの内容を Excel に", "表を CSV に", "点検の記録をファイルに")


def test_instructors_of_hostile_names_are_shown_and_saved_as_text(
    page: Page, origin: str, tmp_path: Path
) -> None:
    open_check(page, origin, "designated-instructors")
    page.get_by_label("訪問型職場適応援助者養成研修").check()
    columns = [column.label for column in BOOK.tables["people"]]
    lines = [[pasted(text)] * len(columns) for text in TEXTS]
    unfold_and_paste(page, "講師の一覧の範囲", "一覧に入れる", [columns, *lines])
    people = page.locator("[data-person]")
    expect(people).to_have_count(len(TEXTS))
    names = people.locator("input[data-path$='/name']")
    for number, text in enumerate(TEXTS):
        names.nth(number).evaluate("field => { field.closest('details').open = true; }")
        keeps(names.nth(number), text)
    turned = people.filter(has=page.locator("[data-shown]", has_text="gpj.exe")).locator("[data-shown]")
    expect(turned).to_have_css("unicode-bidi", "isolate")
    expect(page.locator("[data-problems]")).to_contain_text("gpj.exe")
    is_text_only(page, page.locator("[data-problems]"))
    files(page, tmp_path, "いまの内容を Excel に", "表を CSV に", "点検の記録をファイルに")
