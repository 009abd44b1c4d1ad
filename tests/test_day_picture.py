"""The picture of a timetable: every session once, in its place by the clock, and leading to its row."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from yoken import browser, rulebook
from yoken.day_picture import MOST

BOOK = rulebook.load()
ROW = {
    "date": "2026/6/1",
    "form": "講義",
    "delivery": "対面",
    "subject": "就労支援のプロセス",
    "instructors": "講師A",
}


def picture(*rows: dict[str, str], training: str = "visiting") -> str:
    facts = {"training": training, "timetable": [{**ROW, **row} for row in rows]}
    return panel(facts)


def panel(facts: dict[str, Any], check: str = "designated/curriculum") -> str:
    request = {"method": "check", "check": check, "facts": facts, "as_of": "2026-11-24"}
    return str(json.loads(browser.handle(json.dumps(request)))["panels"])


def slots(html: str) -> list[tuple[int, int, int, int]]:
    """Start on the scale, length, lane and number of lanes, in the order of the page."""
    found = re.findall(r'data-at="(\d+)" data-long="(\d+)" data-lane="(\d+)" data-lanes="(\d+)"', html)
    return [tuple(int(each) for each in numbers) for numbers in found]  # type: ignore[misc]


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


@pytest.mark.parametrize("example", [e for e in BOOK.examples.values() if e.check.endswith("/curriculum")])
def test_every_session_of_an_example_leads_to_its_row_and_is_there_once(example: rulebook.Example) -> None:
    html = panel(example.facts, example.check)
    rows = sorted(int(row) for row in re.findall(r'data-path="timetable/(\d+)/subject"', html))
    assert rows == list(range(1, len(example.facts["timetable"]) + 1))
    assert re.findall(r'href="#(f-timetable-1-subject)"', html)


def test_the_minutes_of_the_days_are_those_of_the_report() -> None:
    html = panel(BOOK.examples["both-together"].facts)
    assert "6日、23コマ。数えた時間は42時間（うちモデル科目42時間）。" in text(html)
    assert re.findall(r"</time></h4><p>([^<]+)</p>", html) == [
        "7時間、ほかの研修のコマ 2",
        "7時間",
        "7時間、ほかの研修のコマ 1",
        "7時間",
        "7時間、ほかの研修のコマ 2",
        "7時間",
    ]


def test_all_days_have_one_scale_from_a_full_hour_to_a_full_hour_and_gaps_stay_empty() -> None:
    html = picture(
        {"start": "9:30", "end": "11:00"},
        {"start": "13:00", "end": "13:45"},
        {"date": "2026/6/2", "start": "16:10", "end": "16:40"},
    )
    assert slots(html) == [(30, 90, 0, 1), (240, 45, 0, 1), (430, 30, 0, 1)]
    assert re.findall(r'yk-day__track" data-long="(\d+)"', html) == ["480", "480"]


def test_sessions_at_one_time_stand_beside_each_other_and_are_called_overlapping() -> None:
    html = picture(
        {"start": "9:00", "end": "12:00"},
        {"start": "9:30", "end": "10:00"},
        {"start": "10:00", "end": "11:00"},
        {"start": "13:00", "end": "14:00"},
    )
    assert slots(html) == [(0, 180, 0, 2), (30, 30, 1, 2), (60, 60, 1, 2), (240, 60, 0, 1)]
    assert html.count("重なり") == 3


def test_two_rooms_with_a_training_in_each_are_no_overlap() -> None:
    html = picture(
        {"start": "9:00", "end": "10:00", "audience": "訪問型のみ"},
        {"start": "9:00", "end": "10:00", "audience": "企業在籍型のみ"},
    )
    assert slots(html) == [(0, 60, 0, 2), (0, 60, 1, 2)]
    assert "重なり" not in html
    assert text(html).count("企業在籍型のみ") == 1
    assert "訪問型のみ" not in html


def test_a_start_and_a_length_give_a_place_and_a_length_alone_a_line_of_the_day() -> None:
    html = picture(
        {"start": "9:00", "minutes": "90分"},
        {"minutes": "45分"},
        {"date": "", "start": "9:00", "end": "10:00"},
    )
    assert slots(html) == [(0, 90, 0, 1)]
    day, undated = text(html).split("時刻のないコマ")[1].split("日付のないコマ")
    assert "45分" in day
    assert "9:00〜10:00 1時間" in undated


def test_form_joint_and_what_is_no_session_of_a_subject_are_said_in_words_and_by_a_letter() -> None:
    html = picture(
        {"start": "9:00", "end": "10:00", "form": "実習", "joint": "はい"},
        {"start": "10:00", "end": "10:10", "kind": "休憩", "subject": "休憩"},
        {"start": "10:10", "end": "11:00", "form": ""},
    )
    first, second, third = re.findall(r'<li class="yk-slot .*?</li>', html)
    assert "yk-slot--4" in first
    assert text(first) == "9:00〜10:00 実実習 合同 就労支援のプロセス"
    assert "yk-slot--0" in second
    assert text(second) == "10:00〜10:10 他試験・式・休憩 休憩"
    assert text(third) == "10:10〜11:00 他形態が未記入 就労支援のプロセス"
    assert "モデル科目 1時間50分、試験・式・休憩 10分" in text(html)


def test_what_is_not_known_is_said_and_not_taken_for_nothing() -> None:
    html = picture({"start": "9:00", "end": "10:00"}, {})
    assert "1時間、時間の分からないコマ 1" in text(html)
    assert "時間が未記入" in text(html)


@pytest.mark.parametrize("typed", ['<img src=x onerror="a">', "'\"><script>", "{{7*7}}&amp;"])
def test_what_people_type_is_text(typed: str) -> None:
    tags: list[str] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.append(tag)

    Tags().feed(picture({"subject": typed, "start": "9:00", "end": "10:00", "kind": "独自科目"}))
    assert not {"img", "script"} & set(tags)


def test_a_plan_that_nobody_could_look_at_is_not_drawn() -> None:
    html = picture(*({"start": "9:00", "end": "10:00"} for _ in range(MOST + 1)))
    assert "<a" not in html
    assert "図は出していません" in html


def test_without_a_session_there_is_no_picture() -> None:
    assert panel({"training": "visiting", "timetable": []}) == ""
