"""The compiled law: documents, clauses, readings, curricula, questions and checks, as one frozen object."""

import json
import os
from dataclasses import dataclass, field
from datetime import date
from pkgutil import get_data
from typing import Any

from yoken.decode import decode, encode
from yoken.rules import All, AnyOf, Criterion, EachInstructor, Readings
from yoken.units import Number

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """One of the notices. `status` is the badge shown wherever the document is used."""

    id: str
    folder: str
    title: str
    status: str
    status_note: str
    file_note: str = ""
    left_open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """`ref` is `document/clause`; `no` the permanent number (現行-027); `text` what it asks, in our words.

    `placed` says where a clause that no criterion cites is treated: 参照 (reference text), 手続 (procedure) …
    """

    ref: str
    document: str
    clause: str
    no: str
    kind: str
    text: str
    placed: str = ""


@dataclass(frozen=True, slots=True)
class ReadingResult:
    """What one reading of the text comes to."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """An entry of the register of readings (解釈). `origin` is 当サイト where the question is our own."""

    id: str
    clauses: tuple[str, ...]
    question: str
    treatment: str
    results: tuple[ReadingResult, ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Erratum:
    """An error in a document's text (原文の誤記) and how it is read."""

    id: str
    document: str
    place: str
    found: str
    reading: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class DatedValue:
    """`value` holds from `start` until the next entry starts."""

    start: date
    value: Number


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dated value from outside the documents (法定雇用率), oldest first.

    `checked`: when the values were last compared with their source. `until`: the last day they are taken to hold.
    """

    id: str
    title: str
    unit: str
    source: str
    checked: date
    until: date
    values: tuple[DatedValue, ...]


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes of a subject: the lower bound, and the upper end of the range the table gives (程度)."""

    at_least: int
    usual_at_most: int | None = None


@dataclass(frozen=True, slots=True)
class SubjectTopic:
    """A listed topic (内容／範囲) of a subject."""

    text: str
    clause: str


@dataclass(frozen=True, slots=True)
class SubjectInstructor:
    """Who may teach the subject, and the reading that this depends on (D22 for blank cells)."""

    text: str
    clause: str
    reading: str = ""


@dataclass(frozen=True, slots=True)
class PracticeAlternative:
    """備考2: less 実習 with added 演習. All figures are minutes."""

    practice: int
    exercise_at_least: int
    exercise_at_most: int
    condition_clause: str
    practice_clause: str
    exercise_clause: str


@dataclass(frozen=True, slots=True)
class Subject:
    """科目. `hours` is None where the documents give none."""

    id: str
    number: int
    name: str
    clause: str
    common: bool = False
    forms: tuple[str, ...] = ()
    hours: Hours | None = None
    topics: tuple[SubjectTopic, ...] = ()
    instructor: SubjectInstructor | None = None
    alternative: PracticeAlternative | None = None


@dataclass(frozen=True, slots=True)
class Curriculum:
    """The subjects of one training, in the document's order."""

    id: str
    title: str
    short: str
    document: str
    table: str
    subjects: tuple[Subject, ...]
    note: str = ""

    def subject(self, subject_id: str) -> Subject:
        """The subject with this id. Raises KeyError."""
        for subject in self.subjects:
            if subject.id == subject_id:
                return subject
        raise KeyError(subject_id)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value a field may take, with other spellings people use."""

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    help: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the timetable or of another table of facts."""

    id: str
    label: str
    type: str
    help: str
    example: str
    required: bool = False
    unit: str = ""
    aliases: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question about an organisation or a training. `type`: yes_no count percent duration date time text choice
    choices yearly. Shared by every check that needs it; answered once."""

    id: str
    ask: str
    type: str
    unit: str = ""
    help: str = ""
    example: str = ""
    group: str = ""
    choices: tuple[Choice, ...] = ()


PERSON = "people."


def person_question(column: Column, name: str = "") -> Question:
    """A column of the table of instructors as a question about the one called `name`: `people.support-days`."""
    ask = f"{name}の{column.label}" if name else column.label
    return Question(PERSON + column.id, ask, column.type, column.unit, choices=column.choices)


@dataclass(frozen=True, slots=True)
class Check:
    """A self-check: the criteria that all must hold. `tables` names the tables of facts it reads."""

    id: str
    title: str
    document: str
    summary: str
    require: tuple[Criterion, ...]
    trainings: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    computed: tuple[str, ...] = ()
    not_answered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: facts as a person would type them, and what the check says of them."""

    id: str
    title: str
    summary: str
    check: str
    facts: Json
    expect: Json


