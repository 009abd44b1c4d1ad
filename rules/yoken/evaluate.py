"""Judging facts against a check: three-valued logic, with a person's judgement and disputed readings kept apart."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction

from yoken import explain, quantities  # noqa: F401 — quantities registers every measure
from yoken.computed import COMPUTED
from yoken.facts import Facts, Person
from yoken.measures import NO_TIMETABLE, Context, Place, Quantity, asked, place_of, select, value_of
from yoken.people import rows_of, teaching
from yoken.plain import key, plain
from yoken.report import (
    DISPUTED,
    JUDGEMENT,
    MET,
    NOT_APPLICABLE,
    UNKNOWN,
    UNMET,
    Finding,
    Report,
)
from yoken.rulebook import Check, Rulebook
from yoken.rules import (
    All,
    Answer,
    AnyOf,
    Bound,
    Constant,
    Contains,
    Criterion,
    EachInstructor,
    Extra,
    Includes,
    Judged,
    Measure,
    Readings,
    Rule,
    Threshold,
    Topic,
    Where,
)
from yoken.units import DATE, TIME, Number

ALL_ORDER = (UNMET, UNKNOWN, DISPUTED, JUDGEMENT, MET)
ANY_ORDER = (MET, JUDGEMENT, DISPUTED, UNKNOWN, UNMET)
# Homework, a test or a ceremony is no session in which a topic is taught.
KINDS_WITH_TOPICS = ("model", "own")


def roll_up(statuses: Iterable[str], order: tuple[str, ...]) -> str:
    """The first status of `order` that occurs; not applicable drops out, and is the result when nothing is left."""
    present = set(statuses) - {NOT_APPLICABLE}
    return next((status for status in order if status in present), NOT_APPLICABLE)


def check(book: Rulebook, check_id: str, facts: Facts, as_of: date) -> Report:
    """The report of one check. Raises KeyError when the rulebook has no such check."""
    which = book.checks[check_id]
    context = Context(book, facts, as_of)
    findings = _training_missing(which, facts, book)
    if not findings:
        wanted = [each for each in which.require if each.training in (None, facts.training)]
        findings = tuple(judge(criterion, context) for criterion in wanted)
    return Report(
        check=which.id,
        title=which.title,
        document=which.document,
        training=facts.training,
        as_of=as_of,
        rulebook=book.hash,
        status=roll_up((finding.status for finding in findings), ALL_ORDER),
        findings=findings,
        computed={name: COMPUTED[name](context) for name in which.computed},
    )


def _training_missing(which: Check, facts: Facts, book: Rulebook) -> tuple[Finding, ...]:
    """Nothing can be judged before it is known which of the check's trainings is meant."""
    if not which.trainings or facts.training in which.trainings:
        return ()
    names = "、".join(book.curricula[training].short for training in which.trainings)
    chosen = book.curricula[facts.training].short if facts.training else ""
    message = f"研修の種類を選んでください。この点検で選べるのは、{names}です。"
    if chosen:
        message = f"「{chosen}」はこの点検の対象ではありません。{message}"
    needs = (Place("training", "研修の種類"),)
    first = which.require[0].clause
    return (
        Finding("training", first, "研修の種類", UNKNOWN, message, found=chosen, required=names, needs=needs),
    )


