"""Judging facts against a check: three-valued logic, with a person's judgement and disputed readings kept apart."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from yoken import explain, leaves, quantities  # noqa: F401 — quantities registers every measure
from yoken.computed import COMPUTED
from yoken.deciding import deciding
from yoken.facts import Facts, Person
from yoken.kept import Kept
from yoken.leaves import unanswered
from yoken.measures import NO_TIMETABLE, Context, Place
from yoken.people import rows_of, teaching
from yoken.report import (
    DISPUTED,
    JUDGEMENT,
    MET,
    NOT_APPLICABLE,
    OF_PERSON,
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
    Contains,
    Criterion,
    EachInstructor,
    Includes,
    Judged,
    Readings,
    Rule,
    Threshold,
    Topic,
)
from yoken.selection import concerned
from yoken.thresholds import disputed, threshold

ALL_ORDER = (UNMET, UNKNOWN, DISPUTED, JUDGEMENT, MET)
ANY_ORDER = (MET, JUDGEMENT, DISPUTED, UNKNOWN, UNMET)


def roll_up(statuses: Iterable[str], order: tuple[str, ...]) -> str:
    """The first status of `order` that occurs; not applicable drops out, and is the result when nothing is left."""
    present = set(statuses)
    return next((status for status in order if status in present), NOT_APPLICABLE)


def check(book: Rulebook, check_id: str, facts: Facts, as_of: date, kept: Kept | None = None) -> Report:
    """The report of one check. Raises KeyError when the rulebook has no such check.

    `kept`: what earlier runs against the same rulebook left; findings in it are used again where nothing decides them anew.
    """
    which = book.checks[check_id]
    context = Context(book, facts, as_of, kept=kept)
    findings = _training_missing(which, facts, book) or _judged(which.require, context)
    return Report(
        check=which.id,
        title=which.title,
        document=which.document,
        training=facts.training,
        as_of=as_of,
        rulebook=book.hash,
        status=roll_up([finding.status for finding in findings], ALL_ORDER),
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


def _judged(criteria: Iterable[Criterion], context: Context) -> tuple[Finding, ...]:
    """The findings of those criteria that are part of the check for this training."""
    training = context.facts.training
    return tuple([_settled(each, context) for each in criteria if each.training in (None, training)])


def _settled(criterion: Criterion, context: Context) -> Finding:
    """The finding of a criterion: that of the run before, where nothing that decides it has changed."""
    kept = context.kept
    # A single part is judged as soon as it is looked up, and what is about an instructor gets their name written into it.
    if kept is None or not isinstance(criterion.rule, All) or context.person is not None:
        return judge(criterion, context)
    # By the identity of the criterion: it is part of the rulebook, which outlives what is kept.
    subjects = kept.get(("deciding", id(criterion)), (criterion,), lambda: deciding(criterion))
    if subjects is None:
        return judge(criterion, context)
    facts = context.facts
    sessions = concerned(context, subjects)
    source = (criterion, facts.training, facts.judgements, bool(facts.sessions), sessions)
    return kept.get(("finding", id(criterion)), source, lambda: judge(criterion, context))


def judge(criterion: Criterion, context: Context) -> Finding:
    """The finding of one criterion."""
    finding = _blank(criterion, context)
    if criterion.only_if is not None and _left_out(criterion, criterion.only_if, finding, context):
        return finding
    finding = _apply(criterion.rule, finding, context)
    if criterion.recommended and finding.status != MET:
        finding.status, finding.message = NOT_APPLICABLE, explain.recommended(finding)
    if criterion.note:
        finding.notes = (*finding.notes, criterion.note)
    if criterion.advice and finding.status not in (MET, NOT_APPLICABLE):
        finding.advice = criterion.advice
    if finding.status in criterion.messages:
        finding.message = _said(criterion, finding.status, finding) or finding.message
    return finding


def _left_out(criterion: Criterion, only_if: Rule, finding: Finding, context: Context) -> bool:
    """Whether the clause does not concern the facts, or may not; the finding then says so."""
    blank = Finding("", criterion.clause, criterion.title, MET, "", readings=criterion.readings)
    condition = _apply(only_if, blank, context)
    if condition.status in (UNMET, NOT_APPLICABLE):
        finding.status = NOT_APPLICABLE
        finding.message = _said(criterion, NOT_APPLICABLE, condition) or explain.not_applicable(condition)
        return True
    if condition.status == UNKNOWN and not criterion.recommended:
        finding.status, finding.needs = UNKNOWN, condition.needs
        finding.message = explain.condition_unknown(condition.needs)
        return True
    return False


def _said(criterion: Criterion, status: str, found: Finding) -> str:
    """The rules' own sentence for this status with what was found in it (for 該当しない: what the condition found)."""
    message = criterion.messages.get(status, "")
    return message.format(found=found.found, required=found.required, short_by=found.short_by)


