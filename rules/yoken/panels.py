"""What a page shows beside the findings: the ways to qualify, who may teach what, the dates, and the days of a timetable.

Escaped HTML fragments. Each panel only arranges what was read and what the report says; nothing is decided here.
"""

from collections import Counter
from html import escape

from yoken import day_picture
from yoken.candidates import Candidate, candidates
from yoken.explain import nearest_way
from yoken.facts import Facts
from yoken.html import badge, clause_url, field_anchor, finding_path, lines
from yoken.kept import Kept
from yoken.report import MET, NOT_APPLICABLE, OF_PERSON, STATUSES, UNKNOWN, UNMET, Finding, Report, units
from yoken.rulebook import Rulebook, Subject

SEVERITY = list(STATUSES)
NEARNESS = "「いちばん近い」は、満たさない項目と入力不足の項目がどれだけ足りないかで選びます。人の判断を待つ項目は数えません。"


def render(book: Rulebook, report: Report, facts: Facts, base: str, kept: Kept | None = None) -> str:
    """Every panel that this report of these facts has something for. `kept`: see `yoken.evaluate.check`."""
    if "subjects" in report.computed:
        # A check of a timetable by its subjects stands beside the timetable itself, and its many ways are small ones.
        return day_picture.render(book, report, facts, kept)
    dates = _calendar(book, report.computed.get("calendar"), base)
    return lines(*_ways(report.findings), _matrix(book, report, facts), *dates)


# ---- Ways: a choice of which one is enough -----------------------------------------------------------------


def _ways(findings: tuple[Finding, ...]) -> list[str]:
    return [
        _choice(finding)
        for finding in units(findings)
        if finding.branch == "any"
        and OF_PERSON not in finding.id
        and finding.status != NOT_APPLICABLE
        # Ways of one condition each are told in the finding's own sentence.
        and any(way.branch for way in finding.children)
    ]


def _choice(finding: Finding) -> str:
    nearest = nearest_way(finding.children) if finding.status != MET else None
    measured = f"<p>{NEARNESS}</p>" if nearest else ""
    items = "".join(_way(way, is_nearest=way is nearest) for way in finding.children)
    return (
        f'<section class="yk-panel yk-ways"><h3>{escape(finding.title)} {badge(finding.status)}</h3>'
        f"<p>{escape(finding.message)}</p><ol>{items}</ol>{measured}</section>"
    )


def _way(way: Finding, *, is_nearest: bool) -> str:
    mark = ' <span class="yk-ways__nearest">いちばん近い</span>' if is_nearest else ""
    lacking = sorted(_lacking(way), key=lambda each: SEVERITY.index(each.status))
    counted = Counter(STATUSES[each.status] for each in lacking)
    summary = "、".join(f"{word} {count}" for word, count in counted.items())
    listed = "".join(f"<li>{badge(each.status)} {escape(each.title)}{_short(each)}</li>" for each in lacking)
    rest = f'<p class="yk-ways__rest">{summary}</p><ul>{listed}</ul>' if lacking else ""
    return f"<li><p>{badge(way.status)} <strong>{escape(way.title)}</strong>{mark}</p>{rest}</li>"


def _short(finding: Finding) -> str:
    """How far a value is from what is required."""
    if finding.status != UNMET or not finding.short_by:
        return ""
    return f'<span class="yk-ways__short">{escape(finding.message)}</span>'


def _lacking(finding: Finding) -> list[Finding]:
    """The findings of a way that still stand against it."""
    if finding.status in (MET, NOT_APPLICABLE):
        return []
    if finding.branch == "all":
        return [each for child in finding.children for each in _lacking(child)]
    return [finding]


# ---- Matrix: subjects by instructors -----------------------------------------------------------------------


def _matrix(book: Rulebook, report: Report, facts: Facts) -> str:
    curriculum = book.curricula.get(report.training or "")
    found = {finding.id: finding for finding in _subjects(report.findings)}
    rows = [(each, found[each.id]) for each in curriculum.subjects if each.id in found] if curriculum else []
    names = list(dict.fromkeys(_name(person) for _, row in rows for person in _people(row)))
    if not names:
        return ""
    head = "".join(f'<th role="columnheader" scope="col">{escape(name)}</th>' for name in names)
    body = "".join(_row(f"{subject.number} {subject.name}", row, names) for subject, row in rows)
    empty = [f"{subject.number} {subject.name}" for subject, row in rows if not _people(row)]
    nobody = (
        f"<p><strong>担当する人がいない、または書かれていない科目 {len(empty)}</strong>：{escape('、'.join(empty))}</p>"
        if empty
        else "<p>どの科目にも、担当する人がいます。</p>"
    )
    lacking = [(subject, row) for subject, row in rows if not _people(row) or row.status in (UNMET, UNKNOWN)]
    nobody += _instead(lacking, candidates(book, report, facts, {row.id for _, row in lacking}))
    return (
        f'<section class="yk-panel yk-matrix"><h3>科目と講師</h3>{nobody}'
        '<div class="yk-matrix__scroll" tabindex="0" role="region" aria-label="科目と講師の表">'
        '<table class="yk-matrix__table" role="table"><thead role="rowgroup"><tr role="row">'
        f'<th role="columnheader" scope="col">科目</th>{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table></div></section>'
    )