def judge(criterion: Criterion, context: Context) -> Finding:
    """The finding of one criterion."""
    blank = _blank(criterion, context)
    if criterion.only_if is not None:
        condition = _apply(criterion.only_if, replace(blank, id=""), context)
        if condition.status == UNMET or condition.status == NOT_APPLICABLE:
            message = _filled(criterion.messages.get(NOT_APPLICABLE, ""), condition)
            return replace(blank, status=NOT_APPLICABLE, message=message or explain.not_applicable(condition))
        if condition.status == UNKNOWN and not criterion.recommended:
            return replace(
                blank,
                status=UNKNOWN,
                message=explain.condition_unknown(condition.needs),
                needs=condition.needs,
            )
    finding = _apply(criterion.rule, blank, context)
    if criterion.recommended and finding.status != MET:
        finding = replace(finding, status=NOT_APPLICABLE, message=explain.recommended(finding))
    notes = (*finding.notes, criterion.note) if criterion.note else finding.notes
    wanted = finding.status in (UNMET, UNKNOWN, JUDGEMENT, DISPUTED)
    advice = criterion.advice if wanted and criterion.advice else finding.advice
    message = _filled(criterion.messages.get(finding.status, ""), finding)
    return replace(finding, notes=notes, advice=advice, message=message or finding.message)


def _filled(message: str, finding: Finding) -> str:
    """A sentence of the rules with what was found in it (for 該当しない: what the condition found)."""
    return message.format(found=finding.found, required=finding.required, short_by=finding.short_by)


def _blank(criterion: Criterion, context: Context) -> Finding:
    """A finding to fill in. The id of one about an instructor says who: `days@講師A`."""
    name = f"{criterion.id}@{context.person.name}" if context.person else criterion.id
    return Finding(name, criterion.clause, criterion.title, MET, "", readings=criterion.readings)


def _apply(rule: Rule, blank: Finding, context: Context) -> Finding:
    operator: Callable[..., Finding] = _OPERATORS[type(rule)]
    return operator(rule, blank, context)


def _all(rule: All, blank: Finding, context: Context) -> Finding:
    children = tuple(judge(child, context) for child in rule.children if _concerns(child, context))
    status = roll_up((child.status for child in children), ALL_ORDER)
    return replace(
        blank, status=status, children=children, branch="all", message=explain.all_of(status, children)
    )


def _any(rule: AnyOf, blank: Finding, context: Context) -> Finding:
    children = tuple(judge(child, context) for child in rule.children if _concerns(child, context))
    status = roll_up((child.status for child in children), ANY_ORDER)
    needs = (
        tuple(dict.fromkeys(place for child in children for place in child.needs))
        if status == UNKNOWN
        else ()
    )
    message = explain.any_of(status, children)
    readings = tuple(
        dict.fromkeys(
            [*blank.readings, *(r for child in children if child.status == DISPUTED for r in child.readings)]
        )
    )
    notes = () if status == MET else explain.ways(children)
    return replace(
        blank,
        status=status,
        children=children,
        branch="any",
        message=message,
        needs=needs,
        readings=readings,
        notes=notes,
    )


def _concerns(criterion: Criterion, context: Context) -> bool:
    return criterion.training in (None, context.facts.training)


def _answer(rule: Answer, blank: Finding, context: Context) -> Finding:
    found_at = asked(context, rule.question)
    question, place, answer = found_at.question, found_at.place, found_at.answer
    required = "はい" if rule.expected else "いいえ"
    if answer is None:
        return replace(
            blank, status=UNKNOWN, needs=(place,), required=required, message=explain.needs((place,))
        )
    status = MET if answer is rule.expected else UNMET
    found = "はい" if answer else "いいえ"
    message = explain.answered(status, question.ask, found)
    return replace(blank, status=status, found=found, required=required, places=(place,), message=message)