def _blank(criterion: Criterion, context: Context) -> Finding:
    """A finding to fill in. The id of one about an instructor says who: `days@講師A`."""
    name = f"{criterion.id}{OF_PERSON}{context.person.name}" if context.person else criterion.id
    return Finding(name, criterion.clause, criterion.title, MET, "", readings=criterion.readings)


def _apply(rule: Rule, finding: Finding, context: Context) -> Finding:
    return _OPERATORS[type(rule)](rule, finding, context)


def _all(rule: All, finding: Finding, context: Context) -> Finding:
    children = _judged(rule.children, context)
    finding.status = roll_up([child.status for child in children], ALL_ORDER)
    finding.children, finding.branch = children, "all"
    finding.message = explain.all_of(finding.status, children)
    return finding


def _any(rule: AnyOf, finding: Finding, context: Context) -> Finding:
    children = _judged(rule.children, context)
    finding.status = roll_up([child.status for child in children], ANY_ORDER)
    finding.children, finding.branch = children, "any"
    if finding.status == UNKNOWN:
        finding.needs = tuple(dict.fromkeys(place for child in children for place in child.needs))
    of_ways = [each for child in children if child.status == DISPUTED for each in child.readings]
    finding.readings = tuple(dict.fromkeys([*finding.readings, *of_ways]))
    finding.message = explain.any_of(finding.status, children)
    finding.notes = () if finding.status == MET else explain.ways(children)
    return finding


def _each_instructor(rule: EachInstructor, finding: Finding, context: Context) -> Finding:
    if not context.facts.sessions:
        return unanswered(finding, NO_TIMETABLE)
    names, needs = teaching(context, rule.where)
    children = [_instructor(rule.criterion, name, context) for name in names]
    # Who else teaches is not known yet: an open question of its own beside the instructors that are.
    for place in needs:
        open_ = _blank(rule.criterion, context)
        open_.id, open_.title = f"{rule.criterion.id}{OF_PERSON}{place.label}", place.label
        children.append(unanswered(open_, place))
    finding.status = roll_up([child.status for child in children], ALL_ORDER)
    finding.found, finding.children, finding.branch = "、".join(names), tuple(children), "all"
    finding.message = explain.taught(finding.status, names, finding.children)
    return finding


def _instructor(criterion: Criterion, name: str, context: Context) -> Finding:
    """The finding about one instructor, who must stand in the table of instructors exactly once."""
    rows = rows_of(context, name)
    if len(rows) == 1:
        return _named(name, judge(criterion, replace(context, person=rows[0])))
    finding = _named(name, _blank(criterion, replace(context, person=Person(0, name, {}))))
    places = tuple(Place(f"people/{row.row}/name", f"{row.row}人目の名前") for row in rows)
    finding.status = UNKNOWN
    finding.needs = places or (Place("people", f"講師の一覧の{name}の行"),)
    finding.message = explain.not_listed(name, len(rows))
    return finding


def _named(name: str, finding: Finding) -> Finding:
    """The finding with the instructor's name in its title and in those of the parts that are listed by themselves."""
    if finding.branch == "all":
        for child in finding.children:
            _named(name, child)
    finding.title = f"{name}：{finding.title}"
    finding.message = explain.about(name, finding.message)
    return finding


def _readings(rule: Readings, finding: Finding, context: Context) -> Finding:
    results = tuple([judge(each.criterion, context) for each in rule.alternatives])
    for each, result in zip(rule.alternatives, results, strict=True):
        result.reading_name = each.name
    statuses = {result.status for result in results} - {NOT_APPLICABLE} or {NOT_APPLICABLE}
    if len(statuses) == 1:
        first = next(result for result in results if result.status in statuses)
        first.reading_name, first.readings = "", finding.readings
        return _standing_for(finding, first)
    readings = tuple(dict.fromkeys([*finding.readings, rule.reading]))
    if UNKNOWN in statuses:
        finding.readings = readings
        return unanswered(finding, *dict.fromkeys(place for result in results for place in result.needs))
    return disputed(_standing_for(finding, replace(results[0])), readings, results)


def _standing_for(finding: Finding, result: Finding) -> Finding:
    """The result of a reading under the name of the criterion that has the readings."""
    result.id, result.title, result.clause = finding.id, finding.title, finding.clause
    return result


_OPERATORS: dict[type, Callable[[Any, Finding, Context], Finding]] = {
    All: _all,
    AnyOf: _any,
    Answer: leaves.answer,
    Threshold: threshold,
    Includes: leaves.includes,
    Topic: leaves.topic,
    Contains: leaves.contains,
    Judged: leaves.judged,
    Readings: _readings,
    EachInstructor: _each_instructor,
}
