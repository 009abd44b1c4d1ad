"""The self-check as a new user meets it: a plan is tried, broken, mended, kept and passed on."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.self_check import (
    ROW,
    drawn,
    faults,
    field,
    finding,
    load_example,
    said,
    shows,
    shows_not,
    verdict,
)

pytestmark = pytest.mark.browser


def test_a_plan_short_of_one_minute_is_told_so_with_its_clause_and_passes_once_mended(
    context: BrowserContext, origin: str
) -> None:
    page = context.new_page()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.goto(origin)
    page.get_by_role("link", name="時間割を点検する").click()
    page.get_by_label("第1号職場適応援助者養成研修").check()
    load_example(page, "class-1-complete")
    shows_not(page, "満たさない")

    end = field(page, 1, "end")
    before = end.input_value()
    hour, minute = (int(part) for part in before.split(":"))
    minutes = hour * 60 + minute - 1
    end.fill(f"{minutes // 60}:{minutes % 60:02}")
    shows(page, "満たさない")
    total = finding(page, "total")
    expect(total).to_contain_text("1分足りません")
    total.locator("summary").first.click()
    clause = total.locator("dd a").first
    expect(clause).to_have_text("2006/第2/2/(3)")
    expect(clause).to_have_attribute("href", re.compile(r"clauses/notice-2006/#2006-\d{3}$"))

    end.fill(before)
    shows_not(page, "満たさない")
    assert [url for url in sent if not url.startswith((origin, "blob:", "data:"))] == []
    assert any("/runtime/" in url for url in sent)


@pytest.mark.parametrize(
    ("column", "typed", "words"),
    [
        ("start", "abc", ["1行目の開始", "「abc」", "例"]),
        ("start", "25:00", ["1行目の開始", "「25:00」", "例"]),
        ("end", "9:00", ["1行目の終了", "9:00", "例"]),
        ("subject", "ない科目", ["1行目の科目", "「ない科目」", "例"]),
        ("date", "きのう", ["1行目の日付", "「きのう」", "例"]),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field_and_stays_as_typed(
    check_page: Page, column: str, typed: str, words: list[str]
) -> None:
    if column == "end":
        field(check_page, 1, "start").fill("9:30")
    mine = field(check_page, 1, column)
    mine.fill(typed)
    mine.press("Tab")
    expect(mine).to_have_attribute("aria-invalid", "true")
    note = check_page.locator(f"#e-f-timetable-1-{column}")
    for word in words:
        expect(note).to_contain_text(word)
    assert f"e-f-timetable-1-{column}" in (mine.get_attribute("aria-describedby") or "")
    expect(check_page.locator("#yk-problems li")).to_have_text([note.inner_text()])
    assert mine.input_value() == typed


def test_full_width_digits_and_japanese_years_are_read(check_page: Page) -> None:
    for column, text in {
        "date": "令和８年６月１日",
        "start": "９：３０",
        "end": "１１時",
        "subject": "ケース会議",
    }.items():
        field(check_page, 1, column).fill(text)
    field(check_page, 1, "subject").press("Tab")
    verdict(check_page)
    row = check_page.locator('.yk-requirement:not([hidden]) tr[data-subject="case-conference"]')
    if row.count() == 0:
        row = check_page.locator(".yk-requirement:not([hidden]) tr[data-subject]", has_text="ケース会議")
    expect(row.locator(".yk-hours__found")).to_have_text("1時間30分")
    expect(row.locator(".yk-hours__bar")).to_have_attribute("data-state", "reached")
    expect(check_page.locator("[aria-invalid]")).to_have_count(0)
    assert field(check_page, 1, "start").input_value() == "９：３０"


@pytest.mark.parametrize(
    ("text", "date", "subject"),
    [
        (f"{ROW}\n{ROW.replace('6/1', '6/2')}", "2026/6/1", "障害特性と職業的課題"),
        (
            "科目\t終了\t開始\t日付\nケース会議\t11:00\t9:30\tR8.6.1\nケーススタディ\t15:00\t13:00\tR8.6.1",
            "R8.6.1",
            "ケース会議",
        ),
    ],
    ids=["without headings", "with headings in any order"],
)
def test_cells_copied_from_a_spreadsheet_become_rows(
    check_page: Page, text: str, date: str, subject: str
) -> None:
    check_page.get_by_text("表計算ソフトから貼り付ける").click()
    check_page.get_by_label("時間割の範囲").fill(text)
    check_page.get_by_role("button", name="表に入れる").click()
    said(check_page, "2行を入れました")
    assert field(check_page, 1, "date").input_value() == date
    assert field(check_page, 1, "subject").input_value() == subject
    expect(check_page.locator("tbody .yk-row")).to_have_count(2)
    verdict(check_page)


def test_rows_are_added_moved_and_removed_with_the_keyboard_alone(check_page: Page) -> None:
    field(check_page, 1, "subject").fill("一つ目")
    field(check_page, 2, "subject").fill("二つ目")
    field(check_page, 2, "subject").press("Alt+ArrowUp")
    assert field(check_page, 1, "subject").input_value() == "二つ目"
    assert check_page.evaluate("document.activeElement.id") == "f-timetable-1-subject"
    said(check_page, "2行目を1行目へ移しました")

    check_page.get_by_role("button", name="行を足す").focus()
    check_page.keyboard.press("Enter")
    expect(check_page.locator("tbody .yk-row")).to_have_count(4)
    assert check_page.evaluate("document.activeElement.id") == "f-timetable-4-date"

    check_page.locator("tbody .yk-row").nth(0).locator("details[data-menu] > summary").first.focus()
    check_page.keyboard.press("Enter")
    for _ in range(5):
        check_page.keyboard.press("Tab")
    check_page.keyboard.press("Enter")
    said(check_page, "1行目を消しました")
    assert field(check_page, 1, "subject").input_value() == "一つ目"
    check_page.get_by_role("button", name="元に戻す").press("Enter")
    assert field(check_page, 1, "subject").input_value() == "二つ目"


def test_a_persons_judgement_is_recorded_with_a_note_and_changes_the_verdict(check_page: Page) -> None:
    load_example(check_page, "class-1-complete")
    shows(check_page, "人の判断 1")
    contents = finding(check_page, "contents")
    contents.locator("summary").first.click()
    contents.get_by_label("確認済み").check()
    shows_not(check_page, "人の判断")
    note = finding(check_page, "contents").get_by_label("だれが、何を見て判断したか")
    note.press_sequentially("担当者が教材を見た", delay=60)
    expect(finding(check_page, "contents")).to_contain_text("記録: 担当者が教材を見た")
    assert note.input_value() == "担当者が教材を見た"
    expect(note).to_be_focused()
    finding(check_page, "contents").get_by_label("認められない").check()
    shows(check_page, "満たさない 1")

    with check_page.expect_download() as saved:
        check_page.get_by_role("button", name="ファイルに保存").click()
    facts = json.loads(Path(saved.value.path()).read_text("utf-8"))
    assert facts["judgements"] == {"contents": {"result": "認められない", "note": "担当者が教材を見た"}}


def test_an_edit_leaves_what_it_does_not_change_as_it_is(check_page: Page) -> None:
    load_example(check_page, "class-1-complete")
    folded = finding(check_page, "group-met")
    folded.locator("summary").first.click()
    parts = ".yk-report .yk-group, .yk-report .yk-group > .yk-finding, .yk-days, .yk-day"
    check_page.locator(".yk-day").first.wait_for()
    check_page.evaluate(
        "parts => document.querySelectorAll(parts).forEach((each) => { each.seen = true; })", parts
    )
    field(check_page, 1, "end").fill("9:40")
    shows(check_page, "満たさない")
    expect(check_page.locator(".yk-day").first).to_contain_text("9:40")
    new = check_page.evaluate(
        "parts => [...document.querySelectorAll(parts)].filter((each) => !each.seen).map((each) => each.className)",
        parts,
    )
    # The finding and the group that it is now in, those of the same sum, and the day.
    assert [each for each in new if each.startswith("yk-group")] == ["yk-group yk-unmet-group"]
    assert 0 < sum(each.startswith("yk-finding") for each in new) < 8
    assert new.count("yk-day") == 1
    assert "yk-days" not in new
    expect(folded).to_have_attribute("open", "")


def test_hours_of_ones_own_table_are_held_against_the_timetable(check_page: Page) -> None:
    check_page.get_by_label("訪問型職場適応援助者養成研修").check()
    load_example(check_page, "visiting-complete")
    hours = check_page.get_by_label("職業リハビリテーションの理念の時間（お手元の表）").first
    row = check_page.locator('.yk-requirement:not([hidden]) tr[data-subject="philosophy"]')
    hours.fill("2時間")
    expect(row.locator(".yk-hours__bar")).to_have_attribute("data-state", "short")
    hours.fill("1時間")
    expect(row.locator(".yk-hours__bar")).to_have_attribute("data-state", "reached")


def test_only_the_chosen_trainings_questions_are_asked(check_page: Page) -> None:
    shown = check_page.locator(".yk-question:visible")
    first = shown.all_inner_texts()
    assert first
    check_page.get_by_label("両立支援コーディネーター養成研修").check()
    assert set(shown.all_inner_texts()).isdisjoint(first)


def test_a_file_holds_the_whole_plan(
    check_page: Page, context: BrowserContext, origin: str, tmp_path: Path
) -> None:
    load_example(check_page, "class-1-three-faults")
    counts = verdict(check_page).inner_text()
    with check_page.expect_download() as saved:
        check_page.get_by_role("button", name="ファイルに保存").click()
    kept = tmp_path / "plan.json"
    saved.value.save_as(kept)
    check_page.get_by_role("button", name="すべて消す").click()
    expect(check_page.locator(".yk-counts")).to_have_count(0)
    check_page.get_by_label("ファイルを開く").set_input_files(kept)
    verdict(check_page)
    expect(check_page.locator(".yk-counts")).to_have_text(re.compile(re.escape(counts.split("\n")[0])))
    expect(check_page.locator("tbody .yk-row")).to_have_count(22)


def test_without_scripts_the_requirements_and_an_empty_form_can_be_read(
    browser: Browser, origin: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}check/curriculum/")
    assert "JavaScript が止められています" in page.content()
    expect(page.locator("#f-timetable-1-subject")).to_be_visible()
    page.get_by_label("第1号職場適応援助者養成研修").check()
    expect(page.locator('.yk-requirement[data-training="class-1"]')).to_contain_text("42時間以上")
    expect(page.get_by_role("button", name="記入例を読み込む")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_the_page_never_scrolls_sideways(browser: Browser, origin: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{origin}check/curriculum/?training=class-1")
    page.locator("yk-self-check:defined").wait_for()
    overflow = "document.documentElement.scrollWidth - innerWidth"
    assert page.evaluate(overflow) <= 0
    load_example(page, "class-1-three-faults")
    drawn(page)
    finding(page, "total").locator("summary").first.click()
    assert page.evaluate(overflow) <= 0
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible_before_and_after_a_verdict(
    browser: Browser, origin: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{origin}check/curriculum/?training=class-1")
    page.locator("yk-self-check:defined").wait_for()
    assert faults(page) == []
    load_example(page, "class-1-three-faults")
    drawn(page)
    for summary in page.locator(".yk-group > .yk-finding:not(.yk-met) > summary").all():
        if summary.is_visible():
            summary.click()
    field(page, 1, "start").fill("abc")
    field(page, 1, "start").press("Tab")
    page.locator("#e-f-timetable-1-start").wait_for()
    assert faults(page) == []
    context.close()


def test_rows_that_lost_their_day_in_merged_cells_are_offered_the_one_above(check_page: Page) -> None:
    check_page.get_by_text("表計算ソフトから貼り付ける").click()
    check_page.get_by_label("時間割の範囲").fill(
        "日付\t時間帯\t科目\n令和８年６月１日\t９：００〜１０：００\tケース会議\n\t１０：００〜１１：００\tケース会議\n"
    )
    check_page.get_by_role("button", name="表に入れる").click()
    offer = check_page.get_by_role("button", name="すぐ上の行の日付を入れる")
    # Nothing is filled in by itself.
    expect(offer).to_be_visible()
    expect(field(check_page, 2, "date")).to_have_value("")
    offer.click()
    expect(field(check_page, 2, "date")).to_have_value("令和８年６月１日")
    expect(field(check_page, 2, "date")).to_be_focused()
    expect(offer).to_be_hidden()
    check_page.get_by_role("button", name="元に戻す").click()
    expect(offer).to_be_visible()
