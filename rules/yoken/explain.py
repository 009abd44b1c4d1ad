"""The sentences of a report, in plain Japanese. Every sentence says what was asked and what was found."""

from difflib import SequenceMatcher
from fractions import Fraction

from yoken.measures import Place, Quantity
from yoken.report import DISPUTED, JUDGEMENT, MET, NOT_APPLICABLE, STATUSES, UNKNOWN, UNMET, Finding
from yoken.units import DATE, PERCENT, TIME, Number, format_quantity

# What is written of a share: two decimals of a percent.
SMALLEST_SHARE = Fraction(1, 10_000)
VARIES = "読み方によって結果が変わります。"


def quantity(value: Number, unit: str) -> str:
    """A difference of two values, in words: a gap between dates is a number of days."""
    if unit == PERCENT and 0 < value < SMALLEST_SHARE:
        return f"{format_quantity(SMALLEST_SHARE, PERCENT)}未満"
    return format_quantity(value, "日" if unit == DATE else "分" if unit == TIME else unit)


def required(at_least: Quantity | None, at_most: Quantity | None) -> str:
    """「42時間以上」「3時間以上4時間以下」."""
    if at_least and at_most and at_least.low == at_most.low and at_least.exact and at_most.exact:
        return str(at_least)
    dates = (at_least or at_most) is not None and (at_least or at_most).unit in (DATE, TIME)  # type: ignore[union-attr]
    low, high = ("以降", "まで") if dates else ("以上", "以下")
    return (_bound(at_least, low) if at_least else "") + (_bound(at_most, high) if at_most else "")


def _bound(value: Quantity, word: str) -> str:
    return (
        f"{value}{word}"
        if value.exact
        else f"（{value.needs[0].label}）{word}"
        if value.needs
        else f"{value}{word}"
    )


def threshold(finding: Finding, at_least: Quantity | None, at_most: Quantity | None, value: Quantity) -> str:
    """The sentence of a quantity against its bounds."""
    if finding.status == UNKNOWN:
        none_allowed = at_least is None and at_most is not None and at_most.high == 0
        wanted = "あってはならないものがない" if none_allowed else finding.required
        known = "" if finding.found == "未入力" else f"（今わかるのは{finding.found}）"
        return f"{wanted}かどうかは、まだ決まりません{known}。{needs(finding.needs)}"
    if finding.status == MET:
        return f"{finding.required}のところ、{finding.found}です。"
    if value.high == 0 and at_least:
        return f"{finding.required}が必要ですが、ありません。"
    over = at_most is not None and at_most.high is not None and value.low > at_most.high
    if at_most is not None and at_most.high == 0 and over:
        return f"あってはならないものが{finding.found}あります。"
    word = "超えています" if over else "足りません"
    return (
        f"{finding.required}のところ、{finding.found}です。{'' if over else 'あと'}{finding.short_by}{word}。"
    )


def above_usual(usual: Quantity | None, value: Quantity) -> str:
    """A note, not a fault: the table's range ends below the value (D05)."""
    return f"表の時間数（{usual}程度）より長い{value}です。下限を満たすので「満たす」としています。"


def needs(places: tuple[Place, ...]) -> str:
    """「◯◯が分かると決まります。」"""
    if not places:
        return "入力が足りません。"
    names = "、".join(place.label for place in places[:3])
    more = f"ほか{len(places) - 3}か所" if len(places) > 3 else ""
    return f"「{names}」{more}が分かると決まります。"


def condition_unknown(places: tuple[Place, ...]) -> str:
    """The clause may not concern the facts at all."""
    return f"この要件が当てはまるかどうかが、まだ決まりません。{needs(places)}"


def not_applicable(condition: Finding) -> str:
    """Why the clause does not concern the facts."""
    found = (
        f"（{condition.required}ではなく{condition.found}）" if condition.found and condition.required else ""
    )
    if condition.required in ("はい", "いいえ") and condition.places:
        found = f"（「{condition.places[0].label}」の答えが「{condition.found}」のため）"
    return f"この要件は、入力された内容には当てはまりません{found}。"


def recommended(finding: Finding) -> str:
    """A clause that says 望ましい asks for nothing, so its absence is no fault."""
    if finding.status == UNMET:
        return f"望ましいとされていることで、要件ではありません。{finding.message.removesuffix('この要件を満たしません。')}"
    return "望ましいとされていることで、要件ではありません。答えなくても、ほかの判定は変わりません。"


def answered(status: str, ask: str, found: str) -> str:
    """The sentence of a yes/no answer."""
    return f"「{ask}」の答えは「{found}」です。" + ("" if status == MET else "この要件を満たしません。")


def includes(finding: Finding) -> str:
    """The sentence of a choice."""
    if finding.status == MET:
        if finding.found == finding.required.removesuffix("のすべて"):
            return (
                f"{finding.found}が{'そろっています' if finding.required != finding.found else 'あります'}。"
            )
        return f"{finding.required}が必要なところ、{finding.found}があります。"
    if finding.found == "なし":
        return f"{finding.required}が必要ですが、ありません。"
    lacking = f"{finding.short_by}がありません。" if finding.short_by else ""
    return f"{finding.required}が必要ですが、あるのは{finding.found}です。{lacking}"


def topic(status: str, text: str, covering: tuple[Place, ...], held: bool, missing: tuple[Place, ...]) -> str:
    """The sentence of a listed topic."""
    if status == MET:
        return f"「{text}」を{'、'.join(place.label for place in covering[:3])}で扱います。"
    if status == UNKNOWN:
        return f"「{text}」を扱うかどうかが、まだ分かりません。{needs(missing)}"
    return (
        f"「{text}」を扱うコマがありません。"
        if held
        else f"この科目のコマがないので、「{text}」を扱えません。"
    )


