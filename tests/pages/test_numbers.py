"""No number on a made page is typed by hand: each with a unit comes from the rules, or is a sum that is named here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from yoken.rulebook import Rulebook
from yoken.units import format_minutes

from scripts.pages import hours
from scripts.pages.curricula import check_of
from scripts.pages.overall import total_at_least
from scripts.pages.page import TEMPLATES

# A number with the unit of a requirement. Years and days of dates are told by their own tests (windows, changelog).
WITH_UNIT = re.compile(r"\d[\d,.]*(?:～\d[\d,.]*)?(?:時間(?:\d+分)?|分|件|%|人|か月|日以上|日前|年間|科目)")
TAGS = re.compile(r"<svg.*?</svg>|<[^>]*>", re.DOTALL)
CURRICULA = ["coordinator", "class-1", "class-2", "visiting", "in-house"]
ROOT = Path(__file__).parent.parent.parent


def numbers(text: str) -> Counter[str]:
    return Counter(WITH_UNIT.findall(TAGS.sub(" ", text)))


def of_the_rules(book: Rulebook, training: str) -> Iterator[str]:
    """Every text and every value of the data that a page on this training may show."""
    curriculum = book.curricula[training]
    source = book.sources[curriculum.document]
    yield from (clause.text for clause in book.clauses.values() if clause.document == source.id)
    yield from (source.status_note, curriculum.note, f"{len(curriculum.subjects)}科目")
    for subject in curriculum.subjects:
        yield from (topic.text for topic in subject.topics)
        yield subject.instructor.text if subject.instructor else ""
        if subject.hours:
            yield hours.range_text(subject.hours)
        if subject.alternative:
            yield format_minutes(subject.alternative.practice)
            yield hours.between(subject.alternative.exercise_at_least, subject.alternative.exercise_at_most)
            assert subject.hours
            yield hours.between(subject.hours.at_least, subject.hours.usual_at_most or subject.hours.at_least)
    for total in (hours.total(curriculum), hours.total_with_alternative(curriculum)):
        if total:
            yield format_minutes(total.least)
            yield format_minutes(total.most) if total.most is not None else ""
            # What is lacking to the total time that the notice asks for.
            check = check_of(book, curriculum)
            _, required = total_at_least(check, training) if check else (None, None)
            yield format_minutes(required - total.least) if required and required > total.least else ""
    for each in book.checks.values():
        if training in each.trainings:
            yield from (criterion.title for criterion in each.require)


@pytest.mark.parametrize("training", CURRICULA)
@pytest.mark.parametrize("folder", ["curricula", "trainings"])
def test_every_number_of_a_training_is_one_of_the_rules(
    book: Rulebook, texts: dict[str, str], training: str, folder: str
) -> None:
    known = numbers(" ".join(of_the_rules(book, training)))
    shown = numbers(texts[f"{folder}/{training}.md"])
    assert shown
    assert sorted(set(shown) - set(known)) == []


@pytest.mark.parametrize("training", CURRICULA)
def test_each_subjects_time_stands_in_its_own_row(
    book: Rulebook, texts: dict[str, str], training: str
) -> None:
    text = texts[f"curricula/{training}.md"]
    for subject in book.curricula[training].subjects:
        row = text.split(f'<tr id="{subject.id}">')[1].split("</tr>")[0]
        cell = re.search(r'data-label="時間"><span>(.*?)<br>', row)
        assert (cell[1] if cell else None) == (hours.range_text(subject.hours) if subject.hours else None)


def test_both_tables_times_stand_side_by_side(book: Rulebook, texts: dict[str, str]) -> None:
    rows = texts["curricula/hours.md"].split("<tbody>")[1].split("</tbody>")[0]
    for training in ("class-1", "class-2"):
        for subject in book.curricula[training].subjects:
            assert subject.hours
            cell = f'{hours.range_text(subject.hours)}<br><span class="yk-clauses"><a'
            row = next(each for each in rows.split("<tr>") if book.clauses[subject.clause].no in each)
            assert subject.name in row
            assert cell in row


def test_every_number_of_an_institutions_requirements_is_one_of_the_rules(
    book: Rulebook, texts: dict[str, str]
) -> None:
    for folder in ("designated", "notice-2006"):
        source = next(each for each in book.sources.values() if each.folder == folder)
        clauses = " ".join(each.text for each in book.clauses.values() if each.document == source.id)
        yaml = (ROOT / f"rules/{folder}/checks/institution.yml").read_text("utf-8")
        questions = (ROOT / f"rules/{folder}/questions.yml").read_text("utf-8")
        # 36か月 in the rules is said as 3年 on the page, which the pattern does not take for a unit.
        known = numbers(f"{clauses} {yaml} {questions} {source.status_note}")
        shown = numbers(texts[f"institutions/{folder}.md"].split("## この点検")[0])
        assert sorted(set(shown) - set(known)) == []


def test_no_template_holds_a_number_with_a_unit() -> None:
    found = {}
    for template in sorted(TEMPLATES.glob("*.j2")):
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", template.read_text("utf-8"), flags=re.DOTALL)
        if typed := sorted(numbers(text)):
            found[template.name] = typed
    # 「空欄を0時間とは読みません」 is a promise, not a requirement.
    assert {name: typed for name, typed in found.items() if typed != ["0時間"]} == {}
