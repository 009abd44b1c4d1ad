"""A page for each check that is a form: its questions and requirements as HTML, made from the rules, and a list of all checks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from yoken import blank, evaluate, facts, interview
from yoken.facts import NO, YES
from yoken.report import NOT_APPLICABLE, Finding
from yoken.rulebook import Check, Choice, Curriculum, Question, Rulebook, walk
from yoken.rules import AnyOf, Criterion, EachInstructor, Judged

from scripts.pages import office, order
from scripts.pages.links import check_address, has_own_page
from scripts.pages.page import Page, fill
from scripts.pages.self_check import STATUSES, data_block, notes
from scripts.pages.tree import parts, tree

# Which questions a blank form asks does not hang on the day; a fixed one keeps the pages the same from day to day.
AS_OF = date(2026, 4, 1)
# Without ways to choose from, and with this share of the questions to be answered in any case, one sees the whole list,
# where that leaves the verdict in sight.
CHECKLIST = 0.6

VERDICTS = {
    "met": "すべての項目を満たします。",
    "unmet": "満たさない項目があります。",
    "unknown": "まだ決まらない項目があります。",
    "disputed": "読み方によって結果が分かれる項目があります。",
    "judgement": "あとは、人が確かめると決まります。",
    "not_applicable": "当てはまる項目がありません。",
}
TRAINING = "training"


@dataclass(frozen=True)
class Option:
    """A value a person may choose. `names`: every spelling that files use for it."""

    label: str
    help: str
    names: str


@dataclass(frozen=True)
class Field:
    """A question as a field of the form."""

    id: str
    path: str
    ask: str
    type: str
    unit: str
    help: str
    example: str
    options: tuple[Option, ...]
    always: bool = False
    """Asked whatever else is answered."""
    year: str = ""
    """What a row of a yearly question is: 年 or 年度."""


@dataclass(frozen=True)
class Group:
    title: str
    fields: tuple[Field, ...]


def pages(book: Rulebook) -> Iterator[Page]:
    checks = [check for check in book.checks.values() if has_own_page(check)]
    for check in checks:
        yield page(book, check)
    listed = [
        (source, found)
        for source in order.sources(book)
        if (found := [each for each in book.checks.values() if each.document == source.id])
    ]
    yield fill(book, "check/index.md", "form-check-index.md.j2", listed=listed, sizes=sizes(book, checks))


def page(book: Rulebook, check: Check) -> Page:
    first = first_questions(book, check)
    trainings = [book.curricula[each] for each in check.trainings]
    made = groups(book, check)
    asked = sum(len(group.fields) for group in made)
    return fill(
        book,
        check_address(check).rstrip("/") + ".md",
        "form-check.md.j2",
        check=check,
        source=book.sources[check.document],
        trainings=trainings,
        groups=made,
        people=person_fields(book) if "people" in check.tables else (),
        requirements=tree(book, check.require),
        apart=any(criterion.training for criterion in walk(check.require)),
        examples=[each for each in book.examples.values() if each.check == check.id],
        office=office.panel(book, [check]),
        edition=next((each for each in book.changes.editions if check.id in (each.then, each.now)), None),
        data=data_block(
            {
                "check": check.id,
                "title": check.title,
                "trainings": [
                    {"id": each.id, "names": [each.id, each.short, each.title]} for each in trainings
                ],
                "tables": list(check.tables),
                "first": first,
                "checklist": is_checklist(check, asked, len(first)),
                "examples": [
                    {"id": each.id, "title": each.title, "facts": {"yoken": 1, **each.facts}}
                    for each in book.examples.values()
                    if each.check == check.id
                ],
                "notes": notes(book),
                "statuses": [
                    {"id": name, "label": label, "verdict": VERDICTS[name]}
                    for name, label in STATUSES.items()
                ],
            }
        ),
    )


def is_checklist(check: Check, asked: int, first: int) -> bool:
    whole = list(of_the_whole(check.require))
    if any(isinstance(criterion.rule, AnyOf) for criterion in whole):
        return False
    return first + len(judged_fields(check)) >= CHECKLIST * asked


def sizes(book: Rulebook, checks: list[Check]) -> dict[str, int]:
    """How many questions each check has, for the list."""
    return {check.id: len(blank.questions(book, check)) for check in checks}


def first_questions(book: Rulebook, check: Check) -> list[str]:
    """What an empty form asks, in the order that decides soonest; the training before all where it is to be chosen."""
    training = check.trainings[0] if check.trainings else None
    read = facts.read({"yoken": 1, "training": training}, book)
    found = interview.next_paths(evaluate.check(book, check.id, read.facts, AS_OF))
    return [TRAINING, *found] if len(check.trainings) > 1 else found


def always(findings: tuple[Finding, ...]) -> set[str]:
    """Paths that no other answer makes needless: those outside every choice of ways."""
    found: set[str] = set()
    for finding in findings:
        if finding.branch == "all":
            found |= always(finding.children)
        elif not finding.children and finding.status != NOT_APPLICABLE:
            found |= {place.path for place in finding.needs}
    return found


def groups(book: Rulebook, check: Check) -> tuple[Group, ...]:
    """The questions under their headings, in the order of the questions' list; the choice of training leads."""
    read = facts.read({"yoken": 1, "training": check.trainings[0] if check.trainings else None}, book)
    needed = always(evaluate.check(book, check.id, read.facts, AS_OF).findings)
    named: dict[str, list[Field]] = {}
    if len(check.trainings) > 1:
        named["研修の種類"] = [training_field([book.curricula[each] for each in check.trainings])]
    used = {question.id for question in blank.questions(book, check)}
    for question in book.questions.values():
        if question.id not in used:
            continue
        field = field_of(question, f"answers/{question.id}")
        named.setdefault(question.group or "質問", []).append(replace(field, always=field.path in needed))
    named |= {"人が確かめること": found} if (found := judged_fields(check)) else {}
    return tuple(Group(title, tuple(fields)) for title, fields in named.items())


