"""The operators that look at the facts themselves: an answer, a choice, a topic, a wording, a person's judgement.

Each fills in the finding it is given.
"""

from yoken import explain
from yoken.measures import NO_TIMETABLE, Context, Place, asked
from yoken.plain import key, plain
from yoken.report import JUDGEMENT, MET, UNKNOWN, UNMET, Finding
from yoken.rules import Answer, Contains, Includes, Judged, Topic, Where
from yoken.selection import place_of, row_place, select

# Homework, a test or a ceremony is no session in which a topic is taught.
KINDS_WITH_TOPICS = ("model", "own")


def unanswered(finding: Finding, *places: Place) -> Finding:
    """What cannot be said before these are known."""
    finding.status, finding.needs, finding.message = UNKNOWN, places, explain.needs(places)
    return finding


def answer(rule: Answer, finding: Finding, context: Context) -> Finding:
    question, place, given = asked(context, rule.question)
    finding.required = "はい" if rule.expected else "いいえ"
    if given is None:
        return unanswered(finding, place)
    finding.status = MET if given is rule.expected else UNMET
    finding.found = "はい" if given else "いいえ"
    finding.places = (place,)
    finding.message = explain.answered(finding.status, question.ask, finding.found)
    return finding


def includes(rule: Includes, finding: Finding, context: Context) -> Finding:
    question, place, given = asked(context, rule.question)
    labels = {choice.id: choice.label for choice in question.choices}
    several = len(rule.values) > 1
    joint, word = ("、", "のすべて") if rule.every else ("・", "のいずれか")
    finding.required = joint.join(labels[value] for value in rule.values) + (word if several else "")
    if given is None:
        return unanswered(finding, place)
    chosen = given if isinstance(given, tuple) else (given,)
    missing = [value for value in rule.values if value not in chosen]
    met = not missing if rule.every else len(missing) < len(rule.values)
    finding.status = MET if met else UNMET
    finding.found = "、".join(labels[str(value)] for value in chosen) or "なし"
    finding.short_by = "、".join(labels[value] for value in missing) if rule.every and not met else ""
    finding.places = (place,)
    finding.lacking = (len(missing), len(rule.values))
    finding.message = explain.includes(finding)
    return finding


def topic(rule: Topic, finding: Finding, context: Context) -> Finding:
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
            covering.append(row_place(session.row, "topics"))
        elif not is_subject or rule.number in (session.topics or ()):
            needs += missing
    finding.status = MET if covering else UNKNOWN if needs else UNMET
    finding.found = "、".join(place.label for place in covering) or ("未入力" if needs else "なし")
    finding.required = text
    finding.needs = tuple(needs) if finding.status == UNKNOWN else ()
    finding.places = tuple(covering)
    finding.message = explain.topic(finding.status, text, finding.places, held, tuple(needs))
    return finding


def contains(rule: Contains, finding: Finding, context: Context) -> Finding:
    _, place, given = asked(context, rule.question)
    finding.required = rule.text
    if given is None:
        return unanswered(finding, place)
    # Typesetting puts spaces into the documents' wording, and people type digits and brackets in either width.
    written = "".join(plain(given).split())
    wanted = "".join(plain(rule.text).split())
    finding.places = (place,)
    if wanted in written:
        finding.status, finding.found = MET, "あり"
        finding.message = explain.contains(MET, rule.text)
        return finding
    near = explain.nearest(wanted, written) if key(wanted) else ""
    finding.status, finding.found = UNMET, near or "なし"
    finding.message = explain.contains(UNMET, rule.text, near)
    return finding


def judged(rule: Judged, finding: Finding, context: Context) -> Finding:
    recorded = context.facts.judgements.get(finding.id)
    finding.required = rule.ask
    if recorded is None:
        finding.status = JUDGEMENT
    else:
        finding.status, finding.found = (MET, "確認済み") if recorded.confirmed else (UNMET, "認められない")
        finding.notes = (f"記録: {recorded.note}",) if recorded.note else ()
    finding.message = explain.judged(finding.status, rule.ask)
    return finding
