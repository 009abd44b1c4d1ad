"""The nine journeys that people make once a year, each from the home page to what the person came for, by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect
from yoken import rulebook
from yoken.office import csv_table

from tests.browser.keyboard import (
    answer,
    choose,
    follow,
    hears,
    open_file,
    press,
    tab_to,
    tick,
    unfold,
    write,
)

pytestmark = pytest.mark.browser

BOOK = rulebook.load()
DESK: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 360, "height": 780}
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def page(browser: Browser, origin: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A new visitor on the home page. No page of the journey may complain, or be wider than the screen."""
    context = browser.new_context(viewport=request.param, accept_downloads=True)
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: said.append(str(error)))
    # A pointer would be noticed.
    opened.add_init_script("addEventListener('pointerdown', () => console.error('a pointer was used'), true)")
    # Files are asked for by a page that is listened to before, not while, the key is pressed.
    opened.on("filechooser", lambda _: None)
    opened.goto(origin)
    yield opened
    assert opened.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    context.close()
    assert said == []


def verdict(page: Page, text: str) -> None:
    expect(page.locator("[data-headline]")).to_contain_text(text)


def finding(page: Page, name: str) -> Locator:
    return page.locator(f'.yk-report [data-finding="{name}"]').first


def answer_what_is_asked(page: Page, example: str) -> list[str]:
    """Answers whatever is in sight and goes on, until only what a person has to judge is left. The questions, in their order."""
    facts = BOOK.examples[example].facts["answers"]
    answers = {
        f"answers/{name}": "、".join(value) if isinstance(value, list) else str(value)
        for name, value in facts.items()
    }
    # What comes next, or that nothing does, once Python has said so.
    place = page.locator("[data-question][data-now], [data-nothing]")
    settled = place.filter(visible=True).filter(has_not_text="判定が出ると")
    expect(settled.first).to_be_visible()
    expect(page.locator("[data-progress]")).to_contain_text("答えた質問")
    already = int(page.locator("[data-progress-bar]").evaluate("bar => bar.value"))
    asked: list[str] = []
    while True:
        expect(settled.first).to_be_visible()
        now = page.locator("[data-question][data-now]").evaluate_all(
            "all => all.map((each) => each.dataset.question)"
        )
        path = next((each for each in now if each in answers and each not in asked), None)
        if path:
            question = page.locator(f'[data-question="{path}"]')
            yearly = question.get_attribute("data-type") == "yearly"
            answer(page, question, answers[path] if yearly else answers[path].translate(FULL_WIDTH))
            asked.append(path)
            expect(page.locator("[data-progress]")).to_contain_text(f"答えた質問 {already + len(asked)}、")
        elif any(each.startswith("judgements/") for each in now) or not now:
            return asked
        else:
            press(page, "button", "次へ")


def pasted(table: str, rows: list[dict[str, object]], columns: list[str]) -> str:
    """Rows as Excel puts them on the clipboard, with headings, digits of a Japanese keyboard and an empty line."""
    labels = {column.id: column.label for column in BOOK.tables[table]}
    lines = [[labels[each] for each in columns]]
    for row in rows:
        cells = [row.get(each, "") for each in columns]
        lines.append(["、".join(cell) if isinstance(cell, list) else str(cell) for cell in cells])
    head, *body = ["\t".join(line) for line in lines]
    return "\n".join([head, *(line.translate(FULL_WIDTH) for line in body), "", ""])


def shift_jis(rows: list[dict[str, object]]) -> bytes:
    """A timetable as an office's Excel saves it as CSV."""
    return csv_table.write(BOOK, {"timetable": rows}).decode("utf-8-sig").encode("cp932")


def opened_finding(page: Page, name: str, clause: str) -> Locator:
    """Opens a line of the report: it leads to its clause."""
    line = finding(page, name)
    tab_to(page, line.locator("summary").first)
    page.keyboard.press("Enter")
    link = line.get_by_role("link", name=clause).first
    tab_to(page, link)
    expect(link).to_have_attribute("href", re.compile(r"/clauses/[a-z0-9-]+/#"))
    return line


