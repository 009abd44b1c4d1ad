"""What each rule file may say. pydantic checks the files against these, and makes the editors' JSON Schemas."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Kebab = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1)]
ClauseKind = Literal[
    "fact", "procedure", "definition", "any-of", "all-of", "checklist", "numeric", "date", "human"
]
Form = Literal["講義", "演習", "事例研究", "実習"]
FieldType = Literal[
    "yes_no",
    "count",
    "percent",
    "duration",
    "date",
    "time",
    "text",
    "choice",
    "choices",
    "yearly",
    "names",
    "subject",
    "topics",
]
Status = Literal["met", "unmet", "unknown", "judgement", "disputed", "not_applicable"]


class Strict(BaseModel):
    """An unknown key is an error: a misspelt operator must never be silently ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class SourceEntry(Strict):
    """One of the notices."""

    id: Text
    folder: Kebab
    title: Text
    status: Text
    status_note: Text
    file_note: str = ""
    left_open: list[Text] = []


class Sources(Strict):
    """sources.yml"""

    sources: list[SourceEntry]


class ClauseEntry(Strict):
    """One clause of the ledger."""

    no: Text
    clause: Text
    kind: ClauseKind
    text: Text
    placed: str = Field("", description="条文を判定する規則がないとき、どこで扱うか（参照、用語、手続など）")


class Clauses(Strict):
    """clauses.yml of a document"""

    document: Text
    clauses: list[ClauseEntry]


class ReadingResultEntry(Strict):
    """What one reading comes to."""

    as_: Text = Field(alias="as")
    text: Text


class ReadingEntry(Strict):
    """An entry of the register of readings."""

    id: Text
    clauses: list[Text]
    question: Text
    treatment: Text
    results: list[ReadingResultEntry] = []
    checks: list[str] = []
    origin: str = ""


class ReadingsFile(Strict):
    """readings.yml"""

    readings: list[ReadingEntry]


class ErratumEntry(Strict):
    """An error in a document's text."""

    id: Text
    document: Text
    place: Text
    found: Text
    reading: Text
    note: str = ""


class Errata(Strict):
    """errata.yml"""

    errata: list[ErratumEntry]


class EditionEntry(Strict):
    """Two checks that judge the same facts under two editions."""

    id: Kebab
    title: Text
    then: Text
    now: Text


class SuccessorEntry(Strict):
    """A training of the older edition and the one of the newer that it is read as."""

    then: Kebab
    now: Kebab


class ChangeEntry(Strict):
    """One thing that both editions, or one of them, say something about."""

    topic: Text
    kind: Literal["same", "changed", "only-now", "only-then"]
    asks: Literal["", "more", "less"] = Field(
        "", description="新しい方が、明らかに多くを求めるか、少なくを求めるか"
    )
    then: list[Text]
    now: list[Text]
    note: str = ""
    reading: str = ""


class ChangeGroup(Strict):
    """Changes under one heading."""

    group: Text
    points: list[ChangeEntry]


class Changes(Strict):
    """changes.yml"""

    editions: list[EditionEntry]
    trainings: list[SuccessorEntry]
    changes: list[ChangeGroup]


class DatedEntry(Strict):
    """A value from a day on."""

    from_: Text = Field(alias="from")
    value: Text


class ParameterEntry(Strict):
    """A dated value from outside the documents."""

    id: Kebab
    title: Text
    unit: Text
    source: Text
    checked: Text
    until: Text
    values: list[DatedEntry] = Field(min_length=1)


class Parameters(Strict):
    """parameters.yml"""

    parameters: list[ParameterEntry]


class HoursEntry(Strict):
    """The range a table gives for a subject."""

    at_least: Text
    usual_at_most: Text | None = None


class TopicEntry(Strict):
    """A listed topic and its clause."""

    text: Text
    clause: Text


class InstructorEntry(Strict):
    """Who may teach a subject."""

    text: Text
    clause: Text
    reading: str = ""


class ExerciseRange(Strict):
    """The range of the added 演習."""

    at_least: Text
    at_most: Text


class AlternativeClauses(Strict):
    """The clauses of 備考2."""

    condition: Text
    practice: Text
    exercise: Text


class AlternativeEntry(Strict):
    """備考2."""

    practice: Text
    exercise: ExerciseRange
    clauses: AlternativeClauses


class SubjectEntry(Strict):
    """科目."""

    id: Kebab
    number: int
    name: Text
    clause: Text
    common: bool = False
    forms: list[Form] = []
    hours: HoursEntry | None = None
    topics: list[TopicEntry] = []
    instructor: InstructorEntry | None = None
    alternative: AlternativeEntry | None = None


class CurriculumFile(Strict):
    """curricula/<training>.yml"""

    curriculum: Kebab
    title: Text
    short: Text
    document: Text
    table: Text
    note: str = ""
    subjects: list[SubjectEntry] = Field(min_length=1)


class ChoiceEntry(Strict):
    """A value of a field, with other spellings."""

    id: Text
    label: Text
    aliases: list[str] = []
    help: str = ""


