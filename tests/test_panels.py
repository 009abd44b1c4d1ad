"""Every cell of the matrix of subjects and instructors leads to the line of the report that it comes from."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from yoken import browser, rulebook

BOOK = rulebook.load()


def answered(facts: dict[str, Any], check: str) -> dict[str, str]:
    request = {"method": "check", "check": check, "facts": facts, "as_of": "2026-11-24"}
    found: dict[str, str] = json.loads(browser.handle(json.dumps(request)))
    return found


@pytest.mark.parametrize(
    "example",
    [each for each in BOOK.examples.values() if "instructors" in each.check],
    ids=lambda each: each.id,
)
def test_a_cell_leads_to_one_line_with_its_status(example: rulebook.Example) -> None:
    found = answered(example.facts, example.check)
    cells = re.findall(
        r'<a href="#(?P<id>[^"]+)" data-path="(?P<path>[^"]+)"><span class="yk-badge yk-badge-(?P<status>\w+)"',
        found["panels"],
    )
    assert cells
    for anchor, path, status in cells:
        assert anchor == "f-" + path.replace("/", "-")
        (line,) = re.findall(
            rf'<details class="yk-finding yk-(\w+)" [^>]*><summary id="{re.escape(anchor)}">', found["html"]
        )
        assert line == status


def test_a_name_with_a_space_or_a_slash_has_a_place_too() -> None:
    facts = json.loads(
        json.dumps(BOOK.examples["instructors-visiting"].facts, ensure_ascii=False).replace(
            "講師B", "山田 太郎<b>"
        )
    )
    found = answered(facts, "designated/instructors")
    ids = re.findall(r'id="(f-finding-[^"]*)"', found["html"])
    assert any("山田_太郎&lt;b&gt;" in each for each in ids)
    assert not any(re.search(r"\s", each) for each in ids)
    assert len(ids) == len(set(ids))


def test_what_stands_against_a_way_is_told_by_kind_and_by_how_much() -> None:
    example = BOOK.examples["institution-company"]
    nearest = answered(example.facts, example.check)["panels"].partition("いちばん近い</span>")[2]
    first_way = nearest.partition("</ul>")[0]
    assert "満たさない 2、人の判断 5" in first_way
    assert first_way.index("10件以上のところ、9件です。あと1件足りません。") < first_way.index(
        "援助の事業を続けている期間"
    )


def test_a_choice_between_single_conditions_is_told_by_its_sentence_alone() -> None:
    example = BOOK.examples["notice-2006-application"]
    assert answered(example.facts, example.check)["panels"] == ""


def test_a_line_break_that_was_typed_is_none_between_the_parts_of_the_page() -> None:
    facts = json.loads(json.dumps(BOOK.examples["instructors-visiting"].facts).replace("A", "A\\n</details>"))
    found = answered(facts, "designated/instructors")
    assert "\n" in facts["people"][0]["name"]
    for line in (found["html"] + "\n" + found["panels"]).split("\n"):
        # Inside another part, its end, or a part of its own.
        assert re.match(r" ?<\w|</\w+>", line), line