def test_1_can_we_become_a_training_institution_and_by_which_way(page: Page) -> None:
    follow(page, "研修機関になれるか")
    expect(page.get_by_role("heading", level=1)).to_contain_text("研修機関の点検")
    hears(page, "まだ決まらない項目があります")
    choose(page, "どの研修についての点検ですか", "企業在籍型")
    press(page, "button", "次へ")
    asked = answer_what_is_asked(page, "institution-company")
    # First what kind of organisation, and then far fewer than the form has.
    assert asked[0] == "answers/legal-person"
    assert len(asked) < page.locator("[data-question]").count() / 2
    hears(page, "満たさない項目があります")
    ways = page.get_by_role("region", name="項目ごとの結果").locator(".yk-ways")
    expect(ways.locator("> ol > li").filter(has_text=re.compile("満たさない \\d+"))).to_have_count(4)
    nearest = ways.get_by_role("listitem").filter(has_text="いちばん近い")
    expect(nearest).to_contain_text("養成研修を各年1回以上")
    opened_finding(page, "track-record", "現行")


def test_2_a_draft_of_a_curriculum_is_checked_cell_by_cell(page: Page) -> None:
    rows = BOOK.examples["visiting-complete"].facts["timetable"]
    follow(page, "時間割が要件を満たすか")
    choose(page, "1 研修を選びます", "訪問型")
    unfold(page, "表計算ソフトから貼り付ける")
    japanese = [{**row, "date": "令和8年6月1日"} for row in rows[:2]]
    columns = ["date", "start", "end", "subject", "form", "delivery", "instructors"]
    write(page, "時間割の範囲", pasted("timetable", [*japanese, {"subject": "就労支援のプロセス"}], columns))
    press(page, "button", "表に入れる")
    hears(page, "入力不足")
    expect(page.locator("[aria-invalid]")).to_have_count(0)

    # A mistake is said beside its cell; what was typed stays.
    start = page.locator("#f-timetable-1-start")
    write(page, start, "25:00", back=True)
    page.keyboard.press("Tab")
    expect(start).to_have_attribute("aria-invalid", "true")
    expect(start).to_have_accessible_description(re.compile("「25:00」"))
    expect(start).to_have_value("25:00")
    hears(page, "読み取れなかった欄が1か所あります")
    write(page, start, "９時", back=True)

    # A day is copied with the row's own menu, and taken back.
    tab_to(
        page, page.locator("tbody .yk-row").nth(0).locator("details[data-menu] > summary").first, back=True
    )
    page.keyboard.press("Enter")
    press(page, "button", "この日をまとめて写す")
    expect(page.locator("tbody .yk-row")).to_have_count(5)
    press(page, "button", "元に戻す", back=True)
    expect(page.locator("tbody .yk-row")).to_have_count(3)

    # The whole draft comes as the office keeps it, an hour short.
    open_file(page, "Excel・CSV を取り込む", "時間割.csv", shift_jis(rows[:-1]))
    hears(page, "満たさない")
    expect(page.locator("tbody .yk-row")).to_have_count(len(rows) - 1)
    line = finding(page, "total")
    tab_to(page, line.locator("summary").first, back=True)
    page.keyboard.press("Enter")
    expect(line).to_contain_text("足りません")
    expect(line.get_by_role("link", name=re.compile("現行")).first).to_be_visible()

    # Hours of one's own table, which the documents do not have.
    hours = page.get_by_label("職業リハビリテーションの理念の時間（お手元の表）").locator("visible=true")
    write(page, hours, "２時間")
    row = (
        page.get_by_role("row", name=re.compile("職業リハビリテーションの理念")).locator("visible=true").last
    )
    expect(row.locator("[data-state=short]")).to_be_attached()


