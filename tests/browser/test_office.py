"""Excel, Word and print on the pages of the checks: what is saved can be opened again, and nothing is fetched before it is wanted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, FilePayload, Page, ViewportSize, expect
from yoken.office import csv_table
from yoken.rulebook import load

from tests.browser.self_check import PATIENCE, faults, load_example

pytestmark = pytest.mark.browser

BOOK = load()
DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 780}


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A new visitor's page. Whatever its scripts or its policy complain of fails the test."""
    context = browser.new_context(viewport=request.param, accept_downloads=True)
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: said.append(str(error)))
    # A printer would wait for a person.
    opened.add_init_script("window.print = () => { window.printed = document.body.innerText; }")
    yield opened
    assert opened.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    context.close()
    assert said == []


@pytest.fixture
def plan(page: Page, origin: str) -> Page:
    """The complete plan of 第1号, judged."""
    page.goto(f"{origin}check/curriculum/?training=class-1")
    load_example(page, "class-1-complete")
    expect(page.locator("[data-report] .yk-counts")).to_be_visible()
    return page


def make(page: Page, name: str, folder: Path) -> Path:
    """Presses a button of the panel and keeps the file that it makes."""
    with page.expect_download(timeout=PATIENCE) as arriving:
        page.get_by_role("button", name=name, exact=True).click()
    path = folder / arriving.value.suggested_filename
    arriving.value.save_as(path)
    return path


def counts(page: Page) -> str:
    return page.locator("[data-report] > .yk-counts").text_content() or ""


def test_the_office_libraries_are_fetched_only_when_a_file_is_wanted(plan: Page, tmp_path: Path) -> None:
    asked: list[str] = []
    plan.on("request", lambda sent: asked.append(sent.url))
    make(plan, "いまの内容を Excel に", tmp_path)
    assert [url.rsplit("/", 1)[1].split("-")[:2] for url in asked if "/runtime/" in url] == [
        ["yoken", "office"]
    ]
    asked.clear()
    make(plan, "記入用の Excel", tmp_path)
    assert not [url for url in asked if "/runtime/" in url]


def test_a_plan_goes_out_to_excel_and_comes_back_with_the_same_verdict(plan: Page, tmp_path: Path) -> None:
    before = counts(plan)
    path = make(plan, "いまの内容を Excel に", tmp_path)
    assert "時間割" in openpyxl.load_workbook(path).sheetnames
    plan.get_by_role("button", name="すべて消す").click()
    expect(plan.locator("[data-empty]")).to_be_visible()
    plan.locator("[data-office-open]").set_input_files(path)
    expect(plan.locator("[data-said]")).to_contain_text("取り込みました")
    expect(plan.locator("[data-report] > .yk-counts")).to_have_text(before)


def test_a_timetable_in_shift_jis_is_read(plan: Page) -> None:
    rows = BOOK.examples["class-1-complete"].facts["timetable"]
    text = csv_table.write(BOOK, {"timetable": rows[:3]}).decode("utf-8-sig")
    file: FilePayload = {"name": "時間割.csv", "mimeType": "text/csv", "buffer": text.encode("cp932")}
    plan.locator("[data-office-open]").set_input_files(file)
    expect(plan.locator("[data-said]")).to_contain_text("取り込みました")
    expect(plan.locator("[data-rows]")).to_have_text("3")
    expect(plan.locator("#f-timetable-3-subject")).to_have_value(rows[2]["subject"])
    # One step back, and nothing was lost.
    plan.get_by_role("button", name="元に戻す").click()
    expect(plan.locator("[data-rows]")).to_have_text(str(len(rows)))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7", "Excel のファイルではありません"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "パスワード"),
        (bytes(20 * 1024 * 1024 + 1), "大きすぎます"),
    ],
    ids=["another kind", "a password", "too large"],
)
def test_a_file_that_cannot_be_read_leaves_everything_as_it_is(
    plan: Page, content: bytes, sentence: str, tmp_path: Path
) -> None:
    before = counts(plan)
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    plan.locator("[data-office-open]").set_input_files(path)
    expect(plan.locator("[data-said]")).to_contain_text(sentence)
    assert counts(plan) == before


def test_the_record_of_the_check_is_printed_alone(plan: Page) -> None:
    plan.get_by_role("button", name="点検の記録を印刷する").click()
    expect(plan.locator(".yk-print-sheet h1")).to_contain_text("点検の記録")
    plan.emulate_media(media="print")
    expect(plan.locator(".yk-print-sheet")).to_be_visible()
    expect(plan.locator("yk-self-check")).to_be_hidden()
    sheet = plan.locator(".yk-print-sheet").inner_text()
    assert BOOK.hash in sheet
    assert "職業リハビリテーション概論と諸制度" in sheet
    assert (
        plan.evaluate("getComputedStyle(document.querySelector('.paper table')).borderCollapse") == "collapse"
    )
    plan.evaluate("window.dispatchEvent(new Event('afterprint'))")
    plan.emulate_media(media="screen")
    expect(plan.locator("yk-self-check")).to_be_visible()


def test_the_application_is_packed_with_what_was_written_for_the_forms(
    page: Page, origin: str, tmp_path: Path
) -> None:
    page.goto(f"{origin}check/notice-2006-application/")
    page.get_by_text("記入例から始める").click()
    page.get_by_role("button", name="記入例を読み込む").click()
    page.get_by_text("様式だけに書くこと").click()
    page.get_by_label("研修の名称").fill("研修<A>")
    page.get_by_label("設立年月日").fill("平成元年4月1日")
    archive = zipfile.ZipFile(make(page, "書類の一式を zip に", tmp_path))
    form = next(name for name in archive.namelist() if "様式第1号" in name)
    inside = zipfile.ZipFile(io.BytesIO(archive.read(form))).read("word/document.xml").decode()
    assert "研修&lt;A&gt;" in inside
    assert "平成元年4月1日" in inside
    assert "40人" in inside
    # What was written stays for the next page and after a reload.
    page.reload()
    page.get_by_text("様式だけに書くこと").click()
    expect(page.get_by_label("研修の名称")).to_have_value("研修<A>")
    assert faults(page) == []


def test_without_the_libraries_a_sentence_says_so_and_another_try_helps(
    plan: Page, tmp_path: Path, origin: str
) -> None:
    plan.route("**/yoken-office-*", lambda route: route.fulfill(status=200, body="<p>案内</p>"))
    plan.get_by_role("button", name="いまの内容を Excel に").click()
    expect(plan.locator("[data-said]")).to_contain_text("部品を読み込めませんでした")
    plan.unroute("**/yoken-office-*")
    assert make(plan, "いまの内容を Excel に", tmp_path).stat().st_size > 0


def test_the_panel_is_worked_with_the_keyboard(plan: Page) -> None:
    button = plan.get_by_role("button", name="対応表を印刷する")
    button.focus()
    plan.keyboard.press("Enter")
    expect(plan.locator(".yk-print-sheet h1")).to_contain_text("対応表")
    expect(button).to_be_focused()


def test_a_template_is_made_before_anything_is_written_once_the_training_is_chosen(
    page: Page, origin: str, tmp_path: Path
) -> None:
    page.goto(f"{origin}check/curriculum/")
    page.get_by_role("button", name="記入用の Excel", exact=True).click()
    expect(page.locator("[data-said]")).to_have_text("先に研修を選んでください。")
    page.get_by_label("訪問型職場適応援助者養成研修").check()
    book = openpyxl.load_workbook(make(page, "記入用の Excel", tmp_path))
    assert "時間割" in book.sheetnames
