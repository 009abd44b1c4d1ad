"""The first use: from the home page to a first verdict, with no more than three clicks beyond filling in."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect
from yoken import rulebook

from tests.browser.self_check import field, said

pytestmark = pytest.mark.browser

MOST = 3
BOOK = rulebook.load()

# A click on a field, or on the label of one, is filling in.
COUNT = """addEventListener("click", (event) => {
  if (!event.isTrusted || event.target.closest("input, select, textarea, label")) return;
  sessionStorage.setItem("clicks", String(Number(sessionStorage.getItem("clicks") ?? 0) + 1));
}, true)"""

FORMS = [
    "研修機関になれるか",
    "大学等で在学生に行う",
    "研修実施規程をそろえる（2006）",
    "両立支援の研修を受けられるか",
]


@pytest.fixture
def home(page: Page, origin: str) -> Page:
    page.add_init_script(COUNT)
    page.goto(origin)
    return page


def clicks(page: Page) -> int:
    return int(page.evaluate("sessionStorage.getItem('clicks') ?? 0"))


def paste(into: Locator, text: str) -> None:
    """Puts text where the pointer is, as the keyboard's paste does."""
    into.click()
    into.evaluate(
        """(field, text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        text,
    )


def rows_as_copied() -> str:
    rows = BOOK.examples["visiting-complete"].facts["timetable"]
    columns = [column.id for column in BOOK.timetable[:8]]
    return "\n".join("\t".join(str(row.get(each, "")) for each in columns) for row in rows)


def test_a_timetable_copied_in_excel_is_judged(home: Page) -> None:
    home.get_by_role("link", name="時間割が要件を満たすか").click()
    home.locator("yk-self-check:defined").wait_for()
    # Nothing is chosen for anybody, and rows before the choice are kept without a verdict.
    expect(home.get_by_role("radio", checked=True)).to_have_count(0)
    paste(field(home, 1, "date"), rows_as_copied())
    said(home, "研修を選ぶと、判定が出ます")
    expect(home.locator(".yk-report .yk-counts")).to_have_count(0)
    expect(home.locator(".yk-requirement:visible")).to_have_count(0)
    home.get_by_label("訪問型職場適応援助者養成研修").click()
    expect(home.locator(".yk-report .yk-counts")).to_be_visible()
    expect(home.locator(".yk-requirement:visible h3")).to_have_text("訪問型職場適応援助者養成研修")
    assert clicks(home) <= MOST


@pytest.mark.parametrize("check", FORMS)
def test_a_form_says_where_one_stands_after_its_first_answer(home: Page, check: str) -> None:
    home.get_by_role("link", name=check, exact=True).click()
    expect(home.locator("[data-headline]")).to_be_visible()
    before = home.locator("[data-progress]").inner_text()
    home.locator("[data-question]:visible").first.locator("[type=radio], [type=checkbox]").first.click()
    expect(home.locator("[data-progress]")).not_to_have_text(before)
    onward = home.get_by_role("button", name="次へ")
    if onward.is_visible():
        onward.click()
    expect(home.locator("[data-question]:visible").first).to_be_visible()
    assert clicks(home) <= MOST
