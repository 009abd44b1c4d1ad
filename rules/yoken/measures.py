"""Quantities that need arithmetic: minutes, days, instructors, spans.

A measure never treats an unknown as zero. It returns the lowest and the highest value that the facts still allow,
and which answers would settle it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from yoken.dates import period_end
from yoken.facts import Facts, Person, Session, Value
from yoken.plain import key
from yoken.rulebook import PERSON, Question, Rulebook, person_question
from yoken.rules import Measure, Where
from yoken.units import DATE, MINUTES, Number, format_quantity


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the facts: an answer that is missing, or a row that a finding is about."""

    path: str
    label: str


@dataclass(frozen=True, slots=True)
class Quantity:
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


@dataclass(slots=True)
class Context:
    """What a measure may look at, with the sums already made in this run. `person` is the instructor asked about."""

    book: Rulebook
    facts: Facts
    as_of: date
    sums: dict[Where, Quantity] = field(default_factory=dict)
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Asked:
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
NO_TIMETABLE = Place("timetable", "時間割")


def measure(
    name: str, unit: str, *args: str, filtered: bool = False
) -> Callable[[MeasureFunction], MeasureFunction]:
    """Registers a function as the measure `name` that rules can use; `filtered` measures take `where`."""

    def register(function: MeasureFunction) -> MeasureFunction:
        MEASURES[name] = MeasureKind(function, unit, filtered, args)
        return function

    return register


def matches(session: Session, where: Where) -> tuple[bool | None, tuple[str, ...]]:
    """Whether the session is one of `where`: True, False, or None with the columns that would tell."""
    missing = []
    for column, wanted, value in (
        ("subject", where.subject, _subject(session)),
        ("kind", where.kind, session.kind),
        ("form", where.form, session.form),
        ("delivery", where.delivery, session.delivery),
    ):
        if wanted and value is None:
            if column == "kind" and session.possible_kinds:
                if session.possible_kinds.isdisjoint(wanted):
                    return False, ()
                if session.possible_kinds <= set(wanted):
                    continue
            missing.append(column)
        elif wanted and value not in wanted:
            return False, ()
    # An empty 合同 cell is a session held for one group; the column's help says so.
    if where.joint is not None and bool(session.joint) != where.joint:
        return False, ()
    return (None, tuple(missing)) if missing else (True, ())


def _subject(session: Session) -> str | None:
    """The subject, empty for a session that has none (an own subject, a ceremony), None where it is not known.

    A name that is no subject of the list may be a slip for any of them, so it is not known.
    """
    if session.subject is None and session.kind in ("own", "break", "homework"):
        return ""
    return session.subject


def place_of(context: Context, session: Session, column: str) -> Place:
    label = next(each.label for each in context.book.timetable if each.id == column)
    return Place(f"timetable/{session.row}/{column}", f"{session.row}行目の{label}")


def select(context: Context, where: Where) -> Iterable[tuple[Session, bool, tuple[Place, ...]]]:
    """The sessions that match or may match: session, certain, what would tell."""
    for session in context.facts.sessions or ():
        found, missing = matches(session, where)
        if found is not False:
            yield session, found is True, tuple(place_of(context, session, column) for column in missing)


@measure("minutes", MINUTES, filtered=True)
def minutes(context: Context, call: Measure) -> Quantity:
    """Minutes of the matching sessions."""
    where = call.where or Where()
    if where in context.sums:
        return context.sums[where]
    if not context.facts.sessions:
        return Quantity(0, None, MINUTES, (NO_TIMETABLE,))
    low, high = 0, 0
    needs: list[Place] = []
    places: list[Place] = []
    unbounded = False
    for session, certain, missing in select(context, where):
        if session.minutes is None:
            unbounded = True
            needs += [*missing, place_of(context, session, "minutes")]
            continue
        high += session.minutes
        low += session.minutes if certain else 0
        needs += missing
        places.append(Place(f"timetable/{session.row}/minutes", f"{session.row}行目"))
    found = Quantity(low, None if unbounded else high, MINUTES, tuple(needs), tuple(places))
    context.sums[where] = found
    return found


@measure("sessions", "コマ", filtered=True)
def sessions(context: Context, call: Measure) -> Quantity:
    """How many sessions match."""
    if not context.facts.sessions:
        return Quantity(0, None, "コマ", (NO_TIMETABLE,))
    low, high = 0, 0
    needs: list[Place] = []
    places: list[Place] = []
    for session, certain, missing in select(context, call.where or Where()):
        low, high = low + certain, high + 1
        needs += missing
        places.append(Place(f"timetable/{session.row}/subject", f"{session.row}行目"))
    rows = "、".join(place.label for place in places[:6]) + ("ほか" if len(places) > 6 else "")
    text = f"{low}コマ（{rows}）" if places and low == high else ""
    return Quantity(low, high, "コマ", tuple(needs), tuple(places), text)


