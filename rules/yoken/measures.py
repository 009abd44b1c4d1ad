"""Quantities that need arithmetic: minutes, days, instructors, spans.

A measure never treats an unknown as zero. It returns the lowest and the highest value that the facts still allow,
and which answers would settle it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from yoken.facts import Facts, Person, Session, Value
from yoken.kept import Kept
from yoken.rulebook import PERSON, Question, Rulebook, person_question
from yoken.rules import Measure, Where
from yoken.units import Number, format_quantity


class Place(NamedTuple):
    """A place in the facts: an answer that is missing, or a row that a finding is about."""

    path: str
    label: str


class Quantity(NamedTuple):
    """A value known to lie in [low, high]; `high` None has no upper end. `needs` would settle it."""

    low: Number
    high: Number | None
    unit: str
    needs: tuple[Place, ...] = ()
    places: tuple[Place, ...] = ()
    text: str = ""

    @property
    def exact(self) -> bool:
        """Whether the facts leave one value only."""
        return self.low == self.high

    def __str__(self) -> str:
        if self.text:
            return self.text
        if self.exact:
            return format_quantity(self.low, self.unit)
        if self.high is None:
            return f"{format_quantity(self.low, self.unit)}以上（未入力あり）" if self.low else "未入力"
        return (
            f"{format_quantity(self.low, self.unit)}〜{format_quantity(self.high, self.unit)}（未入力あり）"
        )


class Match(NamedTuple):
    """A session that is one of those a rule means, or (not `certain`) may be: then `missing` would tell."""

    session: Session
    certain: bool
    missing: tuple[Place, ...]


@dataclass(slots=True)
class Context:
    """What a measure may look at, with what was already found in this run. `person` is the instructor asked about; `kept` is
    what the run before left."""

    book: Rulebook
    facts: Facts
    as_of: date
    sums: dict[Where, Quantity] = field(default_factory=dict)
    person: Person | None = None
    selected: dict[Where, list[Match]] = field(default_factory=dict)
    alike: dict[str | None, list[list[Session]]] = field(default_factory=dict)
    overlapping: frozenset[int] | None = None
    kept: Kept | None = None


class Asked(NamedTuple):
    """A question with the place of its answer in the facts; `answer` is None where there is none."""

    question: Question
    place: Place
    answer: Value | None


def asked(context: Context, question_id: str) -> Asked:
    """The question of this id: about the organisation, or (`people.…`) about the instructor in hand."""
    if not question_id.startswith(PERSON):
        question = context.book.questions[question_id]
        place = Place(f"answers/{question.id}", question.ask)
        return Asked(question, place, context.facts.answers.get(question_id))
    assert context.person is not None, f"{question_id} outside each_instructor"
    column = next(each for each in context.book.tables["people"] if PERSON + each.id == question_id)
    question = person_question(column, context.person.name)
    place = Place(f"people/{context.person.row}/{column.id}", question.ask)
    return Asked(question, place, context.person.values.get(column.id))


MeasureFunction = Callable[[Context, Measure], Quantity]


@dataclass(frozen=True, slots=True)
class MeasureKind:
    """A named measure: its unit and the parameters a rule may give it."""

    function: MeasureFunction
    unit: str
    filtered: bool
    args: tuple[str, ...]


MEASURES: dict[str, MeasureKind] = {}
# The answers that can be compared with a bound.
QUANTITIES = (int, Fraction, date)
NO_TIMETABLE = Place("timetable", "時間割")


def measure(
    name: str, unit: str, *args: str, filtered: bool = False
) -> Callable[[MeasureFunction], MeasureFunction]:
    """Registers a function as the measure `name` that rules can use. `filtered` ones take `where`, and look at nothing but
    the sessions that it selects and whether there are any at all."""

    def register(function: MeasureFunction) -> MeasureFunction:
        MEASURES[name] = MeasureKind(function, unit, filtered, args)
        return function

    return register


def value_of(context: Context, call: Measure) -> Quantity:
    """The quantity a rule asks for: a named measure, or the answer to the question of that name."""
    if kind := MEASURES.get(call.name):
        return kind.function(context, call)
    found = asked(context, call.name)
    answer = found.answer
    if not isinstance(answer, QUANTITIES):
        return Quantity(0, None, call.unit, (found.place,))
    value = answer.toordinal() if isinstance(answer, date) else answer
    return Quantity(value, value, call.unit, places=(found.place,))