def _threshold(rule: Threshold, blank: Finding, context: Context) -> Finding:
    base = value_of(context, rule.measure)
    bounds = _Bounds(rule, context)
    first = bounds.finding(base, blank)
    added = [(extra, value_of(context, replace(rule.measure, where=extra.where))) for extra in rule.extras]
    added = [(extra, quantity) for extra, quantity in added if quantity.high != 0]
    if not added or (first.status in (MET, UNKNOWN) and rule.at_most is None):
        return first
    options = [
        ("、".join(extra.counting for extra, _ in chosen), _sum(base, [q for _, q in chosen]))
        for chosen in _choices(added)
    ]
    results = [replace(first, reading_name=explain.counted_without(tuple(e.counting for e, _ in added)))]
    results += [
        replace(bounds.finding(total, blank), reading_name=f"{name}を数える") for name, total in options
    ]
    if len({result.status for result in results}) == 1:
        if first.status == UNMET and first.short_by:
            # The gap of the strictest reading alone would say more than the text does.
            return replace(first, notes=(*first.notes, explain.still_unmet(results[-1])))
        return first
    if any(result.status == UNKNOWN for result in results):
        needs = tuple(dict.fromkeys(place for result in results for place in result.needs))
        return replace(first, status=UNKNOWN, needs=needs, message=explain.needs(needs))
    readings = tuple(dict.fromkeys([*blank.readings, *(extra.reading for extra, _ in added)]))
    return _disputed(first, readings, tuple(results))


def _choices(added: list[tuple[Extra, Quantity]]) -> list[list[tuple[Extra, Quantity]]]:
    """Each extra by itself and, where there are several, all of them together."""
    return [[each] for each in added] + ([added] if len(added) > 1 else [])


def _sum(base: Quantity, added: list[Quantity]) -> Quantity:
    total = base
    for each in added:
        high = None if total.high is None or each.high is None else total.high + each.high
        total = Quantity(
            total.low + each.low, high, base.unit, total.needs + each.needs, total.places + each.places
        )
    return total


class _Bounds:
    """The bounds of a threshold with their values in one run."""

    def __init__(self, rule: Threshold, context: Context) -> None:
        self.at_least = _bound(rule.at_least, context)
        self.at_most = _bound(rule.at_most, context)
        self.usual = _bound(rule.usual_at_most, context)

    def finding(self, value: Quantity, blank: Finding) -> Finding:
        """`blank` filled in for this value."""
        status, gap = MET, None
        needs: tuple[Place, ...] = ()
        for bound, below in ((self.at_least, True), (self.at_most, False)):
            if bound is None:
                continue
            result, lacking = _compare(value, bound) if below else _compare(bound, value)
            if result == UNMET or (result == UNKNOWN and status == MET):
                status, gap = result, lacking
            if result == UNKNOWN:
                needs += value.needs + bound.needs
        needs = tuple(dict.fromkeys(needs)) if status == UNKNOWN else ()
        filled = replace(
            blank,
            status=status,
            found=str(value),
            required=explain.required(self.at_least, self.at_most),
            short_by=explain.quantity(gap, value.unit) if status == UNMET and gap is not None else "",
            needs=needs,
            places=value.places,
            distance=self._distance(gap) if status == UNMET else Fraction(1),
        )
        message = explain.threshold(filled, self.at_least, self.at_most, value)
        notes = (
            (explain.above_usual(self.usual, value),) if status == MET and self._above_usual(value) else ()
        )
        return replace(filled, message=message, notes=notes)

    def _distance(self, gap: Number | None) -> Fraction:
        """How much of the lower bound the value lacks; what has no lower bound, or is a date, is lacking altogether."""
        bound = self.at_least
        if gap is None or bound is None or bound.low <= 0 or bound.unit in (DATE, TIME):
            return Fraction(1)
        return min(Fraction(1), Fraction(gap) / Fraction(bound.low))

    def _above_usual(self, value: Quantity) -> bool:
        return self.usual is not None and self.usual.high is not None and value.low > self.usual.high


def _bound(bound: Bound | None, context: Context) -> Quantity | None:
    if bound is None:
        return None
    if isinstance(bound, Constant):
        return Quantity(bound.value, bound.value, bound.unit)
    return value_of(context, bound)


def _compare(larger: Quantity, smaller: Quantity) -> tuple[str, int | None]:
    """Whether larger ≥ smaller for certain (met), not at all (unmet, by how much) or not decided."""
    if smaller.high is not None and larger.low >= smaller.high:
        return MET, None
    if larger.high is not None and larger.high < smaller.low:
        return UNMET, smaller.low - larger.high  # type: ignore[return-value]
    return UNKNOWN, None


