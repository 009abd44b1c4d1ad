"""A check's criteria as a tree to be read: what each asks for, in words, with its value from the rules."""

from __future__ import annotations

from dataclasses import dataclass

from yoken.rulebook import PERSON, Question, Rulebook, person_question
from yoken.rules import (
    All,
    Answer,
    AnyOf,
    Bound,
    Constant,
    Contains,
    Criterion,
    EachInstructor,
    Includes,
    Judged,
    Readings,
    Rule,
    Threshold,
)
from yoken.units import DATE, TIME, format_quantity


@dataclass(frozen=True)
class Node:
    """A criterion as a line: how its parts count (`word`), and what it asks beyond its title (`asks`)."""

    criterion: Criterion
    title: str
    word: str
    asks: str
    readings: tuple[str, ...]
    parts: tuple[Node, ...]

    @property
    def training(self) -> str:
        """The only training it is asked of; empty where of each."""
        return self.criterion.training or ""


def tree(book: Rulebook, criteria: tuple[Criterion, ...]) -> tuple[Node, ...]:
    return tuple(node(book, criterion) for criterion in criteria)


def node(book: Rulebook, criterion: Criterion, name: str = "") -> Node:
    rule = criterion.rule
    readings = (*criterion.readings, rule.reading) if isinstance(rule, Readings) else criterion.readings
    return Node(
        criterion,
        name or criterion.title,
        word(criterion),
        asks(book, rule),
        tuple(dict.fromkeys(readings)),
        tuple(node(book, part, called) for part, called in parts(rule)),
    )


def parts(rule: Rule) -> tuple[tuple[Criterion, str], ...]:
    """What a rule consists of, each with its name where it has one of its own."""
    match rule:
        case All() | AnyOf():
            return tuple((child, "") for child in rule.children)
        case EachInstructor():
            return ((rule.criterion, ""),)
        case Readings():
            return tuple((each.criterion, each.name) for each in rule.alternatives)
    return ()


def word(criterion: Criterion) -> str:
    """How the parts of a criterion count, or that they need not."""
    if isinstance(criterion.rule, AnyOf):
        return "次のいずれか"
    if isinstance(criterion.rule, Readings):
        return "読み方が分かれる"
    if isinstance(criterion.rule, EachInstructor):
        return "担当する人ごとに"
    if isinstance(criterion.rule, Judged):
        return "人の判断"
    if criterion.recommended:
        return "望ましいこと"
    return "当てはまるときだけ" if criterion.only_if else ""


def asks(book: Rulebook, rule: Rule) -> str:
    """The value, the question or the wording that a rule asks for; empty where the title says it all."""
    match rule:
        case Threshold():
            return bounds(book, rule)
        case Answer():
            return question(book, rule.question).ask + ("（はい）" if rule.expected else "（いいえ）")
        case Includes():
            labels = {choice.id: choice.label for choice in question(book, rule.question).choices}
            listed = "、".join(labels.get(value, value) for value in rule.values)
            return listed if len(rule.values) == 1 else listed + ("のすべて" if rule.every else "のどれか")
        case Contains():
            return f"「{rule.text}」"
        case Judged():
            return rule.ask
    return ""


def question(book: Rulebook, name: str) -> Question:
    if name.startswith(PERSON):
        columns = book.tables["people"]
        return person_question(next(each for each in columns if each.id == name.removeprefix(PERSON)))
    return book.questions[name]


def bounds(book: Rulebook, rule: Threshold) -> str:
    """「10件以上」「2015年4月1日以降2018年3月31日まで」; empty where a bound is itself computed from answers."""
    words = []
    for bound, plain, dated in ((rule.at_least, "以上", "以降"), (rule.at_most, "以下", "まで")):
        text = value(book, bound)
        if text:
            words.append(text + (dated if rule.measure.unit in (DATE, TIME) else plain))
    if len(words) == 2 and rule.at_least == rule.at_most:
        return value(book, rule.at_least)
    return "".join(words)


def value(book: Rulebook, bound: Bound | None) -> str:
    if isinstance(bound, Constant):
        return format_quantity(bound.value, bound.unit)
    if bound and bound.name == "parameter":
        return book.parameters[bound.args["id"]].title
    return ""