def test_3_are_there_instructors_enough(page: Page) -> None:
    facts = BOOK.examples["instructors-visiting"].facts
    rows = [dict(row) for row in facts["timetable"]]
    alone = rows[-1]["subject"]
    for row in rows:
        if row["subject"] == alone:
            del row["instructors"]
    follow(page, "講師は足りているか")
    choose(page, "どの研修についての点検ですか", "訪問型")
    open_file(page, "時間割のファイルを開く", "時間割.csv", shift_jis(rows))
    hears(page, "入力不足")
    unfold(page, "表計算ソフトから貼り付ける")
    columns = [column.id for column in BOOK.tables["people"]]
    write(page, "講師の一覧の範囲", pasted("people", facts["people"], columns))
    press(page, "button", "一覧に入れる")
    matrix = page.get_by_role("region", name="科目と講師の表")
    expect(matrix.get_by_role("row", name=re.compile("支援記録の作成"))).to_contain_text("満たす")
    expect(page.locator(".yk-matrix")).to_contain_text(re.compile(f"担当する人がいない.*{alone}"))
    # Who could, and what only a person can say.
    unfold(page, "ほかに担当できそうな人を見る")
    expect(page.locator(".yk-instead li").filter(has_text=alone)).to_contain_text("講師")
    # A cell of the matrix leads to its line, where the judgement is recorded.
    waiting = matrix.get_by_role("link", name=re.compile("人の判断")).first
    tab_to(page, waiting)
    page.keyboard.press("Enter")
    focused = page.locator("*:focus")
    expect(focused).to_contain_text("人の判断")


def test_4_what_is_due_when(page: Page) -> None:
    follow(page, "いつまでに何を出すか（2006）")
    tick(page, "どの手続の期日を確かめますか", "指定を希望する", "研修を廃止する")
    press(page, "button", "次へ")
    day = page.get_by_label(re.compile("^指定を受けたい日"))
    write(page, day, "令和９年４月１日")
    expect(page.locator("[data-read='answers/desired-designation-day']")).to_contain_text("2027年4月1日")
    dates = page.locator(".yk-dates")
    expect(dates.first).to_contain_text("2027年1月4日")
    expect(dates.first).to_contain_text("2030年3月31日")
    tab_to(page, page.get_by_role("button", name=re.compile("期日をカレンダーのファイル")))
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    assert b"DTSTART;VALUE=DATE:20270104" in saved.value.path().read_bytes()
    hears(page, "カレンダーのファイルに保存しました")
    # The documents that go with it.
    page.go_back()
    follow(page, "指定希望の書類（2006）")
    choose(page, "どの研修についての点検ですか", "第1号")
    progress = page.get_by_role("progressbar", name="答えた質問の割合")
    hears(page, "入力不足")
    before = progress.evaluate("bar => bar.value")
    press(page, "button", "次へ")
    first = page.locator("[data-question][data-now]").first
    name = first.get_attribute("data-question")
    answer(
        page,
        page.locator(f"[data-question='{name}']"),
        {"count": "２"}.get(first.get_attribute("data-type") or "", "はい"),
    )
    expect(page.locator("[data-progress]")).to_contain_text("答えた質問 2、")
    assert progress.evaluate("bar => bar.value") > before


def test_5_the_regulations_have_their_fifteen_items(page: Page) -> None:
    follow(page, "研修実施規程をそろえる（2006）")
    choose(page, "研修の区分（第1号・第2号）に応じた研修実施規程を作りましたか", "はい")
    tick(page, "研修の名称と研修機関について", "研修の名称")
    hears(page, "満たさない項目があります")
    progress = page.get_by_role("progressbar", name="答えた質問の割合")
    assert progress.evaluate("bar => bar.value") == 2
    expect(finding(page, "item-1")).to_contain_text("研修機関")
    opened_finding(page, "item-1", "2006/第2/3")
    # Back to the field, as the line of the report says.
    field = finding(page, "item-1").locator("a[data-path]").first
    tab_to(page, field)
    page.keyboard.press("Enter")
    expect(page.locator("[data-question='answers/regulations-name']")).to_be_focused()
    tick(page, "研修の名称と研修機関について", "研修機関")
    hears(page, "まだ決まらない項目があります")