@dataclass(frozen=True, slots=True)
class Edition:
    """Two checks that judge the same facts under the older and the newer edition of the requirements."""

    id: str
    title: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Change:
    """What the older and the newer edition say of one thing. An empty side: that document says nothing about it.

    `kind`: same, changed, only-now or only-then. `asks`: more or less, where the newer text plainly does.
    """

    group: str
    topic: str
    kind: str
    then: tuple[str, ...]
    now: tuple[str, ...]
    asks: str = ""
    note: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """How two editions of the requirements lie to each other. `successors`: the older training to the newer."""

    editions: tuple[Edition, ...] = ()
    successors: dict[str, str] = field(default_factory=dict)
    points: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence of the law as facts and expected findings; `expect` maps criterion id (or `status`) to status."""

    id: str
    title: str
    check: str
    facts: Json
    expect: dict[str, str]
    as_of: date | None = None
    messages: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything the evaluator, the pages and the forms are made from. `hash` is the SHA-256 of the content."""

    hash: str
    sources: dict[str, Source]
    clauses: dict[str, Clause]
    readings: dict[str, Reading]
    errata: tuple[Erratum, ...]
    parameters: dict[str, Parameter]
    curricula: dict[str, Curriculum]
    tables: dict[str, tuple[Column, ...]]
    questions: dict[str, Question]
    checks: dict[str, Check]
    examples: dict[str, Example]
    # A rulebook from before there was such a comparison is still read.
    changes: Changes = field(default_factory=Changes)

    @property
    def timetable(self) -> tuple[Column, ...]:
        """The columns of the timetable."""
        return self.tables["timetable"]


def walk(criteria: tuple[Criterion, ...]) -> list[Criterion]:
    """Every criterion of the tree, parents before children, alternatives of readings included."""
    found: list[Criterion] = []
    for criterion in criteria:
        found.append(criterion)
        rule = criterion.rule
        if isinstance(rule, All | AnyOf):
            found += walk(rule.children)
        elif isinstance(rule, Readings):
            found += walk(tuple(alternative.criterion for alternative in rule.alternatives))
        elif isinstance(rule, EachInstructor):
            found += walk((rule.criterion,))
    return found


def canonical(content: Json) -> str:
    """The one way a report or an answer is written as JSON text, so that equal content is equal bytes."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def written(content: object) -> str:
    """A part of the rules as JSON text. Its order is that of the documents and of the rules, so its keys are not sorted."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=encode)


def _text(name: str, path: str | os.PathLike[str] | None) -> str:
    """The file at `path`, or the one of this name in the package. Raises FileNotFoundError."""
    if path is not None:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123  pathlib would be one more thing to download
            return file.read()
    content = get_data("yoken", name)
    assert content is not None, "this package's loader gives data"
    return content.decode()


def load_cases(path: str | os.PathLike[str] | None = None) -> tuple[Case, ...]:
    """The cases beside the rulebook; they are not part of what a browser loads."""
    return tuple(decode(Case, each) for each in json.loads(_text("cases.json", path))["cases"])


def load(path: str | os.PathLike[str] | None = None) -> Rulebook:
    """The rulebook in the wheel, or the file at `path`, or at the environment's YOKEN_RULEBOOK.

    Raises FileNotFoundError when it has not been compiled yet.
    """
    return decode(Rulebook, json.loads(_text("rulebook.json", path or os.environ.get("YOKEN_RULEBOOK"))))