def _instead(lacking: list[tuple[Subject, Finding]], could: dict[str, tuple[Candidate, ...]]) -> str:
    """For each subject that lacks a teacher, those on the list whose entries would do."""
    items = [
        f"<li><strong>{subject.number} {escape(subject.name)}</strong>：{_named(could[row.id])}</li>"
        for subject, row in lacking
        if could.get(row.id)
    ]
    if not items:
        return ""
    return (
        '<details class="yk-instead"><summary>ほかに担当できそうな人を見る</summary>'
        "<p>講師の一覧に書かれた経歴だけで照らした候補です。△の人は、人が確かめる項目が残ります。</p>"
        f"<ul>{''.join(items)}</ul></details>"
    )


def _named(people: tuple[Candidate, ...]) -> str:
    return "、".join(f"{escape(each.name)} {badge(each.status)}" for each in people)


def _subjects(findings: tuple[Finding, ...]) -> list[Finding]:
    """The findings that stand for a subject's instructors: their children are people, or nobody teaches it."""
    found: list[Finding] = []
    for finding in findings:
        if OF_PERSON in finding.id:
            continue
        if finding.branch == "all" and all(OF_PERSON in child.id for child in finding.children):
            found.append(finding)
        else:
            found += _subjects(finding.children)
    return found


def _people(row: Finding) -> list[Finding]:
    """The instructors of a subject; a cell of the timetable that may name more is titled like itself."""
    return [child for child in row.children if child.title != _name(child)]


def _name(finding: Finding) -> str:
    return finding.id.rpartition(OF_PERSON)[2]


def _row(title: str, row: Finding, names: list[str]) -> str:
    of = {_name(person): person for person in _people(row)}
    cells = "".join(_cell(name, of.get(name)) for name in names)
    return f'<tr role="row"><th role="rowheader" scope="row">{escape(title)}</th>{cells}</tr>'


def _cell(name: str, finding: Finding | None) -> str:
    inside = _to_finding(finding) if finding else '<span class="yk-vh">担当なし</span>'
    mark = "" if finding else ' class="yk-matrix__none"'
    return f'<td role="cell" data-label="{escape(name)}"{mark}>{inside}</td>'


def _to_finding(finding: Finding) -> str:
    """The status, leading to the line of the report that it comes from."""
    lines = units((finding,))
    line = next((each for each in lines if each.status == finding.status), lines[0])
    path = finding_path(line.id)
    return f'<a href="#{escape(field_anchor(path))}" data-path="{escape(path)}">{badge(finding.status)}</a>'


# ---- Calendar: the dates of a designation ------------------------------------------------------------------


def _calendar(book: Rulebook, computed: dict[str, dict[str, object]] | None, base: str) -> list[str]:
    return [
        _timeline(book, book.questions[question].group or book.questions[question].ask, dates, base)
        for question, dates in (computed or {}).items()
    ]


def _timeline(book: Rulebook, title: str, dates: dict[str, object], base: str) -> str:
    heading = f"<h3>{escape(title)}：期日の一覧</h3>"
    if "problem" in dates:
        return f'<section class="yk-panel yk-dates">{heading}<p>{escape(str(dates["problem"]))}</p></section>'
    entries = sorted(dates["entries"], key=lambda entry: (entry["start"], entry["end"]))  # type: ignore[call-overload]
    items = "".join(_entry(book, entry, base) for entry in entries)
    return (
        f'<section class="yk-panel yk-dates">{heading}<ol>{items}</ol>'
        f"<p>{escape(str(dates['warning']))}</p></section>"
    )


def _entry(book: Rulebook, entry: dict[str, object], base: str) -> str:
    ref = str(entry["clause"])
    notes = "".join(f"<li>{escape(note)}</li>" for note in entry["notes"])  # type: ignore[attr-defined]
    readings = "".join(
        f'、<a href="{escape(base)}readings/#{reading}">解釈{reading}</a>'
        for reading in entry["readings"]  # type: ignore[attr-defined]
    )
    disputed = f" {badge('disputed')}" if entry["disputed"] else ""
    return (
        f'<li><p class="yk-dates__when"><time datetime="{entry["start"]}">{escape(str(entry["text"]))}</time></p>'
        f'<p class="yk-dates__what"><strong>{escape(str(entry["title"]))}</strong>{disputed}</p>'
        f"{f'<ul>{notes}</ul>' if notes else ''}"
        f'<p class="yk-dates__clause"><a href="{escape(base)}{clause_url(book, ref)}">{escape(ref)}</a>{readings}</p></li>'
    )