def judged_fields(check: Check) -> list[Field]:
    """What a person decides, each once. Judgements of single instructors are recorded beside their findings."""
    options = tuple(Option(each, "", each) for each in ("確認済み", "認められない"))
    found: dict[str, Field] = {}
    for criterion in of_the_whole(check.require):
        if isinstance(criterion.rule, Judged) and criterion.id not in found:
            path = f"judgements/{criterion.id}/result"
            found[criterion.id] = Field(
                id=criterion.id,
                path=path,
                ask=criterion.title,
                type="judged",
                unit="",
                help=criterion.rule.ask,
                example="",
                options=options,
            )
    return list(found.values())


def of_the_whole(criteria: tuple[Criterion, ...]) -> Iterator[Criterion]:
    """Every criterion that is not about one instructor."""
    for criterion in criteria:
        yield criterion
        if not isinstance(criterion.rule, EachInstructor):
            yield from of_the_whole(tuple(part for part, _ in parts(criterion.rule)))


def training_field(curricula: list[Curriculum]) -> Field:
    options = tuple(Option(each.title, "", "|".join((each.id, each.short, each.title))) for each in curricula)
    return Field(
        TRAINING, TRAINING, "どの研修についての点検ですか", "choice", "", "", "", options, always=True
    )


def field_of(question: Question, path: str) -> Field:
    return Field(
        id=question.id,
        path=path,
        ask=question.ask,
        type=question.type,
        unit=question.unit,
        help=question.help,
        example=example(question),
        options=options(question.type, question.choices),
        year="年度" if "年度" in question.ask else "年",
    )


def example(question: Question) -> str:
    """Where a value is typed; choices explain themselves."""
    return "" if question.type in ("yes_no", "choice", "choices") else question.example


def options(kind: str, choices: tuple[Choice, ...]) -> tuple[Option, ...]:
    if kind == "yes_no":
        return (Option("はい", "", "|".join(sorted(YES))), Option("いいえ", "", "|".join(sorted(NO))))
    found = tuple(
        Option(each.label, each.help, "|".join((each.id, each.label, *each.aliases))) for each in choices
    )
    return (*found, Option("なし", "", "なし|無し")) if kind == "choices" else found


def person_fields(book: Rulebook) -> tuple[Field, ...]:
    return tuple(
        Field(
            id=column.id,
            path="",
            ask=column.label,
            type=column.type,
            unit=column.unit,
            help=column.help,
            example="" if column.choices or column.type == "yes_no" else column.example,
            options=options(column.type, column.choices),
            always=column.required,
        )
        for column in book.tables["people"]
    )
