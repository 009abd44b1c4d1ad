"""The timetable on its page: drawn day by day, for two trainings at once, with what to look at beside the cell."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, FloatRect, Locator, Page, expect

from tests.browser.holding import HOLDING, hold, let_go
from tests.browser.seeing import too_wide
from tests.browser.self_check import PATIENCE, drawn, faults, field, finding, load_example, said, shows

pytestmark = pytest.mark.browser


@pytest.fixture
def both(check_page: Page) -> Page:
    """A plan for 訪問型 and 企業在籍型 together."""
    check_page.get_by_label("訪問型職場適応援助者養成研修").check()
    load_example(check_page, "both-together")
    return check_page


def slot(page: Page, row: int) -> Locator:
    return page.locator(f'.yk-days a[data-path="timetable/{row}/subject"]')


def box(place: Locator) -> FloatRect:
    found = place.bounding_box()
    assert found
    return found


def choose(page: Page, training: str) -> None:
    page.get_by_label(f"{training}職場適応援助者養成研修").check()


# ---- The picture ---------------------------------------------------------------------------------------------------


def test_a_session_is_as_high_as_it_is_long_and_a_break_stays_empty(both: Page) -> None:
    hour, two, after_lunch = (box(slot(both, row).locator("..")) for row in (1, 2, 3))
    assert two["height"] == pytest.approx(2 * hour["height"], rel=0.05)
    assert after_lunch["y"] - (two["y"] + two["height"]) == pytest.approx(hour["height"], rel=0.05)
    # Two rooms at one time stand beside each other.
    visiting, in_house = box(slot(both, 3)), box(slot(both, 4))
    assert visiting["y"] == in_house["y"]
    assert visiting["x"] + visiting["width"] <= in_house["x"] + 1


def test_a_session_leads_to_its_row_by_keyboard(both: Page) -> None:
    slot(both, 9).focus()
    both.keyboard.press("Enter")
    assert both.evaluate("document.activeElement.id") == "f-timetable-9-subject"
    expect(field(both, 9, "subject")).to_be_in_viewport()


def test_the_picture_follows_every_change_and_stays_folded_when_it_was(both: Page) -> None:
    picture = both.locator(".yk-days")
    expect(picture).to_contain_text("数えた時間は42時間")
    picture.locator("summary").click()
    field(both, 1, "end").fill("9:30")
    expect(picture).to_contain_text("数えた時間は41時間30分")
    assert picture.get_attribute("open") is None
    both.get_by_role("button", name="すべて消す").click()
    expect(both.locator(".yk-days")).to_have_count(0)


def test_a_session_without_a_clock_is_listed_in_its_day(both: Page) -> None:
    field(both, 1, "start").fill("")
    field(both, 1, "end").fill("")
    field(both, 1, "minutes").fill("60分")
    day = both.locator(".yk-day").first
    expect(day).to_contain_text("時刻のないコマ")
    expect(day.locator(".yk-day__untimed a")).to_have_attribute("data-path", "timetable/1/subject")
    expect(day.locator("p").first).to_have_text("7時間、ほかの研修のコマ 2")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_picture_can_be_read_anywhere(browser: Browser, origin: str, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(f"{origin}check/curriculum/?training=visiting")
    page.locator("yk-self-check:defined").wait_for()
    load_example(page, "both-together")
    # A short session, one that overlaps it, one without a clock and a warning beside its cell.
    field(page, 1, "end").fill("9:10")
    field(page, 2, "start").fill("9:05")
    for column in ("start", "end"):
        field(page, 28, column).fill("")
    field(page, 28, "minutes").fill("90分")
    expect(page.locator(".yk-caution")).to_have_count(1)
    expect(page.locator(".yk-day__untimed")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    names = page.locator(".yk-slot:not([data-long='10']) .yk-slot__when")
    # 「9:00〜」 at least stays on one line.
    assert all(each["width"] > 30 for each in (box(name) for name in names.all()))
    assert faults(page) == []
    context.close()


def test_on_paper_every_day_is_whole(both: Page) -> None:
    both.emulate_media(media="print")
    days = both.locator(".yk-day")
    expect(days).to_have_count(6)
    width = both.evaluate("document.documentElement.clientWidth")
    for day in days.all():
        place = box(day)
        assert place["x"] + place["width"] <= width


def test_on_paper_seven_sessions_go_on_a_page(both: Page) -> None:
    # A4 within its margins, at 96 dots an inch.
    both.set_viewport_size({"width": 688, "height": 1017})
    both.emulate_media(media="print")
    places = [box(row) for row in both.locator(".yk-row").all()]
    assert max(place["height"] for place in places) < 1017 / 7
    assert both.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


# ---- Two trainings in one timetable --------------------------------------------------------------------------------


def test_one_click_shows_the_verdict_of_the_other_training(both: Page) -> None:
    warnings = both.locator("[data-warnings]")
    expect(warnings).to_contain_text("「企業在籍型のみ」の5コマは、ここでは数えていません")
    expect(slot(both, 4)).to_contain_text("企業在籍型のみ")
    expect(finding(both, "total")).to_contain_text("42時間")
    choose(both, "企業在籍型")
    expect(warnings).to_contain_text("「訪問型のみ」の5コマは、ここでは数えていません")
    expect(slot(both, 3)).to_contain_text("訪問型のみ")
    expect(slot(both, 4)).not_to_contain_text("企業在籍型のみ")
    expect(finding(both, "total")).to_contain_text("42時間")
    expect(both.locator("[aria-invalid]")).to_have_count(0)


def test_whom_a_row_is_for_is_asked_when_wanted_and_shown_while_it_is_said(check_page: Page) -> None:
    choose(check_page, "訪問型")
    whom = field(check_page, 1, "audience")
    expect(whom).to_be_hidden()
    together = check_page.get_by_label("二つの研修を一つの時間割に書く")
    together.check()
    offered = whom.locator("option:not([disabled])")
    expect(offered).to_have_text(["", "両方", "訪問型のみ", "企業在籍型のみ"])
    whom.select_option("企業在籍型のみ")
    expect(together).to_be_disabled()
    expect(field(check_page, 1, "subject")).to_have_attribute("list", "yk-subjects-in-house")
    expect(field(check_page, 2, "subject")).to_have_attribute("list", "yk-subjects-visiting")
    whom.select_option("")
    together.uncheck()
    expect(whom).to_be_hidden()
    check_page.get_by_label("第1号職場適応援助者養成研修").check()
    together.check()
    expect(offered).to_have_text(["", "両方", "第1号のみ", "第2号のみ"])
    check_page.get_by_label("両立支援コーディネーター養成研修").check()
    expect(together).to_be_hidden()


def test_a_new_row_asks_like_the_others(both: Page) -> None:
    both.get_by_role("button", name="行を足す").click()
    said(both, "29行目を足しました")
    expect(field(both, 29, "audience").locator("option:not([disabled])")).to_have_text(
        ["", "両方", "訪問型のみ", "企業在籍型のみ"]
    )


# ---- Beside the cell -----------------------------------------------------------------------------------------------


def test_what_a_person_should_look_at_stands_beside_its_cell_and_is_no_error(both: Page) -> None:
    start = field(both, 2, "start")
    start.fill("9:30")
    start.press("Tab")
    note = both.locator("#e-f-timetable-2-start")
    expect(note).to_contain_text("1行目と時間が重なっています")
    expect(note).to_have_class("yk-caution")
    expect(start).not_to_have_attribute("aria-invalid", "true")
    expect(start).to_have_attribute("aria-describedby", re.compile("e-f-timetable-2-start"))
    expect(both.locator("#yk-problems")).to_be_hidden()
    expect(slot(both, 2)).to_contain_text("重なり")

    both.locator("[data-warnings] a", has_text="重なっています").click()
    assert both.evaluate("document.activeElement.id") == "f-timetable-2-start"
    start.fill("10:00")
    start.press("Tab")
    expect(start).not_to_have_attribute("aria-describedby", re.compile("e-f-"))
    expect(note).to_have_count(0)


def test_what_was_wrong_with_a_value_is_not_said_of_the_one_in_its_place(
    context: BrowserContext, origin: str
) -> None:
    """However late Python judges that one."""
    context.add_init_script(HOLDING)
    page = context.new_page()
    page.goto(f"{origin}check/curriculum/?training=class-1")
    load_example(page, "class-1-complete")
    start = field(page, 2, "start")
    note = page.locator("#e-f-timetable-2-start")
    start.fill("9:30")
    start.press("Tab")
    expect(note).to_be_visible()
    start.focus()
    expect(note).to_have_count(0)
    hold(page)
    start.fill("13:00")
    start.press("Tab")
    drawn(page)
    # Not waited for: once the page has waited long enough for Python, it shows nothing of what it knew.
    assert note.count() == 0
    # What is wrong with the new one is said as soon as it is known.
    start.fill("25:99")
    start.press("Tab")
    let_go(page)
    expect(note).to_have_class("yk-error")


@pytest.mark.parametrize("width", [1280, 768, 390])
@pytest.mark.parametrize("column", ["start", "end"])
def test_what_is_wrong_with_a_narrow_cell_is_read_in_a_few_lines(both: Page, column: str, width: int) -> None:
    both.set_viewport_size({"width": width, "height": 900})
    field(both, 2, column).fill("25:99")
    field(both, 2, column).press("Tab")
    note = both.locator(f"#e-f-timetable-2-{column}")
    expect(note).to_be_visible()
    lines = "note => note.getBoundingClientRect().height / parseFloat(getComputedStyle(note).lineHeight)"
    assert note.evaluate(lines) < 4.5
    note.scroll_into_view_if_needed()
    # Where its row has nothing else.
    assert note.evaluate(
        """note => {
          const { left, right, top, bottom } = note.getBoundingClientRect();
          const there = [left + 1, right - 1].flatMap((x) => [top + 1, bottom - 1].map((y) => document.elementFromPoint(x, y)));
          return there.every((each) => note.closest(".yk-row").contains(each) && !each.closest("input, select, summary, label"));
        }"""
    )
    assert too_wide(both) <= 0


def test_an_error_and_a_warning_of_one_cell_are_both_said(both: Page) -> None:
    field(both, 3, "joint").select_option("はい")
    field(both, 3, "end").fill("10:00")
    field(both, 3, "end").press("Tab")
    expect(both.locator("#e-f-timetable-3-end")).to_have_class("yk-error")
    joint = both.locator("#e-f-timetable-3-joint")
    expect(joint).to_have_class("yk-caution")
    expect(joint).to_contain_text("対象は「訪問型のみ」です")
    expect(both.locator("[data-problems] li")).to_have_count(1)
    expect(both.locator("[aria-invalid]")).to_have_count(1)


def test_a_finding_about_a_row_leads_to_its_field(both: Page) -> None:
    field(both, 21, "delivery").select_option("通信")
    shows(both, "満たさない 1")
    wrong = finding(both, "practice-correspondence")
    wrong.locator("summary").first.click()
    wrong.get_by_role("link", name="21行目").click()
    assert both.evaluate("document.activeElement.id") == "f-timetable-21-subject"
    field(both, 2, "date").fill("")
    open_ = finding(both, "span")
    expect(open_).to_have_class("yk-finding yk-unknown")
    open_.locator("summary").first.click()
    open_.get_by_role("link", name="2行目の日付").first.click()
    assert both.evaluate("document.activeElement.id") == "f-timetable-2-date"


def test_where_there_is_no_row_yet_the_timetable_itself_is_reached(check_page: Page) -> None:
    choose(check_page, "訪問型")
    check_page.locator("fieldset.yk-question:visible").first.get_by_label("はい").check()
    total = finding(check_page, "total")
    total.locator("summary").first.click(timeout=PATIENCE)
    total.get_by_role("link", name="時間割").click()
    assert check_page.evaluate("document.activeElement.id") == "f-timetable"
