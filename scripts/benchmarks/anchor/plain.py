"""The rule as a person would write it in Python by hand, for this rule alone, making the same findings as our engine.

It imports nothing of ours, so that nothing of ours can slow it down: it is what the engine's generality is held against.
"""

from typing import Any, NamedTuple

Json = dict[str, Any]


class Row(NamedTuple):
    """One bound of the rule, in minutes, with its texts ready."""

    name: str
    question: str
    clause: str
    title: str
    ask: str
    low: int
    high: int | None
    required: str
    advice: str


def _subject(name: str, label: str, low: int, high: int, required: str) -> Row:
    advice = f"「{label}」の時間を、表の範囲にします。"
    return Row(
        name, f"{name}-minutes", "比較/科目", f"{label}の時間", f"{label}の時間", low, high, required, advice
    )


ROWS = (
    Row(
        "total",
        "total-minutes",
        "比較/総時間",
        "総時間",
        "総時間",
        2520,
        None,
        "42時間以上",
        "科目の時間を延ばします。",
    ),
    Row(
        "model",
        "model-minutes-held",
        "比較/モデル",
        "モデル科目の時間",
        "モデル科目の時間",
        2280,
        None,
        "38時間以上",
        "モデル科目の時間を延ばします。",
    ),
    _subject("overview", "職業リハビリテーション概論", 60, 120, "1時間以上2時間以下"),
    _subject("duties", "職場適応援助者の職務", 180, 240, "3時間以上4時間以下"),
    _subject("characteristics", "障害特性と職業的課題", 180, 240, "3時間以上4時間以下"),
    _subject("management", "雇用管理の理解", 60, 90, "1時間以上1時間30分以下"),
    _subject("cases", "ケースマネジメント", 120, 180, "2時間以上3時間以下"),
    _subject("assessment", "アセスメントの視点", 180, 240, "3時間以上4時間以下"),
    _subject("observation", "作業観察", 120, 180, "2時間以上3時間以下"),
    _subject("support", "職場での支援方法", 360, 480, "6時間以上8時間以下"),
    _subject("methods", "企業へのアプローチ", 180, 240, "3時間以上4時間以下"),
    _subject("life", "生活支援と家族", 60, 120, "1時間以上2時間以下"),
    _subject("records", "支援記録の作成", 120, 180, "2時間以上3時間以下"),
    _subject("practice", "事業所での実習", 480, 720, "8時間以上12時間以下"),
)


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}分"
    return f"{hours:,}時間{rest}分" if rest else f"{hours:,}時間"


def _finding(row: Row, minutes: int) -> Json:
    status, short_by, advice, found = "met", "", "", _duration(minutes)
    message = f"{row.required}のところ、{found}です。"
    if minutes < row.low:
        status, short_by, advice = "unmet", _duration(row.low - minutes), row.advice
        message = f"{message}あと{short_by}足りません。"
    elif row.high is not None and minutes > row.high:
        status, short_by, advice = "unmet", _duration(minutes - row.high), row.advice
        message = f"{message}{short_by}超えています。"
    return {
        "id": row.name,
        "clause": row.clause,
        "title": row.title,
        "status": status,
        "message": message,
        "found": found,
        "required": row.required,
        "short_by": short_by,
        "advice": advice,
        "needs": [],
        "places": [{"path": f"answers/{row.question}", "label": row.ask}],
        "readings": [],
        "notes": [],
        "reading_name": "",
        "branch": "",
        "children": [],
    }


def report(case: dict[str, int], as_of: str, rulebook: str) -> Json:
    """The whole report on one case, as JSON-ready data."""
    findings = [_finding(row, case[row.name]) for row in ROWS]
    unmet = sum(finding["status"] == "unmet" for finding in findings)
    return {
        "schema": "yoken-report/1",
        "check": "anchor/hours",
        "title": "時間の点検",
        "document": "比較",
        "training": None,
        "as_of": as_of,
        "rulebook": rulebook,
        "status": "unmet" if unmet else "met",
        "counts": {
            "unmet": unmet,
            "unknown": 0,
            "disputed": 0,
            "judgement": 0,
            "met": len(findings) - unmet,
            "not_applicable": 0,
        },
        "findings": findings,
        "computed": {},
    }