def _includes(rule: Includes, blank: Finding, context: Context) -> Finding:
    found_at = asked(context, rule.question)
    question, place, answer = found_at.question, found_at.place, found_at.answer
    labels = {choice.id: choice.label for choice in question.choices}
    joint = "、" if rule.every else "・"
    required = joint.join(labels[value] for value in rule.values) + (
        "のすべて" if rule.every and len(rule.values) > 1 else ""
    )
    required += "のいずれか" if not rule.every and len(rule.values) > 1 else ""
    if answer is None:
        return replace(
            blank, status=UNKNOWN, needs=(place,), required=required, message=explain.needs((place,))
        )
    chosen = answer if isinstance(answer, tuple) else (answer,)
    missing = [value for value in rule.values if value not in chosen]
    met = not missing if rule.every else len(missing) < len(rule.values)
    found = "、".join(labels[str(value)] for value in chosen) or "なし"
    lacking = "、".join(labels[value] for value in missing) if rule.every and not met else ""
    filled = replace(
        blank,
        status=MET if met else UNMET,
        found=found,
        required=required,
        short_by=lacking,
        places=(place,),
        distance=Fraction(len(missing), len(rule.values)),
    )
    return replace(filled, message=explain.includes(filled))


def _topic(rule: Topic, blank: Finding, context: Context) -> Finding:
    assert context.facts.training is not None
    text = context.book.curricula[context.facts.training].subject(rule.subject).topics[rule.number - 1].text
    held, covering = False, []
    needs: list[Place] = [] if context.facts.sessions else [NO_TIMETABLE]
    for session, certain, missing in select(context, Where(subject=(rule.subject,), kind=KINDS_WITH_TOPICS)):
        is_subject = session.subject == rule.subject
        held = held or is_subject
        if is_subject and session.topics is None:
            needs.append(place_of(context, session, "topics"))
        elif certain and rule.number in (session.topics or ()):
            covering.append(Place(f"timetable/{session.row}/topics", f"{session.row}行目"))
        elif not is_subject or rule.number in (session.topics or ()):
            needs += missing
    status = MET if covering else UNKNOWN if needs else UNMET
    return replace(
        blank,
        status=status,
        found="、".join(place.label for place in covering) or ("未入力" if needs else "なし"),
        required=text,
        needs=tuple(needs) if status == UNKNOWN else (),
        places=tuple(covering),
        message=explain.topic(status, text, tuple(covering), held, tuple(needs)),
    )


def _contains(rule: Contains, blank: Finding, context: Context) -> Finding:
    found_at = asked(context, rule.question)
    place, answer = found_at.place, found_at.answer
    if answer is None:
        return replace(
            blank, status=UNKNOWN, needs=(place,), required=rule.text, message=explain.needs((place,))
        )
    # Typesetting puts spaces into the documents' wording, and people type digits and brackets in either width.
    found = "".join(plain(answer).split())
    wanted = "".join(plain(rule.text).split())
    if wanted in found:
        return replace(
            blank,
            status=MET,
            found="あり",
            required=rule.text,
            places=(place,),
            message=explain.contains(MET, rule.text),
        )
    near = explain.nearest(wanted, found) if key(wanted) else ""
    return replace(
        blank,
        status=UNMET,
        found=near or "なし",
        required=rule.text,
        places=(place,),
        message=explain.contains(UNMET, rule.text, near),
    )


def _judged(rule: Judged, blank: Finding, context: Context) -> Finding:
    recorded = context.facts.judgements.get(blank.id)
    status = JUDGEMENT if recorded is None else MET if recorded.confirmed else UNMET
    notes = (f"記録: {recorded.note}",) if recorded and recorded.note else ()
    found = "" if recorded is None else "確認済み" if recorded.confirmed else "認められない"
    return replace(
        blank,
        status=status,
        found=found,
        required=rule.ask,
        notes=notes,
        message=explain.judged(status, rule.ask),
    )


