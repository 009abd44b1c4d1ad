"""対応表: each subject of the document's table beside the sessions of the plan. 書類ト of the 2006 notice asks for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from yoken.facts import Facts, Session
from yoken.office import grid, paper
from yoken.rulebook import Check, Curriculum, Hours, Rulebook, Subject
from yoken.units import format_minutes

HEADS = (
    "番号",
    "科目",
    "別表の形態",
    "別表の時間数",
    "別表の内容",
    "行",
    "計画の日時",
    "計画の形態",
    "扱う内容",
    "講師",
    "分",
    "計",
)
WIDTHS = (6, 30, 12, 16, 44, 5, 24, 12, 44, 22, 7, 12)
NONE = "（計画にありません）"
NOT_WRITTEN = "（未記入）"


@dataclass(frozen=True, slots=True)
class Line:
    """A subject and one of its sessions; without a session the subject is not in the plan."""

    subject: Subject | None
    session: Session | None
    first: bool
    total: str


def title(curriculum: Curriculum) -> str:
    return f"{curriculum.table}と研修カリキュラム（案）との対応表（{curriculum.short}）"


def lines(curriculum: Curriculum, facts: Facts) -> Iterator[Line]:
    """The subjects in the table's order with their sessions in the plan's, then the sessions of no subject."""
    sessions = facts.sessions or ()
    for subject in curriculum.subjects:
        # A session that is homework or a break is no hour of the subject, whatever its name.
        own = [each for each in sessions if each.subject == subject.id and each.kind in (None, "model")]
        total = _total(own)
        for number, session in enumerate(own):
            yield Line(subject, session, number == 0, total)
        if not own:
            yield Line(subject, None, True, format_minutes(0))
    for session in sessions:
        if session.kind == "own" or (session.subject is None and session.kind not in ("homework", "break")):
            yield Line(None, session, True, _total([session]))


def rows(book: Rulebook, curriculum: Curriculum, facts: Facts) -> list[tuple[str, ...]]:
    """The table as text. What the document says of a subject stands once, at its first session."""
    return [_row(book, line) for line in lines(curriculum, facts)]


def workbook(book: Rulebook, check: Check, curriculum: Curriculum, facts: Facts, as_of: date) -> bytes:
    source = book.sources[check.document]
    above = (
        title(curriculum),
        f"{source.title}（{source.status}）",
        f"基準日 {as_of.isoformat()}　規則 {book.hash}",
    )
    return grid.workbook("対応表", above, HEADS, rows(book, curriculum, facts), WIDTHS)


def html(book: Rulebook, check: Check, curriculum: Curriculum, facts: Facts, as_of: date) -> str:
    return paper.paper(
        paper.heading(book, check, title(curriculum), as_of),
        paper.table(HEADS, rows(book, curriculum, facts), (10, 11)),
        wide=True,
    )


def hours_text(hours: Hours | None) -> str:
    """「1時間から2時間」; empty where the document gives none."""
    if hours is None:
        return ""
    if hours.usual_at_most and hours.usual_at_most != hours.at_least:
        return f"{format_minutes(hours.at_least)}から{format_minutes(hours.usual_at_most)}（程度）"
    return f"{format_minutes(hours.at_least)}" + ("（程度）" if hours.usual_at_most else "以上")


def _row(book: Rulebook, line: Line) -> tuple[str, ...]:
    subject, session = line.subject, line.session
    if subject is None:
        left = ("", f"{session.name if session else ''}（別表にない科目）", "", "", "")
    elif line.first:
        topics = "\n".join(f"{number} {topic.text}" for number, topic in enumerate(subject.topics, start=1))
        name = subject.name + ("【共通】" if subject.common else "")
        left = (str(subject.number), name, "・".join(subject.forms), hours_text(subject.hours), topics)
    else:
        left = ("", "", "", "", "")
    if session is None:
        return (*left, "", NONE, "", "", "", "", line.total)
    return (
        *left,
        str(session.row),
        when(session),
        _form(book, session),
        _topics(subject, session),
        "、".join(session.instructors or ()) or NOT_WRITTEN,
        str(session.minutes) if session.minutes is not None else NOT_WRITTEN,
        line.total if line.first else "",
    )


def when(session: Session) -> str:
    """The day, and below it from when until when."""
    day = session.day.isoformat() if session.day else ""
    clock = (
        f"{_clock(session.start)}〜{_clock(session.end)}" if None not in (session.start, session.end) else ""
    )
    return f"{day}\n{clock}".strip() or NOT_WRITTEN


def _clock(minutes: int | None) -> str:
    return "" if minutes is None else f"{minutes // 60}:{minutes % 60:02}"


def _form(book: Rulebook, session: Session) -> str:
    choices = next(column.choices for column in book.timetable if column.id == "form")
    return next((each.label for each in choices if each.id == session.form), NOT_WRITTEN)


def _topics(subject: Subject | None, session: Session) -> str:
    if subject is None or not subject.topics:
        return ""
    if session.topics is None:
        return NOT_WRITTEN
    chosen = [
        (number, topic) for number, topic in enumerate(subject.topics, start=1) if number in session.topics
    ]
    return "\n".join(f"{number} {topic.text}" for number, topic in chosen) or "なし"


def _total(sessions: list[Session]) -> str:
    """The sum; where a length is not known it is at least the sum of the others."""
    known = sum(each.minutes or 0 for each in sessions)
    return format_minutes(known) + ("以上" if any(each.minutes is None for each in sessions) else "")