def contains(status: str, text: str, near: str = "") -> str:
    """The sentence of an exact wording."""
    if status == MET:
        return f"「{text}」という表現があります。"
    return f"「{text}」という表現がありません。" + (f"近い表現は「{near}」です。" if near else "")


def nearest(wanted: str, text: str) -> str:
    """The stretch of `text` most like `wanted`, or empty where nothing is near."""
    matcher = SequenceMatcher(None, wanted, text, autojunk=False)
    block = matcher.find_longest_match()
    if block.size < 6:
        return ""
    start = max(0, block.b - block.a)
    return text[start : start + len(wanted)]


def judged(status: str, ask: str) -> str:
    """The sentence of a human judgement."""
    if status == MET:
        return f"人が確認済みです: {ask}"
    if status == UNMET:
        return f"人が「認められない」と判断しました: {ask}"
    return f"人の判断が要ります: {ask}"


def counted_without(names: tuple[str, ...]) -> str:
    """The strictest reading: none of the disputed sessions counts."""
    return "、".join(names) + "を数えない"


def still_unmet(result: Finding) -> str:
    """A note: what is counted under another reading too, and that it does not reach either."""
    return f"{result.reading_name}読み方では{result.found}ですが、それでも{result.short_by}足りません。"


def all_of(status: str, children: tuple[Finding, ...]) -> str:
    """The sentence of a group that must hold altogether."""
    total = sum(child.status != NOT_APPLICABLE for child in children)
    if status == NOT_APPLICABLE:
        return "当てはまる項目がありません。"
    if status == MET:
        return f"{total}項目すべてを満たします。"
    parts = [
        f"{STATUSES[each]} {count}"
        for each in (UNMET, UNKNOWN, DISPUTED, JUDGEMENT)
        if (count := sum(child.status == each for child in children))
    ]
    return f"{total}項目のうち、{'、'.join(parts)}です。"


def any_of(status: str, children: tuple[Finding, ...]) -> str:
    """The sentence of a choice of ways, naming the way that is met or nearest."""
    if not children or status == NOT_APPLICABLE:
        return "当てはまる項目がありません。"
    if status == MET:
        way = next(child for child in children if child.status == MET)
        return (
            f"「{way.title}」を満たします。{way.message}"
            if way.branch == ""
            else f"「{way.title}」を満たします。"
        )
    if status == JUDGEMENT:
        way = next(child for child in children if child.status == JUDGEMENT)
        return f"「{way.title}」は、人が確認すれば満たします。{_lacking(way)}"
    if status == DISPUTED:
        way = next(child for child in children if child.status == DISPUTED)
        return f"「{way.title}」が、読み方によって変わります。{way.message.removeprefix(VARIES)}"
    near = nearest_way(children)
    word = "どれも満たしません" if status == UNMET else "満たすかどうかが、まだ決まりません"
    return f"いずれか1つが必要ですが、{word}。いちばん近いのは「{near.title}」です。{_lacking(near)}"


def ways(children: tuple[Finding, ...]) -> tuple[str, ...]:
    """What each of several composed ways still lacks, where none is met; nothing where the choice is a plain one."""
    open_ = [
        child for child in children if child.status not in (MET, NOT_APPLICABLE) and child.branch == "all"
    ]
    return tuple(f"「{way.title}」は、{_lacking(way)}" for way in open_) if len(open_) > 1 else ()


def nearest_way(children: tuple[Finding, ...]) -> Finding:
    """The way that lacks least; the document's order decides between equals."""
    return min(
        (c for c in children if c.status != NOT_APPLICABLE),
        key=lambda child: (missing(child), child.status == UNMET),
    )


def missing(finding: Finding) -> Number:
    """How much a finding still lacks: each leaf that is not met by its distance, an open one in full, one that waits
    for a person's judgement not at all."""
    if finding.status in (MET, NOT_APPLICABLE, JUDGEMENT):
        return 0
    if finding.branch == "all":
        return sum(missing(child) for child in finding.children)
    if finding.branch == "any":
        return min(missing(child) for child in finding.children if child.status != NOT_APPLICABLE)
    return finding.distance if finding.status == UNMET else 1


def _lacking(finding: Finding) -> str:
    if finding.branch == "all":
        order = [status for status in STATUSES if status not in (MET, NOT_APPLICABLE)]
        titles = [child.title for status in order for child in finding.children if child.status == status]
        return (
            f"あと「{'」「'.join(titles[:3])}」"
            + (f"ほか{len(titles) - 3}項目" if len(titles) > 3 else "")
            + "です。"
        )
    return finding.message


def taught(status: str, names: tuple[str, ...], children: tuple[Finding, ...]) -> str:
    """The sentence of a subject's instructors."""
    if not children:
        return "この科目のコマがないので、講師の要件は問いません。"
    who = f"担当は{'、'.join(names)}です。" if names else ""
    return who + all_of(status, children)


def about(name: str, message: str) -> str:
    """A sentence about one instructor."""
    return f"{name}について、{message}"


def not_listed(name: str, rows: int) -> str:
    """The instructor's experience is not known, or there are two of them."""
    if rows > 1:
        return f"講師の一覧に{name}が{rows}行あります。名前を書き分けると決まります。"
    return f"{name}が講師の一覧にありません。行を足して経歴を入れると決まります。"


def disputed(results: tuple[Finding, ...]) -> str:
    """Each reading with its result."""
    parts = [
        f"{result.reading_name}読み方では{result.found + 'で' if result.found else ''}「{STATUSES[result.status]}」"
        for result in results
    ]
    return f"{VARIES}{'、'.join(parts)}です。"