class ColumnEntry(Strict):
    """A column of a table of facts."""

    id: Kebab
    label: Text
    type: FieldType
    help: str = ""
    example: str = ""
    required: bool = False
    unit: str = ""
    aliases: list[str] = []
    choices: list[ChoiceEntry] = []


class TableFile(Strict):
    """A table of facts: timetable.yml, people.yml"""

    table: Kebab
    title: Text
    columns: list[ColumnEntry]


class QuestionEntry(Strict):
    """A question, asked once and shared by all checks."""

    ask: Text
    type: FieldType
    unit: str = ""
    help: str = ""
    example: str = ""
    group: str = ""
    choices: list[ChoiceEntry] = []


class QuestionsFile(Strict):
    """questions.yml: id → question"""

    questions: dict[Kebab, QuestionEntry]


class WhereEntry(Strict):
    """Which sessions are meant."""

    subject: str | list[str] = []
    form: str | list[str] = []
    kind: str | list[str] = []
    delivery: str | list[str] = []
    joint: bool | None = None


class MeasureEntry(Strict):
    """A measure used as a bound."""

    measure: Text
    where: WhereEntry | None = None
    with_: dict[str, str] = Field({}, alias="with")


class ExtraEntry(Strict):
    """Sessions that count only under one reading."""

    reading: Text
    counting: Text
    where: WhereEntry


class TopicRule(Strict):
    """A topic of a subject."""

    subject: Text
    number: int


class ContainsRule(Strict):
    """An exact wording in a text answer."""

    question: Text
    text: Text


class EachInstructorRule(Strict):
    """A criterion for everyone who teaches the sessions of `where`."""

    where: WhereEntry
    must: "CriterionEntry"


BoundEntry = str | MeasureEntry


class CriterionEntry(Strict):
    """A criterion: exactly one operator. In conditions (`only_if`) id, clause and title are left out."""

    id: str = ""
    clause: str = ""
    title: str = ""
    training: str | None = None
    recommended: bool = Field(
        False, description="望ましいとされるだけの事項。満たさなくても、不足にはならない"
    )
    only_if: "CriterionEntry | None" = None
    readings: list[str] = []
    advice: str = ""
    note: str = ""
    messages: dict[Status, str] = {}

    all: "list[CriterionEntry] | None" = Field(None, description="すべて")
    any: "list[CriterionEntry] | None" = Field(None, description="いずれか")
    yes: str | None = Field(None, description="「はい」でなければならない質問のid")
    no: str | None = Field(None, description="「いいえ」でなければならない質問のid")
    measure: str | None = Field(None, description="量の名前、または数の質問のid")
    where: WhereEntry | None = None
    with_: dict[str, str] = Field({}, alias="with")
    at_least: BoundEntry | None = None
    at_most: BoundEntry | None = None
    exactly: BoundEntry | None = None
    usual_at_most: BoundEntry | None = None
    counted_if: list[ExtraEntry] = []
    includes_all: dict[str, list[str]] | None = None
    includes_any: dict[str, list[str]] | None = None
    topic: TopicRule | None = None
    contains: ContainsRule | None = None
    judged: str | None = None
    each_instructor: EachInstructorRule | None = Field(None, description="where のコマの講師のひとりひとり")
    reading: str | None = None
    under: "list[CriterionEntry] | None" = None
    as_: str = Field("", alias="as", description="読み方の短い名前（under の中で）")


class CheckFile(Strict):
    """checks/<name>.yml"""

    check: Text
    title: Text
    document: Text
    summary: Text
    trainings: list[str] = []
    tables: list[str] = []
    computed: list[str] = []
    not_answered: list[str] = Field([], description="この点検が答えないこと")
    require: list[CriterionEntry] = Field(min_length=1)


class ExampleFile(Strict):
    """examples/<id>.yml: a facts document with a title"""

    model_config = ConfigDict(extra="allow", frozen=True, coerce_numbers_to_str=True)
    example: Kebab
    title: Text
    summary: Text
    check: Text
    expect: dict[str, Any] = {}


class ResizeEntry(Strict):
    """Gives the rows of a subject another length: `to`, and `plus` minutes more or less."""

    subject: Text
    to: Text
    plus: int = 0


class CaseEntry(Strict):
    """One case. `from` names an example; `set`, `drop` and `add` change it; `facts` are merged over it."""

    case: Text
    from_: str | None = Field(None, alias="from")
    facts: dict[str, Any] = {}
    set: dict[str, Any] = {}
    drop: list[str] = []
    add: list[dict[str, Any]] = []
    without: str | None = Field(None, description="この科目の行をすべて除く")
    fill: dict[str, dict[str, str]] = Field(
        {}, description="科目の名前: この科目の行に書く列と値（空欄にするときは空の値）"
    )
    resize: ResizeEntry | None = None
    as_of: str | None = None
    expect: dict[str, Status]
    say: dict[str, str] = {}


class CasesFile(Strict):
    """cases/<name>.yml"""

    check: Text
    from_: str | None = Field(None, alias="from")
    facts: dict[str, Any] = {}
    cases: list[CaseEntry]