def test_6_a_university_trains_its_students_and_one_of_them_completes(page: Page) -> None:
    follow(page, "大学等で在学生に行う")
    choose(page, "どの研修についての点検ですか", "訪問型")
    press(page, "button", "次へ")
    answer_what_is_asked(page, "he-students-course")
    open_file(
        page,
        "時間割のファイルを開く",
        "授業.csv",
        shift_jis(BOOK.examples["he-students-course"].facts["timetable"]),
    )
    verdict(page, "すべての項目を満たします")
    hears(page, "すべての項目を満たします")
    # One day too early for the certificate of this student.
    done = page.locator("[data-answered]").get_by_role("listitem").filter(has_text="修了証などに書く修了日")
    tab_to(page, page.locator("summary").filter(has_text="答えた項目"), back=True)
    page.keyboard.press("Enter")
    tab_to(page, done.get_by_role("button"))
    page.keyboard.press("Enter")
    write(page, page.get_by_label(re.compile("^修了証などに書く修了日")), "令和９年３月２４日")
    verdict(page, "満たさない")
    # Working people at the same university: what both ask is already answered.
    page.go_back()
    follow(page, "大学等で社会人に行う")
    expect(page.locator("[data-answered]")).to_contain_text("大学")


def test_7_goals_subjects_and_abilities_of_a_coordinator(page: Page) -> None:
    follow(page, "両立支援の研修を受けられるか")
    answer_what_is_asked(page, "coordinator-person-2017")
    verdict(page, "すべての項目を満たします")
    page.go_back()
    follow(page, "両立支援の到達目標に達したか")
    hears(page, "人の判断 20件")
    choose(page, "役割と支援内容", "確認済み")
    write(
        page, page.locator("[data-question]").first.get_by_label(re.compile("だれが、何を見て")), "修了試験"
    )
    hears(page, "人の判断 19件", "満たす 1件")
    expect(page.locator(".yk-report")).to_contain_text("記録: 修了試験")
    page.go_back()
    press(page, "link", "両立支援の到達目標")
    matrix = page.get_by_role("table").filter(has_text="両立支援コーディネーターの役割")
    expect(matrix.first).to_be_visible()


def test_8_an_advertisement_differs_by_a_character(page: Page) -> None:
    wording = "厚生労働省 第1号 職場適応援助者助成金（障害者雇用納付金制度に基づく助成金）対象指定研修"
    follow(page, "募集の広告（2006）")
    choose(page, "どの研修についての点検ですか", "第1号")
    choose(page, "指定された研修の広告や宣伝を行いますか", "はい")
    text = page.get_by_label(re.compile("^広告の文は"))
    write(page, text, f"参加者募集！\n{wording.replace('納付金', '給付金')}です。")
    hears(page, "満たさない")
    expect(finding(page, "wording")).to_contain_text("近い表現は")
    write(page, text, f"参加者募集！\n{wording.replace('1', '１')}です。")
    expect(finding(page, "wording")).to_contain_text("という表現があります")
    choose(page, "広告に、助成金の支給要件を書いていますか", "いいえ")
    hears(page, "満たさない 1件")


def test_9_the_same_plan_under_the_edition_before(page: Page) -> None:
    rows = BOOK.examples["class-1-complete"].facts["timetable"]
    follow(page, "時間割が要件を満たすか")
    choose(page, "1 研修を選びます", "第1号")
    # The last day half a year later: within a year, and not within three months.
    open_file(
        page,
        "Excel・CSV を取り込む",
        "時間割.csv",
        shift_jis([*rows[:-1], {**rows[-1], "date": "令和8年12月1日"}]),
    )
    hears(page, "満たす")
    page.go_back()
    follow(page, "前の版と比べる")
    hears(page, "結果が変わる")
    first = page.locator(".yk-compare__part").first
    expect(first).to_contain_text("現行のほうが厳しい定めです")
    link = first.get_by_role("link", name="現行/実施方法/2")
    tab_to(page, link)
    page.keyboard.press("Enter")
    page.wait_for_url("**/clauses/designated/#*")
