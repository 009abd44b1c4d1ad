"""The same facts under both editions: what differs comes first, and what is undecided is never called met."""

from __future__ import annotations

import copy
import json
import re
from datetime import date
from typing import Any

import pytest
from yoken import browser, compare, compare_html, rulebook
from yoken.compare import ONLY_FIRST, ONLY_SECOND, OPEN, REQUIREMENT, RESULT, SAME, Comparison
from yoken.report import MET, UNMET

BOOK = rulebook.load()
AS_OF = date(2026, 11, 24)


def made(edition: str, facts: Any) -> Comparison:
    pair = next(each for each in BOOK.changes.editions if each.id == edition)
    return compare.compare(BOOK, pair.then, pair.now, facts, AS_OF)


def example(name: str, **changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(BOOK.examples[name].facts), **changes}


def ids(found: Comparison, part: str) -> list[str]:
    return [side.id for pair in found.part(part) if (side := pair.first or pair.second)]


def over_months() -> dict[str, Any]:
    """A plan whose last day lies half a year after its first."""
    facts = example("class-1-complete")
    facts["timetable"][-1]["date"] = "2026-12-01"
    return facts


def test_a_span_of_half_a_year_meets_the_one_and_not_the_other() -> None:
    found = made("curriculum", over_months())
    first = found.part(RESULT)[0]
    assert first.first
    assert first.second
    assert (first.first.id, first.first.status, first.second.status) == ("span", MET, UNMET)
    assert first.opposite
    assert found.between(first) == (
        "2006では「満たす」、現行では「満たさない」です。現行のほうが厳しい定めです。"
    )


def test_where_both_are_met_what_they_ask_may_differ() -> None:
    found = made("curriculum", example("class-1-complete"))
    assert found.part(RESULT) == []
    assert ids(found, REQUIREMENT) == ["span"]
    assert "total" in ids(found, SAME)


def test_undecided_under_both_is_not_called_the_same() -> None:
    found = made("curriculum", example("visiting-complete"))
    assert "practice-on-site" in ids(found, OPEN)
    assert all(
        pair.first and pair.first.status in (MET, UNMET, "not_applicable") for pair in found.part(SAME)
    )


def test_every_line_of_both_reports_stands_in_one_part() -> None:
    found = made("curriculum", example("visiting-complete"))
    assert sorted(ids(found, ONLY_FIRST) + ids(found, ONLY_SECOND)) == sorted(
        {
            side.id
            for pair in found.pairs
            if not (pair.first and pair.second)
            if (side := pair.first or pair.second)
        }
    )
    assert sum(len(found.part(name)) for name in found.headings()) == len(found.pairs)
    assert len({each.id for pair in found.pairs if (each := pair.first)}) == sum(
        pair.first is not None for pair in found.pairs
    )


def test_rows_for_one_training_of_a_joint_timetable_are_counted_under_both_editions() -> None:
    found = made("curriculum", example("both-together"))
    total = next(pair for pair in found.pairs if pair.first and pair.first.id == "total")
    assert total.first
    assert total.second
    assert total.first.found == total.second.found == "42時間"
    assert all("ほかの研修" in each.message for each in found.problems if each.path == "timetable")


def test_instructors_stand_by_their_subject_and_not_one_by_one() -> None:
    found = made("instructors", example("instructors-visiting"))
    assert not any("@" in name for part in found.headings() for name in ids(found, part))
    assert "support-records" in [
        *ids(found, RESULT),
        *ids(found, SAME),
        *ids(found, OPEN),
        *ids(found, REQUIREMENT),
    ]


def test_a_point_of_the_register_joins_what_bears_other_names() -> None:
    facts = example("class-1-complete")
    facts["timetable"][0]["joint"] = "はい"
    found = made("curriculum", facts)
    joined = [pair for pair in found.pairs if pair.point and pair.point.topic == "合同の研修"]
    assert joined
    assert all(pair.first and pair.second for pair in joined)


def test_another_training_s_facts_are_not_judged_as_one_of_these() -> None:
    found = made("curriculum", example("coordinator-online"))
    assert found.first.status == found.second.status == "unknown"
    assert "対象ではありません" in compare_html.render(BOOK, found, "../../")


def test_the_text_says_each_part() -> None:
    written = compare.render(made("curriculum", over_months()))
    assert written.index("【結果が変わるもの】1項目") < written.index("【2006だけが問うもの】")
    assert "1年以内に終える／日程を連続して行わないときは3か月以内" in written


@pytest.mark.parametrize("edition", [each.id for each in BOOK.changes.editions])
def test_every_line_of_the_page_cites_its_clause(edition: str) -> None:
    names = {
        "curriculum": "visiting-complete",
        "institution": "institution-company",
        "instructors": "instructors-visiting",
    }
    found = made(edition, example(names[edition]))
    shown = compare_html.render(BOOK, found, "../../")
    lines = re.findall(r'<li><span class="yk-badge.*?</strong> <span class="yk-clauses">(.*?)</span>', shown)
    pairs = [*found.part(RESULT), *found.part(REQUIREMENT)]
    assert len(lines) + len(pairs) == len(found.pairs)
    assert all('<a href="../../clauses/' in line for line in lines)
    assert shown.count("<dt>条文</dt>") == 2 * len(pairs)


def test_what_a_person_wrote_is_escaped() -> None:
    facts = example("class-1-complete")
    facts["timetable"][0]["subject"] = "<script>alert(1)</script>"
    shown = compare_html.render(BOOK, made("curriculum", facts), "../../")
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_the_door_answers_a_comparison() -> None:
    request = {"method": "compare", "edition": "curriculum", "facts": over_months(), "as_of": "2026-11-24"}
    answer = json.loads(browser.handle(json.dumps(request)))
    assert "結果が変わるもの 1項目" in answer["html"]
    assert answer["summary"].startswith("結果が変わる項目1、")
    assert set(answer["statuses"]) <= {"met", "unmet", "unknown", "judgement", "disputed", "not_applicable"}