def _each_instructor(rule: EachInstructor, blank: Finding, context: Context) -> Finding:
    if not context.facts.sessions:
        return replace(blank, status=UNKNOWN, needs=(NO_TIMETABLE,), message=explain.needs((NO_TIMETABLE,)))
    names, needs = teaching(context, rule.where)
    children = [_instructor(rule.criterion, name, context) for name in names]
    # Who else teaches is not known yet: an open question of its own beside the instructors that are.
    for place in needs:
        open_ = replace(
            _blank(rule.criterion, context), id=f"{rule.criterion.id}@{place.label}", title=place.label
        )
        children.append(replace(open_, status=UNKNOWN, needs=(place,), message=explain.needs((place,))))
    status = roll_up((child.status for child in children), ALL_ORDER)
    message = explain.taught(status, names, tuple(children))
    found = "、".join(names)
    return replace(blank, status=status, found=found, children=tuple(children), branch="all", message=message)


def _instructor(criterion: Criterion, name: str, context: Context) -> Finding:
    """The finding about one instructor, who must stand in the table of instructors exactly once."""
    rows = rows_of(context, name)
    if len(rows) == 1:
        finding = judge(criterion, replace(context, person=rows[0]))
        return _named(name, finding)
    blank = _blank(criterion, replace(context, person=Person(0, name, {})))
    places = tuple(Place(f"people/{row.row}/name", f"{row.row}人目の名前") for row in rows)
    needs = places or (Place("people", f"講師の一覧の{name}の行"),)
    message = explain.not_listed(name, len(rows))
    return replace(_named(name, replace(blank, status=UNKNOWN, needs=needs)), message=message)


def _named(name: str, finding: Finding) -> Finding:
    """The finding with the instructor's name in its title and in those of the parts that are listed by themselves."""
    children = finding.children
    if finding.branch == "all":
        children = tuple(_named(name, child) for child in children)
    message = explain.about(name, finding.message)
    return replace(finding, title=f"{name}：{finding.title}", message=message, children=children)


def _readings(rule: Readings, blank: Finding, context: Context) -> Finding:
    results = tuple(
        replace(judge(each.criterion, context), reading_name=each.name) for each in rule.alternatives
    )
    readings = tuple(dict.fromkeys([*blank.readings, rule.reading]))
    statuses = {result.status for result in results} - {NOT_APPLICABLE} or {NOT_APPLICABLE}
    if len(statuses) == 1:
        first = next(result for result in results if result.status in statuses)
        return replace(
            first,
            id=blank.id,
            title=blank.title,
            clause=blank.clause,
            reading_name="",
            readings=blank.readings,
        )
    if UNKNOWN in statuses:
        needs = tuple(dict.fromkeys(place for result in results for place in result.needs))
        return replace(blank, status=UNKNOWN, needs=needs, readings=readings, message=explain.needs(needs))
    return _disputed(
        replace(results[0], id=blank.id, title=blank.title, clause=blank.clause), readings, results
    )


def _disputed(first: Finding, readings: tuple[str, ...], results: tuple[Finding, ...]) -> Finding:
    return replace(
        first,
        status=DISPUTED,
        reading_name="",
        readings=readings,
        short_by="",
        notes=(),
        needs=(),
        children=results,
        branch="readings",
        message=explain.disputed(results),
    )


_OPERATORS: dict[type, Callable[..., Finding]] = {
    All: _all,
    AnyOf: _any,
    Answer: _answer,
    Threshold: _threshold,
    Includes: _includes,
    Topic: _topic,
    Contains: _contains,
    Judged: _judged,
    Readings: _readings,
    EachInstructor: _each_instructor,
}

__all__ = ["ALL_ORDER", "ANY_ORDER", "Measure", "check", "judge", "roll_up"]