@measure("days", "日", filtered=True)
def days(context: Context, call: Measure) -> Quantity:
    """On how many different days the matching sessions are."""
    if not context.facts.sessions:
        return Quantity(0, None, "日", (NO_TIMETABLE,))
    certain_days: set[date] = set()
    possible_days: set[date] = set()
    needs: list[Place] = []
    undated = 0
    for session, certain, missing in select(context, call.where or Where()):
        needs += missing
        if session.day is None:
            undated += 1
            needs.append(place_of(context, session, "date"))
        else:
            possible_days.add(session.day)
            if certain:
                certain_days.add(session.day)
    return Quantity(len(certain_days), len(possible_days) + undated, "日", tuple(needs))


@measure("instructors", "人", filtered=True)
def instructors(context: Context, call: Measure) -> Quantity:
    """How many different instructors teach the matching sessions; spaces and widths inside a name do not matter."""
    if not context.facts.sessions:
        return Quantity(0, None, "人", (NO_TIMETABLE,))
    names: set[str] = set()
    needs: list[Place] = []
    for session, certain, missing in select(context, call.where or Where()):
        needs += missing
        if session.instructors is None:
            needs.append(place_of(context, session, "instructors"))
        elif certain:
            names.update(key(name) for name in session.instructors)
    return Quantity(len(names), None if needs else len(names), "人", tuple(needs))


@measure("model-minutes", MINUTES, "training", "subject")
def model_minutes(context: Context, call: Measure) -> Quantity:
    """The hours of a subject in the user's own copy of the model curriculum (the documents give none)."""
    training, subject = call.args["training"], call.args["subject"]
    found = context.facts.model_minutes.get((training, subject))
    if found is None:
        curriculum = context.book.curricula[training]
        label = (
            f"お手元の{curriculum.short}モデルカリキュラムの「{curriculum.subject(subject).name}」の時間数"
        )
        return Quantity(0, None, MINUTES, (Place(f"model_hours/{training}/{subject}", label),))
    return Quantity(found, found, MINUTES)


@measure("span-past-limit", "日", "months", "first_day")
def span_past_limit(context: Context, call: Measure) -> Quantity:
    """By how many days the last session lies past the limit of `months` from the first session's day.

    `first_day`: `counted` (the first day is day one) or `not-counted` (民法140条: counting starts the day after).
    """
    dated = _dates(context)
    if isinstance(dated, Quantity):
        return dated
    uncounted = 0 if call.args["first_day"] == "counted" else 1
    limit = period_end(dated[0] + timedelta(days=uncounted), int(call.args["months"]))
    past = max(0, (dated[-1] - limit).days)
    text = (
        f"{format_quantity(dated[0].toordinal(), DATE)}から{format_quantity(dated[-1].toordinal(), DATE)}まで"
    )
    return Quantity(past, past, "日", text=text)


@measure("gap-days", "日", "weekends")
def gap_days(context: Context, call: Measure) -> Quantity:
    """How many days between the first and the last day have no session; `weekends`: `counted` or `ignored`."""
    dated = _dates(context)
    if isinstance(dated, Quantity):
        return dated
    held = set(dated)
    span = (dated[-1] - dated[0]).days
    gaps = [dated[0] + timedelta(days=n) for n in range(span + 1) if dated[0] + timedelta(days=n) not in held]
    if call.args["weekends"] == "ignored":
        gaps = [day for day in gaps if day.weekday() < 5]
    return Quantity(len(gaps), len(gaps), "日")


def _dates(context: Context) -> list[date] | Quantity:
    """All days of training in order, or an unknown quantity where a session has no date.

    A day of homework is no day of the training: what is sent out before or handed in after it neither lengthens the
    schedule nor fills a gap in it.
    """
    held = tuple(each for each in context.facts.sessions or () if each.kind != "homework")
    missing = tuple(place_of(context, each, "date") for each in held if each.day is None)
    if missing or not held:
        return Quantity(0, None, "日", missing or (NO_TIMETABLE,))
    return sorted({each.day for each in held if each.day is not None})


def value_of(context: Context, call: Measure) -> Quantity:
    """The quantity a rule asks for: a named measure, or the answer to the question of that name."""
    if kind := MEASURES.get(call.name):
        return kind.function(context, call)
    found = asked(context, call.name)
    answer = found.answer
    if answer is None or isinstance(answer, str | tuple) or not isinstance(answer, Number | date):
        return Quantity(0, None, call.unit, (found.place,))
    value = answer.toordinal() if isinstance(answer, date) else answer
    return Quantity(value, value, call.unit, places=(found.place,))
