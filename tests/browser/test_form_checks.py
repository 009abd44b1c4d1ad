"""Every check that is a form, as a person meets it: asked what matters, told at once, on a desk and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from yoken import rulebook

from scripts.pages.links import check_address, has_own_page
from tests.browser.form_check import DESK, PHONE, both, headline, load_example, onward, open_check, question
from tests.browser.holding import HOLDING, hold, let_go
from tests.browser.keyboard import tab_to
from tests.browser.self_check import drawn, faults, said

pytestmark = pytest.mark.browser

CHECKS = [check_address(check) for check in rulebook.load().checks.values() if has_own_page(check)]


def finding(page: Page, name: str) -> Locator:
    return page.locator(f'.yk-report [data-finding="{name}"]').first


@both
def test_an_organisation_is_asked_what_matters_and_told_the_nearest_way(page: Page, origin: str) -> None:
    open_check(page, origin, "designated-institution")
    page.get_by_label("訪問型職場適応援助者養成研修").check()
    onward(page)
    question(page, "legal-person").get_by_label("いいえ", exact=True).check()
    headline(page, "満たさない")
    ways = page.locator(".yk-ways > ol > li")
    expect(ways).to_have_count(4)
    expect(page.locator(".yk-ways__nearest")).to_have_count(1)
    expect(ways.filter(has=page.locator(".yk-ways__nearest")).locator("li").first).to_be_visible()
    # What was answered can be changed, and the answers stay for the next page of this tab.
    onward(page)
    answered = page.locator("[data-answered] li").filter(has_text="法人ですか")
    expect(answered).to_contain_text("いいえ")
    answered.get_by_role("button").click()
    expect(question(page, "legal-person")).to_be_focused()
    open_check(page, origin, "notice-2006-institution")
    expect(page.locator("[data-answered] li").filter(has_text="法人ですか")).to_contain_text("いいえ")


def test_only_a_few_questions_are_in_sight_until_all_are_asked_for(page: Page, origin: str) -> None:
    open_check(page, origin, "designated-institution")
    shown = page.locator("[data-question]:visible")
    expect(shown).to_have_count(1)
    page.get_by_role("button", name="すべての質問を見る").click()
    assert shown.count() > 20


@pytest.mark.parametrize("name", ["notice-2006-regulations", "coordinator-goals"])
def test_a_list_to_tick_off_leaves_the_verdict_near_on_a_phone(page: Page, origin: str, name: str) -> None:
    open_check(page, origin, name)
    every = page.locator("[data-question]").count()
    screens = "place => (place.getBoundingClientRect().top + scrollY) / innerHeight"
    assert page.locator("[data-headline]").evaluate(screens) < 2.5
    for example in page.locator("#yk-example option").all()[:1]:
        load_example(page, example.get_attribute("value") or "")
        expect(page.locator("[data-answered] summary")).to_be_visible()
        assert page.locator("[data-headline]").evaluate(screens) < 2.5
    page.get_by_role("button", name="すべての質問を見る").click()
    expect(page.locator("[data-question]:visible")).to_have_count(every)


@pytest.mark.parametrize("screen", [DESK])
def test_a_list_to_tick_off_is_whole_where_the_verdict_stands_beside_it(page: Page, origin: str) -> None:
    open_check(page, origin, "notice-2006-regulations")
    asked = page.locator("[data-question]")
    expect(page.locator("[data-question]:visible")).to_have_count(asked.count())
    asked.last.scroll_into_view_if_needed()
    expect(page.locator("[data-headline]")).to_be_in_viewport()


def test_not_everything_is_called_answered_before_python_has_said_what_comes_next(
    page: Page, origin: str
) -> None:
    page.add_init_script(HOLDING)
    open_check(page, origin, "designated-institution")
    hold(page)
    page.get_by_label("訪問型職場適応援助者養成研修").check()
    onward(page)
    nothing = page.locator("[data-nothing]")
    expect(nothing).to_be_visible()
    expect(nothing).to_have_text("判定が出ると、次に答えることがここに出ます。")
    let_go(page)
    expect(question(page, "legal-person")).to_be_visible()
    expect(nothing).to_be_hidden()


def test_many_answers_are_folded_and_can_be_changed_all_the_same(page: Page, origin: str) -> None:
    page.set_viewport_size(PHONE)
    open_check(page, origin, "designated-institution")
    page.get_by_label("訪問型職場適応援助者養成研修").check()
    onward(page)
    answered = page.locator("[data-answered] li")
    expect(answered.first).to_be_visible()
    load_example(page, "institution-center")
    expect(answered).to_have_count(25)
    expect(answered.first).to_be_hidden()
    tab_to(page, page.get_by_text("答えた項目（25）").locator("xpath=ancestor::summary"))
    page.keyboard.press("Enter")
    tab_to(page, answered.filter(has_text="法人ですか").get_by_role("button"))
    page.keyboard.press("Enter")
    expect(question(page, "legal-person")).to_be_focused()
    # It stays as the person has left it.
    question(page, "legal-person").get_by_label("いいえ", exact=True).check()
    headline(page, "満たさない")
    expect(answered.first).to_be_visible()


@both
def test_the_articles_of_the_regulations_are_ticked_off(page: Page, origin: str) -> None:
    open_check(page, origin, "notice-2006-regulations")
    before = page.locator("[data-progress-bar]").evaluate("bar => bar.value")
    name = question(page, "regulations-name")
    name.get_by_label("研修の名称").check()
    headline(page, "満たさない")
    expect(finding(page, "item-1")).to_contain_text("研修機関")
    name.get_by_label("研修機関").check()
    headline(page, "まだ決まらない")
    assert page.locator("[data-progress-bar]").evaluate("bar => bar.value") == before + 1
    # None of them shuts out the others.
    name.get_by_label("なし").check()
    expect(name.get_by_label("研修機関")).not_to_be_checked()
    headline(page, "満たさない")


def test_a_judgement_is_recorded_with_its_note_and_taken_back(page: Page, origin: str) -> None:
    open_check(page, origin, "coordinator-goals")
    headline(page, "人が確かめる")
    first = page.locator("[data-type=judged]").first
    first.get_by_label("認められない").check()
    first.get_by_label("だれが、何を見て判断したか").fill("修了試験")
    headline(page, "満たさない")
    expect(page.locator(".yk-report")).to_contain_text("記録: 修了試験")
    first.get_by_label("まだ判断していない").check()
    headline(page, "人が確かめる")


@both
def test_an_advertisement_shows_where_its_wording_differs(page: Page, origin: str) -> None:
    open_check(page, origin, "notice-2006-advertising")
    page.get_by_label("第1号職場適応援助者養成研修").check()
    question(page, "advertised").get_by_label("はい", exact=True).check()
    wording = "厚生労働省 第1号 職場適応援助者助成金（障害者雇用納付金制度に基づく助成金）対象指定研修"
    text = question(page, "advertisement-text").locator("textarea")
    text.fill(f"参加者募集！{wording.replace('対象', '支給対象')}です。")
    expect(finding(page, "wording")).to_contain_text("近い表現は")
    text.fill(f"参加者募集！\n{wording}です。")
    expect(finding(page, "wording")).to_contain_text("という表現があります")


@both
def test_a_wished_day_gives_the_dates_of_three_years(page: Page, origin: str) -> None:
    open_check(page, origin, "notice-2006-calendar")
    question(page, "calendar-purposes").get_by_label("新しく指定を受けるとき").check()
    onward(page)
    day = page.locator("#f-answers-desired-designation-day")
    day.fill("令和９年４月１日")
    dates = page.locator(".yk-dates")
    expect(dates).to_contain_text("2027年1月4日")
    expect(dates).to_contain_text("2030年3月31日")
    with page.expect_download() as saved:
        page.get_by_role("button", name="期日をカレンダーのファイル").click()
    file = saved.value.path().read_bytes()
    assert b"DTSTART;VALUE=DATE:20270104\r\nDTEND;VALUE=DATE:20270202\r\n" in file
    assert max(map(len, file.split(b"\r\n"))) <= 75
    # What cannot be read is told in the same words beside the field and above the form.
    day.fill("四月一日")
    day.blur()
    expect(page.locator("[data-problems] li")).to_contain_text("日付として読めません")
    words = page.locator("[data-problems] li").inner_text()
    expect(page.locator(".yk-error").filter(has_text=words)).to_have_count(1)
    expect(day).to_have_attribute("aria-invalid", "true")


@both
def test_instructors_are_set_against_subjects(page: Page, origin: str) -> None:
    open_check(page, origin, "designated-instructors")
    load_example(page, "instructors-visiting")
    expect(page.locator(".yk-matrix tbody tr").first).to_be_visible()
    assert page.locator("[data-person]").count() > 2
    row = page.locator(".yk-matrix tbody tr").filter(has_text="支援記録の作成")
    expect(row).to_contain_text("満たす")
    # Taking a teacher away leaves a subject without a known experience.
    card = page.locator("[data-person]").nth(1)
    if not card.get_by_role("button").is_visible():
        card.locator("summary").click()
    page.get_by_role("button", name="2人目を消す").click()
    expect(row).to_contain_text("入力不足")
    page.get_by_role("button", name="時間割の講師を入れる").click()
    expect(page.locator("[data-person] input[data-path$='/name']").last).to_have_value("講師B")
    page.get_by_role("button", name="時間割の講師を入れる").click()
    expect(page.locator("[data-refused=instructors]")).to_be_visible()


def test_answers_are_saved_opened_and_wiped(page: Page, origin: str) -> None:
    open_check(page, origin, "coordinator-person")
    load_example(page, "coordinator-person-manager")
    expect(page.locator("[data-progress]")).to_contain_text("まだ決まらない項目 0")
    before = page.locator("[data-headline]").inner_text()
    with page.expect_download() as saved:
        page.get_by_role("button", name="ファイルに保存").click()
    page.get_by_role("button", name="このページの答えを消去").click()
    expect(page.locator("[data-progress]")).to_contain_text("答えた質問 0")
    page.get_by_role("button", name="元に戻す").click()
    headline(page, before)
    page.get_by_role("button", name="このページの答えを消去").click()
    page.locator(".yk-keep [data-act=open]").set_input_files(saved.value.path())
    said(page, "開きました")
    headline(page, before)


def test_the_keyboard_alone_answers_and_goes_on(page: Page, origin: str) -> None:
    open_check(page, origin, "coordinator-person")
    page.locator("[data-question]:visible input").first.focus()
    # From まだ答えない the arrow leads to the first answer.
    keys = {"checkbox": "Space", "radio": "ArrowDown"}
    for number in range(1, 12):
        kind = page.evaluate("document.activeElement.type")
        if kind == "text":
            page.keyboard.insert_text("令和5年4月1日")
        else:
            page.keyboard.press(keys[kind])
        # It has been judged.
        expect(page.locator("[data-progress]")).to_contain_text(f"答えた質問 {number}、")
        tab_to(page, page.get_by_role("button", name="次へ"))
        page.keyboard.press("Enter")
        # The focus is on the next question, or on the heading where there is none.
        if page.evaluate("document.activeElement.id") == "yk-enter":
            break
        assert page.evaluate("document.activeElement.closest('[data-question]') !== null")
        if page.evaluate("document.activeElement.localName") == "fieldset":
            page.keyboard.press("Tab")
    expect(page.locator("[data-nothing]")).to_contain_text("すべて答えました")
    expect(page.locator("[data-answered] li")).to_have_count(number)


def test_without_scripts_questions_and_requirements_can_be_read(browser: Browser, origin: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    opened = context.new_page()
    opened.goto(f"{origin}check/notice-2006-regulations/")
    expect(opened.locator("[data-question]").last).to_be_visible()
    expect(opened.get_by_role("heading", name="要件", exact=True)).to_be_visible()
    expect(opened.locator(".yk-verdict")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("path", CHECKS)
def test_a_check_with_its_verdict_is_accessible(page: Page, origin: str, path: str) -> None:
    page.goto(f"{origin}{path}")
    expect(page.locator("[data-headline]")).to_be_visible()
    if page.locator("#yk-example").count():
        progress = page.locator("[data-progress]")
        before = progress.inner_text()
        page.get_by_text("記入例から始める").click()
        page.get_by_role("button", name="記入例を読み込む").click()
        expect(progress).not_to_have_text(before)
    for mode in page.get_by_role("button", name="すべての質問を見る").all():
        if mode.is_visible():
            mode.click()
    drawn(page)
    assert faults(page) == []
