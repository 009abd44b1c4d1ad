"""Who could teach a subject that lacks a teacher: only what the list of instructors bears out."""

from __future__ import annotations

import json
import re
from typing import Any

from yoken import browser, rulebook

EXAMPLE = rulebook.load().examples["instructors-visiting"].facts


def shown(facts: dict[str, Any]) -> dict[str, str]:
    """Subject → the candidates as the page names them."""
    asked = {
        "method": "check",
        "check": "designated/instructors",
        "facts": {"yoken": 1, **facts},
        "as_of": "2026-11-24",
    }
    html = json.loads(browser.handle(json.dumps(asked)))["panels"]
    part = re.search(r'<details class="yk-instead">.*?</details>', html)
    items = re.findall(r"<li><strong>(.*?)</strong>：(.*?)</li>", part.group() if part else "")
    return {name: re.sub(r"<[^>]+>", "", people) for name, people in items}


def without(subject: str) -> dict[str, Any]:
    rows = [row for row in EXAMPLE["timetable"] if row["subject"] != subject]
    return {**EXAMPLE, "timetable": rows}


def test_a_subject_that_nobody_teaches_names_those_whose_entries_would_do_first() -> None:
    people = next(iter(shown(without("支援記録の作成")).values()))
    assert people.startswith(("講師B ○ 満たす、講師D ○ 満たす", "講師D ○ 満たす"))
    assert people.index("○") < people.index("△")


def test_one_who_lacks_something_is_not_named_and_one_to_be_confirmed_is_no_longer_sure() -> None:
    facts = without("地域における関係機関の役割とネットワークの活用")
    assert "講師D ○" in next(iter(shown(facts).values()))
    people = [{**row, "support-years": "2年"} if row["name"] == "講師D" else row for row in facts["people"]]
    # Short of three years, a person still decides whether someone is 準ずる者.
    assert "講師D △" in next(iter(shown({**facts, "people": people}).values()))

    facts = without("職業リハビリテーションの理念")
    assert list(shown(facts).values()) == ["講師A △ 人の判断"]
    people = [{**row, "knowledge": "課題分析の理論"} for row in facts["people"]]
    assert shown({**facts, "people": people}) == {}


def test_where_every_subject_has_a_teacher_who_will_do_nobody_is_named() -> None:
    assert shown(EXAMPLE) == {}
