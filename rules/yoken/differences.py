"""What differs between two rulebooks, in words: for whoever changes the law's data, and whoever reads the change."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from yoken.dates import format_date
from yoken.rulebook import Check, Clause, Curriculum, Hours, Parameter, Rulebook, Subject, walk
from yoken.rules import Bound, Constant, Criterion, Judged, Threshold
from yoken.units import format_minutes, format_quantity

T = TypeVar("T")

NONE = "なし"


def differences(old: Rulebook, new: Rulebook) -> list[str]:
    """A sentence for each difference, in the order clauses, curricula, checks, values, registers; empty when equal."""
    return [
        *pairs(old.clauses, new.clauses, lambda each: f"条文 {each.no} {each.ref}", clause),
        *pairs(old.curricula, new.curricula, lambda each: f"カリキュラム「{each.title}」", curriculum),
        *pairs(old.checks, new.checks, lambda each: f"点検「{each.title}」", check),
        *pairs(old.parameters, new.parameters, lambda each: f"値「{each.title}」", parameter),
        *pairs(old.questions, new.questions, lambda each: f"問い「{each.ask}」", whole),
        *pairs(old.readings, new.readings, lambda each: f"解釈{each.id}", whole),
        *pairs(
            {each.id: each for each in old.errata},
            {each.id: each for each in new.errata},
            lambda each: f"原文の誤記{each.id}",
            whole,
        ),
        *pairs(old.sources, new.sources, lambda each: f"文書「{each.id}」", whole),
        *pairs(
            {each.topic: each for each in old.changes.points},
            {each.topic: each for each in new.changes.points},
            lambda each: f"2006と現行の違い「{each.topic}」",
            whole,
        ),
    ]


def render(found: list[str]) -> str:
    """A line each, or that there is nothing."""
    return "\n".join(f"- {each}" for each in found) if found else "規則は変わっていません。"


def pairs(
    old: Mapping[str, T],
    new: Mapping[str, T],
    name: Callable[[T], str],
    inside: Callable[[T, T], Iterable[str]],
) -> Iterator[str]:
    """What went, what came, and what changed inside the things that both have."""
    for key in old:
        if key not in new:
            yield f"{name(old[key])}がなくなりました。"
    for key, each in new.items():
        if key not in old:
            yield f"{name(each)}が加わりました。"
        elif old[key] != each:
            for sentence in inside(old[key], each):
                yield f"{name(each)}：{sentence}"


def changed(label: str, old: object, new: object) -> Iterator[str]:
    """One sentence where a value is another than before."""
    if old != new:
        yield f"{label}が「{old or NONE}」から「{new or NONE}」に変わりました。"


def whole(old: object, new: object) -> Iterator[str]:
    """For things whose parts are prose: that they changed, and which part."""
    labels = {
        "ask": "尋ね方",
        "help": "説明",
        "question": "問い",
        "treatment": "扱い",
        "status": "状態",
        "title": "題",
    }
    named = [
        sentence
        for part, label in labels.items()
        for sentence in changed(label, getattr(old, part, None), getattr(new, part, None))
    ]
    yield from named or ["内容が変わりました。"]


def clause(old: Clause, new: Clause) -> Iterator[str]:
    yield from changed("要約", old.text, new.text)
    yield from changed("番号", old.no, new.no)
    yield from changed("種類", old.kind, new.kind)
    yield from changed("扱う所", old.placed, new.placed)


def curriculum(old: Curriculum, new: Curriculum) -> Iterator[str]:
    yield from changed("題", old.title, new.title)
    yield from pairs(
        {each.id: each for each in old.subjects},
        {each.id: each for each in new.subjects},
        lambda each: f"科目「{each.name}」",
        subject,
    )


def subject(old: Subject, new: Subject) -> Iterator[str]:
    yield from changed("名前", old.name, new.name)
    yield from changed("時間", hours(old.hours), hours(new.hours))
    yield from changed("形態", "・".join(old.forms), "・".join(new.forms))
    yield from changed(
        "講師の要件",
        old.instructor.text if old.instructor else "",
        new.instructor.text if new.instructor else "",
    )
    topics_before, topics_now = ([topic.text for topic in each.topics] for each in (old, new))
    yield from (f"内容「{text}」がなくなりました。" for text in topics_before if text not in topics_now)
    yield from (f"内容「{text}」が加わりました。" for text in topics_now if text not in topics_before)
    if old.alternative != new.alternative:
        yield "実習を代える定めが変わりました。"


def hours(given: Hours | None) -> str:
    if given is None:
        return ""
    most = f"～{format_minutes(given.usual_at_most)}程度" if given.usual_at_most is not None else "以上"
    return format_minutes(given.at_least) + most


def check(old: Check, new: Check) -> Iterator[str]:
    yield from changed("題", old.title, new.title)
    yield from pairs(
        {each.id: each for each in walk(old.require)},
        {each.id: each for each in walk(new.require)},
        lambda each: f"項目「{each.title}」（{each.id}）",
        criterion,
    )


def criterion(old: Criterion, new: Criterion) -> Iterator[str]:
    sentences = [
        *changed("題", old.title, new.title),
        *changed("条文", old.clause, new.clause),
        *changed("次にすること", old.advice, new.advice),
        *rule(old, new),
    ]
    if old.only_if != new.only_if:
        sentences.append("当てはまる場合の条件が変わりました。")
    if old.messages != new.messages:
        sentences.append("結果の文が変わりました。")
    yield from sentences


def rule(old: Criterion, new: Criterion) -> Iterator[str]:
    """How the value or the way of judging changed. Parts that are criteria themselves are compared on their own."""
    before, now = old.rule, new.rule
    if before == now:
        return
    if type(before) is not type(now):
        yield "判定の仕方が変わりました。"
    elif isinstance(before, Threshold) and isinstance(now, Threshold):
        made = [
            *changed("下限", bound(before.at_least), bound(now.at_least)),
            *changed("上限", bound(before.at_most), bound(now.at_most)),
            *changed("範囲の上端", bound(before.usual_at_most), bound(now.usual_at_most)),
        ]
        yield from made or ["数え方が変わりました。"]
    elif isinstance(before, Judged) and isinstance(now, Judged):
        yield from changed("人が判断すること", before.ask, now.ask)
    elif (
        not hasattr(before, "children")
        and not hasattr(before, "alternatives")
        and not hasattr(before, "criterion")
    ):
        yield "求めるものが変わりました。"


def bound(given: Bound | None) -> str:
    if given is None:
        return ""
    return format_quantity(given.value, given.unit) if isinstance(given, Constant) else given.name


def parameter(old: Parameter, new: Parameter) -> Iterator[str]:
    yield from pairs(
        {each.start.isoformat(): each for each in old.values},
        {each.start.isoformat(): each for each in new.values},
        lambda each: f"{format_date(each.start)}からの{format_quantity(each.value, new.unit)}",
        whole,
    )
    for what, before, after in (
        ("確かめた日", old.checked, new.checked),
        ("使える終わりの日", old.until, new.until),
    ):
        if before != after:
            yield f"{what}が{format_date(before)}から{format_date(after)}に変わりました。"
