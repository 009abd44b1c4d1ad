"""What pages say: the data's words and numbers, and the document's status wherever it is used."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from yoken.rulebook import Rulebook

from scripts.pages.changes import point
from scripts.pages.headings import headings, trail
from scripts.pages.hours import range_text
from scripts.pages.results import series


@pytest.mark.parametrize("training", ["coordinator", "class-1", "class-2", "visiting", "in-house"])
def test_a_curriculum_page_holds_every_cell_of_its_table(
    book: Rulebook, texts: dict[str, str], training: str
) -> None:
    curriculum, text = book.curricula[training], texts[f"curricula/{training}.md"]
    for subject in curriculum.subjects:
        row = text.split(f'<tr id="{subject.id}">')[1].split("</tr>")[0]
        assert subject.name in row
        assert ("【共通】" in row) == subject.common
        assert not subject.hours or range_text(subject.hours) in row
        assert all(topic.text in row for topic in subject.topics)
        assert not subject.instructor or subject.instructor.text in row


@pytest.mark.parametrize("training", ["visiting", "in-house"])
def test_where_the_documents_give_no_hours_the_page_says_so_and_shows_none(
    texts: dict[str, str], training: str
) -> None:
    text = texts[f"curricula/{training}.md"]
    assert "科目ごとの時間は、もとの文書にありません" in text
    assert "職場適応援助者養成研修実施要領" in text
    assert 'data-label="時間"' not in text


def test_every_page_made_from_the_2006_notice_shows_its_status(book: Rulebook, texts: dict[str, str]) -> None:
    status = book.sources["2006"].status_note
    for path in ("curricula/class-1.md", "curricula/class-2.md", "clauses/notice-2006.md", "sources.md"):
        assert status in texts[path]


def test_every_clause_shows_what_it_asks(book: Rulebook, texts: dict[str, str]) -> None:
    for clause in book.clauses.values():
        assert clause.no in texts[f"clauses/{book.sources[clause.document].folder}.md"]


def test_every_clause_stands_under_a_heading_of_its_document(book: Rulebook) -> None:
    for clause in book.clauses.values():
        assert trail(clause.clause, headings(book, clause.document))


def test_headings_go_down_one_level_at_a_time(texts: dict[str, str]) -> None:
    for path, text in texts.items():
        levels = [len(each) for each in re.findall(r"^(#{1,6}) ", text, re.M)]
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_every_table_names_its_columns(texts: dict[str, str]) -> None:
    for path, text in texts.items():
        assert "<th>" not in text, f"{path}: a header cell without scope"


def test_a_comparison_with_an_unknown_clause_stops_the_build(book: Rulebook) -> None:
    with pytest.raises(KeyError):
        point(book, "題", "changed", ["2006/第9"], ["現行/実施方法/2"])


def test_a_comparison_whose_kind_does_not_fit_its_sides_stops_the_build(book: Rulebook) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        point(book, "題", "only-now", ["2006/第2/2/(3)"], ["現行/実施方法/2"])


def test_results_that_do_not_add_up_stop_the_build(book: Rulebook) -> None:
    years = [{"year": "H23", "western": 2011, "jeed": 1, "designated": 2, "total": 4}]
    with pytest.raises(ValueError, match="does not add up"):
        series(book, "現行", "visiting", "題", "実績/訪問型", years, {"jeed": 1, "designated": 2, "total": 4})
