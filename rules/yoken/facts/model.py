"""What is known of a training once it is read: sessions, answers, judgements and people. None means not answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

Value = bool | int | Fraction | date | str | tuple[str, ...] | Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something typed that cannot be read. `path` is 1-based (`timetable/4/form`); `label` says it to people."""

    path: str
    label: str
    read: str
    expected: str
    example: str
    warning: bool = False

    @property
    def message(self) -> str:
        """One plain sentence: the place, what was read, what is expected and an example."""
        example = f"（例: {self.example}）" if self.example else ""
        read = f"「{self.read}」は" if self.read else ""
        return f"{self.label}: {read}{self.expected}{example}"


@dataclass(frozen=True, slots=True)
class Session:
    """コマ: one row of the timetable. None means not answered. `minutes` excludes nothing; `row` is 1-based."""

    row: int
    day: date | None = None
    start: int | None = None
    end: int | None = None
    minutes: int | None = None
    subject: str | None = None
    name: str = ""
    form: str | None = None
    kind: str | None = None
    delivery: str | None = None
    instructors: tuple[str, ...] | None = None
    joint: bool | None = None
    topics: frozenset[int] | None = None
    audience: str | None = None
    # The kinds it can be where the kind is not known but not open either (a subject of the other edition).
    possible_kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided on a criterion that asks for judgement."""

    confirmed: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """講師: one row of the table of instructors, by column id. `row` is 1-based."""

    row: int
    name: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a check may ask about. `sessions` is None where no timetable was given at all.

    `others` are the rows for another training in the same timetable: no rule counts them, pages show them.
    """

    training: str | None = None
    sessions: tuple[Session, ...] | None = None
    answers: Mapping[str, Value] = field(default_factory=dict)
    model_minutes: Mapping[tuple[str, str], int] = field(default_factory=dict)
    judgements: Mapping[str, Judgement] = field(default_factory=dict)
    people: tuple[Person, ...] | None = None
    others: tuple[Session, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The facts that could be read, and what could not."""

    facts: Facts
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that leave a fact unread (warnings do not)."""
        return tuple(problem for problem in self.problems if not problem.warning)
