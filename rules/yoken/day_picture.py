"""The timetable as a picture: a column a day, every session in its place by the clock. An escaped HTML fragment.

It only arranges what was read. Where a session stands is said in minutes by data attributes: the page's policy allows
no style in HTML, so the page's script sets them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import groupby

from yoken.facts import Facts, Session, audience
from yoken.html import field_anchor, lines
from yoken.kept import Kept
from yoken.report import Report
from yoken.rulebook import Choice, Rulebook
from yoken.units import format_minutes

# More than this nobody can look at, and a page would have to draw it anew at every letter typed.
MOST = 1000
WEEKDAYS = "月火水木金土日"
OTHER = "その他"


@dataclass(frozen=True, slots=True)
class Placed:
    """A session between two times of its day, in one of the lanes that stand beside each other there."""

    session: Session
    start: int
    end: int
    lane: int = 0
    lanes: int = 1


def render(book: Rulebook, report: Report, facts: Facts, kept: Kept | None = None) -> str:
    """The days in order, then the sessions without a date; nothing where there is no session."""
    sessions = sorted((*(facts.sessions or ()), *facts.others), key=lambda each: each.row)
    if not sessions:
        return ""
    if len(sessions) > MOST:
        return f'<p class="yk-days__none">コマが{MOST:,}を超えるので、時間割の図は出していません。</p>'
    return _Picture(book, facts, sessions, kept).render(report)


class _Picture:
    def __init__(self, book: Rulebook, facts: Facts, sessions: list[Session], kept: Kept | None) -> None:
        self.book, self.sessions, self.kept = book, sessions, kept
        self.others = {each.row for each in facts.others}
        self.forms, self.kinds = self._choices("form"), self._choices("kind")
        self.numbers = {each.id: number for number, each in enumerate(self.forms, start=1)}
        drawn = [placed for each in sessions if each.day and (placed := _clock(each))]
        # One scale for all days, from a full hour to a full hour, so that days can be compared.
        self.first = min((each.start for each in drawn), default=0) // 60 * 60
        self.last = -(-max((each.end for each in drawn), default=0) // 60) * 60

    def _choices(self, column: str) -> tuple[Choice, ...]:
        return next(each.choices for each in self.book.timetable if each.id == column)

    def render(self, report: Report) -> str:
        by_day = groupby(sorted(self.sessions, key=_when), key=lambda each: each.day)
        days = [(day, list(sessions)) for day, sessions in by_day]
        years = len({day.year for day, _ in days if day}) > 1
        return lines(
            '<details class="yk-days" data-finding="days" open><summary><h3>一日ごとの時間割の図</h3></summary>'
            f"<p>{self._total(report, sum(day is not None for day, _ in days))}</p>{self._legend()}"
            '<div class="yk-days__scroll" tabindex="0" role="region" aria-label="一日ごとの時間割">'
            '<ol class="yk-days__list">',
            *(f" {self._drawn(day, sessions, years=years)}" for day, sessions in days),
            "</ol></div></details>",
        )

    def _total(self, report: Report, days: int) -> str:
        """What the report counts, in its own words."""
        total = report.computed.get("total")
        counted = (
            f"。数えた時間は{total['all']['text']}（うちモデル科目{total['model']['text']}）" if total else ""
        )
        return escape(f"{days}日、{len(self.sessions) - len(self.others)}コマ{counted}。")

    def _legend(self) -> str:
        names = [*enumerate((each.label for each in self.forms), start=1), (0, OTHER)]
        items = "".join(f"<li>{_letter(number, name)} {escape(name)}</li>" for number, name in names)
        return f'<ul class="yk-days__legend" aria-label="形の印">{items}</ul>'

    def _drawn(self, day: date | None, sessions: list[Session], *, years: bool) -> str:
        if self.kept is None:
            return self._day(day, sessions, years=years)
        mine = [each.row not in self.others for each in sessions]
        source = (sessions, mine, self.first, self.last, years)
        return self.kept.get(("day", day), source, lambda: self._day(day, sessions, years=years))

    def _day(self, day: date | None, sessions: list[Session], *, years: bool) -> str:
        placed = _lanes([clock for each in sessions if day and (clock := _clock(each))])
        drawn = {each.session.row for each in placed}
        overlapping = self._overlapping(placed)
        slots = "".join(self._slot(each, overlaps=each.session.row in overlapping) for each in placed)
        track = (
            f'<div class="yk-day__track" data-long="{self.last - self.first}">{self._hours()}'
            f'<ol class="yk-day__slots">{slots}</ol></div>'
            if placed
            else ""
        )
        left = [each for each in sessions if each.row not in drawn]
        return f'<li class="yk-day">{_heading(day, years=years)}<p>{self._sum(sessions)}</p>{track}{self._untimed(left, day)}</li>'

    def _hours(self) -> str:
        marks = "".join(
            f'<li data-at="{minute - self.first}">{minute // 60}</li>'
            for minute in range(self.first, self.last + 1, 60)
        )
        return f'<ol class="yk-day__hours" aria-hidden="true">{marks}</ol>'

    def _overlapping(self, placed: Sequence[Placed]) -> set[int]:
        """Rows at one time. Two rooms with a training in each are no overlap."""
        found: set[int] = set()
        mine = [each for each in placed if each.session.row not in self.others]
        latest: Placed | None = None
        for each in mine:
            if latest and each.start < latest.end:
                found |= {latest.session.row, each.session.row}
            latest = each if latest is None or each.end > latest.end else latest
        return found

    def _slot(self, placed: Placed, *, overlaps: bool) -> str:
        session = placed.session
        mark = " yk-slot--other" if session.row in self.others else ""
        return (
            f'<li class="yk-slot yk-slot--{self._form(session)[0]}{mark}" data-at="{placed.start - self.first}" '
            f'data-long="{placed.end - placed.start}" data-lane="{placed.lane}" data-lanes="{placed.lanes}">'
            f"{self._link(session, _span(placed), overlaps=overlaps)}</li>"
        )

    def _untimed(self, sessions: list[Session], day: date | None) -> str:
        """Sessions that have no place by the clock are listed."""
        if not sessions:
            return ""
        items = "".join(
            f'<li class="yk-slot--{self._form(each)[0]}">{self._link(each, _length(each))}</li>'
            for each in sessions
        )
        title = "<p>時刻のないコマ</p>" if day else ""
        return f'{title}<ul class="yk-day__untimed">{items}</ul>'

    def _link(self, session: Session, when: str, *, overlaps: bool = False) -> str:
        path = f"timetable/{session.row}/subject"
        number, name = self._form(session)
        tags = [
            *(["重なり"] if overlaps else []),
            *(["合同"] if session.joint else []),
            *([audience.label(self.book, session.audience)] if session.row in self.others else []),
        ]
        marks = "".join(f' <span class="yk-slot__tag">{escape(tag)}</span>' for tag in tags)
        return (
            f'<a href="#{field_anchor(path)}" data-path="{path}"><span class="yk-slot__when">{when}</span> '
            f'{_letter(number, name)}<span class="yk-vh">{escape(name)}</span>{marks} '
            f'<span class="yk-slot__name">{escape(session.name) or "（科目が未記入）"}</span></a>'
        )

    def _form(self, session: Session) -> tuple[int, str]:
        """The number of the form in the list, 0 for what is no session of a subject, and its name."""
        if session.kind in ("break", "homework"):
            return 0, _label(self.kinds, session.kind)
        return self.numbers.get(session.form or "", 0), _label(self.forms, session.form) or "形態が未記入"

    def _sum(self, sessions: list[Session]) -> str:
        """The minutes of a day, by kind where there is more than one; the other training's are not among them."""
        mine = [each for each in sessions if each.row not in self.others]
        by_kind: dict[str, int] = {}
        for each in mine:
            name = _label(self.kinds, each.kind) or "区分が未記入"
            by_kind[name] = by_kind.get(name, 0) + (each.minutes or 0)
        parts = "、".join(f"{name} {format_minutes(minutes)}" for name, minutes in by_kind.items())
        unknown = sum(each.minutes is None for each in mine)
        more = [f"時間の分からないコマ {unknown}"] if unknown else []
        more += [f"ほかの研修のコマ {len(sessions) - len(mine)}"] if len(mine) < len(sessions) else []
        text = format_minutes(sum(by_kind.values())) + (f"（{parts}）" if len(by_kind) > 1 else "")
        return escape("、".join([text, *more]))


