"""What a check asks for: the questions it uses, and a facts document to fill in."""

from yoken.facts import audience
from yoken.rulebook import Check, Question, Rulebook, walk
from yoken.rules import (
    Answer,
    Bound,
    Constant,
    Contains,
    Criterion,
    Includes,
    Judged,
    Measure,
    Rule,
    Threshold,
)


def question_ids(criterion: Criterion) -> list[str]:
    """Ids of the questions that a criterion and its condition ask (not those of its children)."""
    rules = [criterion.rule, *([criterion.only_if] if criterion.only_if else [])]
    found: list[str] = []
    for rule in rules:
        found += _asked(rule)
    return found


def _asked(rule: Rule) -> list[str]:
    if isinstance(rule, Answer | Includes | Contains):
        return [rule.question]
    if isinstance(rule, Threshold):
        calls: list[Bound | None] = [rule.measure, rule.at_least, rule.at_most]
        found = []
        for call in calls:
            if isinstance(call, Measure):
                found += [call.name, *call.args.values()]
            elif not isinstance(call, Constant | None):
                raise TypeError(call)
        return found
    children = getattr(rule, "children", ())
    return [name for child in children for name in question_ids(child)] if children else []


def questions(book: Rulebook, check: Check) -> list[Question]:
    """The questions of a check, in the order of its criteria, each once."""
    names = dict.fromkeys(name for criterion in walk(check.require) for name in question_ids(criterion))
    return [book.questions[name] for name in names if name in book.questions]


def judged(check: Check, training: str | None) -> list[Criterion]:
    """The criteria of a check that ask for a person's judgement."""
    wanted = tuple(each for each in check.require if training is None or each.training in (None, training))
    return [criterion for criterion in walk(wanted) if isinstance(criterion.rule, Judged)]


def document(book: Rulebook, check: Check, training: str | None = None) -> str:
    """A YAML facts document with every question as a comment and an empty answer."""
    lines = [f"# {check.title}", "# 空欄のままの項目は「入力不足」として扱います。", "yoken: 1"]
    if check.trainings:
        names = "、".join(book.curricula[each].short for each in check.trainings)
        lines += [f"# 研修の種類: {names}", f"training: {training or check.trainings[0]}"]
    for table in check.tables:
        lines += [f"{table}:"]
        for number, column in enumerate(book.tables[table]):
            offered = column.choices
            if column.id == audience.COLUMN and not (offered := audience.offered(column, check.trainings)):
                continue
            choices = "、".join(choice.label for choice in offered)
            note = f"選べる値: {choices}" if choices else f"例: {column.example}" if column.example else ""
            lines.append(f"  {'- ' if number == 0 else '  '}{column.id}:    # {column.label}。{note}")
    asked = questions(book, check)
    if asked:
        lines.append("answers:")
    for question in asked:
        choices = "、".join(f"{choice.id}（{choice.label}）" for choice in question.choices)
        lines.append(f"  # {question.ask}{'　選べる値: ' + choices if choices else ''}")
        lines.append(f"  {question.id}:")
    return "\n".join(lines) + "\n"
