"""What pages say: the data's words and numbers, and the document's status wherever it is used."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from yoken.dates import format_date
from yoken.rulebook import Rulebook
from yoken.windows import timeline

from scripts.pages.data import read
from scripts.pages.headings import headings, trail
from scripts.pages.hours import range_text
from scripts.pages.procedure import designations
from scripts.pages.results import series
from scripts.pages.terms import mark
from scripts.pages.worked import examples


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


@pytest.mark.parametrize(
    ("document", "paths"),
    [
        ("両立", ["curricula/coordinator-role.md"]),
        ("現行", ["providers.md", "results.md"]),
        (
            "2006",
            ["curricula/hours.md", "procedure/index.md", "procedure/documents.md", "procedure/forms.md"],
        ),
    ],
)
def test_every_page_made_from_a_document_shows_its_status(
    book: Rulebook, texts: dict[str, str], document: str, paths: list[str]
) -> None:
    source = book.sources[document]
    trainings = [each.id for each in book.curricula.values() if each.document == document]
    made = [f"{folder}/{training}.md" for folder in ("curricula", "trainings") for training in trainings]
    made += [f"{folder}/{source.folder}.md" for folder in ("clauses", "institutions")]
    for path in [*made, *paths, "sources.md", "instructors.md"]:
        # Words of the glossary are links in running text; the status is to be read as it stands all the same.
        words = re.sub(r"<[^>]*>", "", texts[path])
        assert source.status_note in words, path
        assert f">{source.status}</span>" in texts[path], path


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


def test_results_that_do_not_add_up_stop_the_build(book: Rulebook) -> None:
    years = [{"year": "H23", "western": 2011, "jeed": 1, "designated": 2, "total": 4}]
    with pytest.raises(ValueError, match="does not add up"):
        series(book, "現行", "visiting", "題", "実績/訪問型", years, {"jeed": 1, "designated": 2, "total": 4})


def test_a_clause_shows_its_cases_with_the_evaluators_sentence(texts: dict[str, str]) -> None:
    clause = texts["clauses/notice-2006.md"].split("{ #2006-036 ")[1].split("{ #2006-037 ")[0]
    assert "42時間以上のところ、42時間です。" in clause
    for word in ("満たす", "満たさない", "解釈が分かれる"):
        assert f">{word}</span>" in clause


def test_every_judged_clause_with_a_case_shows_one(book: Rulebook) -> None:
    for ref, found in examples(book).items():
        assert found.shown, ref
        assert len({each.case.id for each in found.shown}) == len(found.shown) <= found.total


def test_every_clause_is_treated_somewhere(book: Rulebook, texts: dict[str, str]) -> None:
    text = texts["clauses/coverage.md"]
    assert "まだ点検がない" not in text
    assert all(f">{clause.no}</a>" in text for clause in book.clauses.values())


def test_each_form_and_each_paper_of_the_notice_is_listed(texts: dict[str, str]) -> None:
    assert [f"#form-{number}" in texts["procedure/forms.md"] for number in range(1, 8)] == [True] * 6 + [
        False
    ]
    papers = re.findall(r'<tr><th scope="row">(.)', texts["procedure/documents.md"])
    assert list(dict.fromkeys(papers)) == list("イロハニホヘトチリヌルヲワカヨタ")


def test_the_year_shows_the_next_designations_as_the_calendar_computes_them(texts: dict[str, str]) -> None:
    text = texts["procedure/index.md"]
    for day in designations(editions_day()):
        for entry in timeline(day):
            assert format_date(entry.start) in text
            assert format_date(entry.end) in text


def editions_day() -> date:
    return date.fromisoformat(str(read("changelog.yml")["changelog"][0]["date"]))


def test_a_term_is_marked_once_and_never_in_headings_links_or_official_names() -> None:
    page = "# ジョブコーチ\n\n[ジョブコーチ](a.md)と「ジョブコーチ」とジョブコーチとジョブコーチ\n"
    marked = mark("page.md", page)
    assert marked.startswith("# ジョブコーチ\n\n[ジョブコーチ](a.md)と「ジョブコーチ」と<a class=")
    assert marked.count("yk-term") == 1
    assert re.sub(r"<[^>]*>", "", marked) == page
