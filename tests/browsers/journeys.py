"""What people come for, in a browser that is not Chromium: ./scripts/browsers firefox, ./scripts/browsers webkit."""

from __future__ import annotations

import json
from pathlib import Path

from tests.browsers.person import Person

PLAN = "check/curriculum/?training=class-1"
# Keeps the text of what a page saves, and the link it copies: neither driver tells where the file or the clipboard is.
WATCH = """
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      window.savedBlob = blob;
      return make.call(URL, blob);
    };
    Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => void (window.copied = text) } });
"""


def cell(row: int, column: str) -> str:
    return f"#f-timetable-{row}-{column}"


def fill(person: Person, row: int, **cells: str) -> None:
    for column, text in cells.items():
        person.write(cell(row, column), text)


def test_a_plan_typed_by_hand_is_judged_and_what_cannot_be_read_is_said_beside_it(person: Person) -> None:
    person.open(PLAN, "yk-self-check")
    fill(person, 1, date="令和８年６月１日", start="９：３０", end="１１時", subject="ケース会議")
    person.verdict("満たさない")
    assert person.written(cell(1, "start")) == "９：３０"
    fill(person, 2, start="25:00")
    person.see("#e-f-timetable-2-start", "「25:00」")
    assert person.written(cell(2, "start")) == "25:00"


def test_an_example_is_judged_and_one_minute_less_is_told_and_undone(person: Person) -> None:
    person.open(PLAN, "yk-self-check")
    person.unfold("記入例から始める")
    person.press("記入例を読み込む")
    assert "満たさない" not in person.verdict("満たす")
    before = person.written(cell(1, "end"))
    hour, minute = (int(part) for part in before.split(":"))
    minutes = hour * 60 + minute - 1
    person.write(cell(1, "end"), f"{minutes // 60}:{minutes % 60:02}")
    person.verdict("満たさない")
    person.see('.yk-report [data-finding="total"]', "1分足りません")
    person.press("元に戻す")
    person.until(lambda: person.written(cell(1, "end")) == before, "元の終了")
    person.until(lambda: "満たさない" not in person.verdict(), "満たさないが消える")


def test_cells_copied_from_a_spreadsheet_become_rows(person: Person) -> None:
    person.open(PLAN, "yk-self-check")
    person.unfold("表計算ソフトから貼り付ける")
    person.driver.run(
        "document.querySelector(arguments[0]).value = arguments[1]",
        "#yk-block",
        "科目\t終了\t開始\t日付\nケース会議\t11:00\t9:30\tR8.6.1\nケーススタディ\t15:00\t13:00\tR8.6.1",
    )
    person.press("表に入れる")
    person.until(lambda: person.written(cell(2, "subject")) == "ケーススタディ", "2行目")
    assert person.written(cell(1, "date")) == "R8.6.1"


def test_a_saved_file_opens_again_as_it_was(person: Person, tmp_path: Path) -> None:
    person.open(PLAN, "yk-self-check")
    person.driver.run(WATCH)
    fill(person, 1, subject="ケース会議", start="９：３０")
    person.press("ファイルに保存")
    text = person.driver.wait_for(
        "const done = arguments[arguments.length - 1]; window.savedBlob.text().then(done)"
    )
    assert json.loads(text)["timetable"][0] == {"subject": "ケース会議", "start": "９：３０"}
    kept = tmp_path / "計画.json"
    kept.write_text(text, encoding="utf-8")
    person.press("すべて消す")
    assert person.written(cell(1, "subject")) == ""
    person.give(".yk-keep [data-act=open]", str(kept))
    person.until(lambda: person.written(cell(1, "subject")) == "ケース会議", "開いた内容")


def test_a_draft_is_kept_when_asked_and_outlives_a_reload(person: Person) -> None:
    person.open(PLAN, "yk-keep")
    person.choose("この端末に保存し")
    assert person.driver.run("return document.querySelector('[data-act=keep]').checked")
    fill(person, 1, subject="ケース会議")
    person.until(
        lambda: "ケース会議" in person.driver.run("return Object.values(localStorage).join()"), "下書き"
    )
    person.driver.run("sessionStorage.clear()")
    person.driver.again()
    person.started("yk-keep")
    person.said("を開きました")
    assert person.written(cell(1, "subject")) == "ケース会議"


def test_a_shared_link_brings_the_same_plan(person: Person) -> None:
    person.open(PLAN, "yk-keep")
    person.driver.run(WATCH)
    fill(person, 1, subject="ケース会議", instructors="講師A")
    person.press("共有リンクを写す")
    person.said("共有リンクを写しました")
    link = person.driver.run("return window.copied")
    assert "ケース会議" not in link.split("#")[0]
    person.driver.run("sessionStorage.clear(); localStorage.clear()")
    person.driver.go(f"{person.origin}404.html")
    person.driver.go(link)
    person.started("yk-keep")
    person.until(lambda: person.written(cell(1, "subject")) == "ケース会議", "共有された計画")
    assert person.written(cell(1, "instructors")) == "講師A"


def test_a_form_asks_and_judges(person: Person) -> None:
    person.open("check/designated-institution/", "yk-form-check")
    person.choose("訪問型職場適応援助者養成研修")
    person.press("次へ")
    person.see('[data-question="answers/legal-person"]')
    person.driver.run(
        """
        const question = document.querySelector('[data-question="answers/legal-person"]');
        [...question.querySelectorAll("label")].find((each) => each.innerText.trim() === "いいえ").click();
        """
    )
    person.see("[data-headline]", "満たさない")


def test_an_excel_file_is_made_in_the_page(person: Person) -> None:
    person.open(PLAN, "yk-self-check")
    person.driver.run(WATCH)
    person.unfold("記入例から始める")
    person.press("記入例を読み込む")
    person.verdict("満たす")
    person.press("いまの内容を Excel に")
    person.until(lambda: person.driver.run("return Boolean(window.savedBlob)"), "Excel のファイル")
    first = person.driver.wait_for(
        """
        const done = arguments[arguments.length - 1];
        window.savedBlob.slice(0, 2).text().then(done);
        """
    )
    assert first == "PK"


def test_pages_to_read_are_found_by_search(person: Person) -> None:
    person.driver.go(f"{person.origin}clauses/notice-2006/")
    person.see("h1")
    assert person.driver.run("return document.documentElement.scrollWidth <= innerWidth")
    # The theme's script comes after the first frame, and ours after it.
    person.until(lambda: person.driver.run("return document.querySelector('.md-search[aria-label]')"))
    person.driver.run(
        """
        const field = document.querySelector("input[name=query], input[type=search]");
        field.focus();
        field.value = "実習";
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
        """
    )
    person.see(".md-search-result__link, [data-search] a", "実習")
