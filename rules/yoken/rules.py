"""The operators a criterion is made of. Each is plain data; `evaluate` says what it means for facts.

A criterion holds exactly one operator. A new operator should be a reduction to these where it can be.
"""

from dataclasses import dataclass, field

from yoken.units import Number


@dataclass(frozen=True, slots=True)
class Where:
    """Which sessions of the timetable are meant. An empty field means any; several values mean one of them."""

    subject: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    delivery: tuple[str, ...] = ()
    joint: bool | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A named quantity computed from facts (a function of `yoken.measures`, or the answer to a question)."""

    name: str
    unit: str
    where: Where | None = None
    args: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Constant:
    """A threshold written in the rules, in the base of its unit (see `yoken.units`)."""

    value: Number
    unit: str


Bound = Constant | Measure


@dataclass(frozen=True, slots=True)
class Extra:
    """Sessions that count only under one reading of the text (解釈)."""

    reading: str
    counting: str
    where: Where


@dataclass(frozen=True, slots=True)
class All:
    """すべて: unmet > unknown > disputed > judgement > met."""

    children: tuple["Criterion", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """いずれか: met > judgement > disputed > unknown > unmet."""

    children: tuple["Criterion", ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A yes/no question must be answered with `expected`."""

    question: str
    expected: bool


@dataclass(frozen=True, slots=True)
class Threshold:
    """A quantity must reach `at_least` and not pass `at_most`; beyond `usual_at_most` it is met with a note."""

    measure: Measure
    at_least: Bound | None = None
    at_most: Bound | None = None
    usual_at_most: Bound | None = None
    extras: tuple[Extra, ...] = ()


@dataclass(frozen=True, slots=True)
class Includes:
    """A choice question must hold all of the values (`every`) or at least one of them."""

    question: str
    values: tuple[str, ...]
    every: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """Some session of the subject covers its listed topic number `number` (1-based)."""

    subject: str
    number: int


@dataclass(frozen=True, slots=True)
class Contains:
    """A text answer contains `text` exactly, apart from line breaks and the width of characters."""

    question: str
    text: str


@dataclass(frozen=True, slots=True)
class Judged:
    """The clause asks for a person's judgement; `ask` says what that person decides."""

    ask: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """One reading of the text, by the short name shown with its result."""

    name: str
    criterion: "Criterion"


@dataclass(frozen=True, slots=True)
class Readings:
    """The text admits several readings: where their results differ, the finding is disputed."""

    reading: str
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class EachInstructor:
    """Everyone who teaches the sessions of `where` must meet `criterion`, which may ask for `people.<column>`."""

    where: Where
    criterion: "Criterion"


Rule = All | AnyOf | Answer | Threshold | Includes | Topic | Contains | Judged | Readings | EachInstructor
OPERATORS: tuple[type, ...] = (
    All,
    AnyOf,
    Answer,
    Threshold,
    Includes,
    Topic,
    Contains,
    Judged,
    Readings,
    EachInstructor,
)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing a clause asks for.

    `training`: the criterion is part of the check for this training only (None: for each).
    `only_if`: where this is not so, the clause does not concern the facts (該当しない).
    `recommended`: the clause says 望ましい, so nothing but met counts: any other result drops out of the roll-up.
    `messages`: sentences that replace the made one, by status; `{found}` `{required}` `{short_by}` are filled in.
    """

    id: str
    clause: str
    title: str
    rule: Rule
    only_if: Rule | None = None
    training: str | None = None
    recommended: bool = False
    readings: tuple[str, ...] = ()
    advice: str = ""
    note: str = ""
    messages: dict[str, str] = field(default_factory=dict)
