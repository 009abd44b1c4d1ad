"""The fields of the form checks: numbers by year, days said back, cards that fold, cells that lead to findings, the proofs."""

from __future__ import annotations

import io
import zipfile

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.form_check import DESK, both, load_example, onward, open_check, question
from tests.browser.self_check import PATIENCE, faults

pytestmark = pytest.mark.browser


@both
def test_a_cell_of_subject_and_instructor_leads_to_its_finding(page: Page, origin: str) -> None:
    open_check(page, origin, "designated-instructors")
    load_example(page, "instructors-visiting")
    cell = page.locator(".yk-matrix tbody tr").filter(has_text="支援記録の作成").locator("a").first
    cell.focus(timeout=PATIENCE)
    page.keyboard.press("Enter")
    line = page.locator("summary:focus")
    expect(line).to_contain_text("12 支援記録の作成")
    expect(line).to_be_visible()
    # It is open: clause, required and found are there to be read.
    expect(line.locator("xpath=..")).to_have_attribute("open", "")


def test_on_a_phone_filled_cards_are_folded_and_open_where_they_are_needed(page: Page, origin: str) -> None:
    open_check(page, origin, "designated-instructors")
    load_example(page, "instructors-visiting")
    fold = page.locator("[data-person] details").first
    expect(fold).not_to_have_attribute("open", "")
    expect(fold.locator("summary")).to_contain_text("入力した欄")
    name = page.locator("#f-people-1-name")
    expect(name).to_be_hidden()
    fold.locator("summary").click()
    expect(name).to_be_visible()
    # A new card is open, and the one just left takes one line.
    page.get_by_role("button", name="講師を足す").click()
    expect(name).to_be_hidden()
    expect(page.locator("[data-person] input").last).to_be_visible()
    # On paper all is open.
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(name).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(name).to_be_hidden()


@pytest.mark.parametrize("screen", [DESK], ids=["desk"])
def test_on_a_desk_no_card_is_folded(page: Page, origin: str) -> None:
    open_check(page, origin, "designated-instructors")
    load_example(page, "instructors-visiting")
    expect(page.locator("#f-people-1-name")).to_be_visible()
    expect(page.locator("[data-person] summary").first).to_be_hidden()


@both
def test_a_day_is_said_back_as_it_was_read(page: Page, origin: str) -> None:
    open_check(page, origin, "notice-2006-calendar")
    question(page, "calendar-purposes").get_by_label("新しく指定を受けるとき").check()
    onward(page)
    day = page.locator("#f-answers-desired-designation-day")
    day.fill("R9.4.1")
    said = page.locator("[data-read='answers/desired-designation-day']")
    expect(said).to_have_text("2027年4月1日（令和9年）木曜日と読みました。")
    day.fill("R9.4.31")
    expect(said).to_be_empty()


def yearly(page: Page, origin: str) -> Locator:
    """The question of runs by year, in sight."""
    open_check(page, origin, "designated-he-adults")
    page.get_by_role("button", name="すべての質問を見る").click()
    return question(page, "training-runs")


def held(page: Page) -> object:
    """The answer as files and other pages have it."""
    return page.evaluate("JSON.parse(sessionStorage.getItem('yoken/draft/1')).answers?.['training-runs']")


@both
def test_numbers_by_year_are_filled_in_row_by_row(page: Page, origin: str) -> None:
    asked = yearly(page, origin)
    rows = asked.locator("tbody tr")
    expect(rows).to_have_count(5)
    years = [int(each) for each in rows.locator("[data-year]").all_inner_texts()]
    assert years == list(range(years[0], years[0] + 5))
    asked.get_by_label(f"{years[0]}年").fill("1")
    asked.get_by_label(f"{years[1]}年").fill("2")
    assert held(page) == f"{years[0]}: 1、{years[1]}: 2"
    asked.get_by_role("button", name="前の年を足す").click()
    earlier = asked.get_by_label(f"{years[0] - 1}年")
    expect(earlier).to_be_focused()
    earlier.fill("たくさん")
    earlier.blur()
    # What cannot be read is told beside the very cell.
    page.locator("[data-problems] a").click(timeout=PATIENCE)
    expect(earlier).to_be_focused()
    expect(earlier).to_have_attribute("aria-invalid", "true")
    page.reload()
    page.get_by_role("button", name="すべての質問を見る").click()
    expect(asked.get_by_label(f"{years[1]}年")).to_have_value("2")
    assert faults(page) == []


def paste(cell: Locator, text: str) -> None:
    cell.evaluate(
        """(cell, text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData('text/plain', text);
            cell.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
        }""",
        text,
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2021\t3\r\n2022年\t４\r\n", "2021: 3、2022: 4"),
        ("年\t回\n2021年度\t3\n2022年度\t4", "2021: 3、2022: 4"),
        ("2021\t2022\n3\t4", "2021: 3、2022: 4"),
        ("平成31年度\t3\n令和２年度\t4\nR3\t5", "2019: 3、2020: 4、2021: 5"),
        ("1\n2", "{0}: 1、{1}: 2"),
        ("1\t2", "{0}: 1、{1}: 2"),
    ],
    ids=["two columns", "with a heading", "two rows", "by the era", "a column", "a row"],
)
def test_a_range_of_a_spreadsheet_is_pasted_into_the_rows(
    page: Page, origin: str, text: str, found: str
) -> None:
    asked = yearly(page, origin)
    cell = asked.locator("tbody input").first
    first = int(cell.get_attribute("data-of") or "")
    paste(cell, text)
    assert held(page) == found.format(first, first + 1)


def test_numbers_by_year_of_an_older_file_fill_the_rows_and_nothing_is_lost(page: Page, origin: str) -> None:
    asked = yearly(page, origin)
    content = '{"yoken":1,"answers":{"training-runs":"2019：2、毎年2回くらい、２０２４: 3"}}'
    file = {"name": "前の.json", "mimeType": "application/json", "buffer": content.encode()}
    page.locator(".yk-keep [data-act=open]").set_input_files(file)  # type: ignore[arg-type]
    expect(asked.get_by_label("2019年")).to_have_value("2")
    expect(asked.get_by_label("2024年")).to_have_value("3")
    expect(asked.locator("textarea")).to_be_visible()
    asked.get_by_label("2019年").fill("5")
    assert held(page) == "2019: 5、2024: 3、毎年2回くらい"
    # The table of a file that another program wrote.
    content = '{"yoken":1,"answers":{"training-runs":{"2022":1,"2023":2}}}'
    page.locator(".yk-keep [data-act=open]").set_input_files({**file, "buffer": content.encode()})  # type: ignore[arg-type]
    expect(asked.get_by_label("2023年")).to_have_value("2")
    expect(asked.get_by_label("2019年")).to_have_count(0)


def test_the_proofs_are_filled_in_and_saved_where_they_are_asked_for(page: Page, origin: str) -> None:
    open_check(page, origin, "notice-2006-certificates")
    page.get_by_text("様式だけに書くこと").click()
    page.get_by_label("証明の基準日").fill("令和9年1月4日")
    expect(page.locator("#r-forms-proof-base-date")).to_contain_text("2027年1月4日")
    with page.expect_download() as saved:
        page.get_by_role("button", name="様式を Word に").click()
    archive = zipfile.ZipFile(saved.value.path())
    assert [name[:8] for name in archive.namelist()] == ["様式/様式第5号", "様式/様式第6号"]
    form = zipfile.ZipFile(io.BytesIO(archive.read(archive.namelist()[0]))).read("word/document.xml").decode()
    assert "令和9年1月4日" in form