def _when(session: Session) -> tuple[date, int, int]:
    return session.day or date.max, session.start if session.start is not None else 24 * 60, session.row


def _clock(session: Session) -> Placed | None:
    """From when until when, where two of start, end and length are known."""
    start, end, minutes = session.start, session.end, session.minutes
    if start is None and end is not None and minutes is not None and minutes <= end:
        start = end - minutes
    if end is None and start is not None and minutes is not None:
        end = start + minutes
    return Placed(session, start, end) if start is not None and end is not None and start < end else None


def _lanes(placed: Iterable[Placed]) -> list[Placed]:
    """Sessions at one time stand beside each other, each in the first lane that is free."""
    found: list[Placed] = []
    together: list[Placed] = []
    until = 0
    for each in sorted(placed, key=lambda each: (each.start, each.session.row)):
        if together and each.start >= until:
            found += _beside(together)
            together = []
        until = max(until, each.end) if together else each.end
        together.append(each)
    return found + _beside(together)


def _beside(together: list[Placed]) -> list[Placed]:
    ends: list[int] = []
    chosen: list[tuple[Placed, int]] = []
    for each in together:
        lane = next((number for number, end in enumerate(ends) if end <= each.start), len(ends))
        ends[lane : lane + 1] = [each.end]
        chosen.append((each, lane))
    return [Placed(each.session, each.start, each.end, lane, len(ends)) for each, lane in chosen]


def _heading(day: date | None, *, years: bool) -> str:
    if day is None:
        return "<h4>日付のないコマ</h4>"
    year = f"{day.year}年" if years else ""
    text = f"{year}{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）"
    return f'<h4><time datetime="{day.isoformat()}">{text}</time></h4>'


def _span(placed: Placed) -> str:
    return f"{_time(placed.start)}〜{_time(placed.end)}"


def _length(session: Session) -> str:
    start, end = (_time(each) if each is not None else "" for each in (session.start, session.end))
    span = f"{start}〜{end}" if start or end else ""
    length = format_minutes(session.minutes) if session.minutes is not None else "時間が未記入"
    return f"{span} {length}".strip()


def _time(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _letter(number: int, name: str) -> str:
    """The form's first letter, so that its colour is not its only sign. 他 is what is no form."""
    return f'<span class="yk-slot__letter yk-slot--{number}" aria-hidden="true">{escape(name[0] if number else "他")}</span>'


def _label(choices: tuple[Choice, ...], chosen: str | None) -> str:
    return next((each.label for each in choices if each.id == chosen), "")
