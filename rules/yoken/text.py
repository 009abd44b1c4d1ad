"""A report as text for a terminal: counts first, then what is not met or not decided, then the rest in one line."""

from yoken.facts import Problem
from yoken.report import MET, NOT_APPLICABLE, STATUSES, Finding, Report, counts, units

MARKS = {"unmet": "×", "unknown": "？", "disputed": "◇", "judgement": "△", "met": "○", "not_applicable": "－"}


def summary(report: Report) -> str:
    """「満たさない 1、入力不足 0 …」, leaving out the statuses that do not occur."""
    found = counts(report)
    return (
        "、".join(f"{STATUSES[status]} {count}" for status, count in found.items() if count)
        or "判定する項目がありません"
    )


def render(report: Report, *, everything: bool = False) -> str:
    """The whole report; `everything` lists what is met or does not apply as well."""
    lines = [f"{report.title}: {STATUSES[report.status]}", summary(report), ""]
    listed = units(report.findings)
    for status in STATUSES:
        if status in (MET, NOT_APPLICABLE) and not everything:
            continue
        for finding in listed:
            if finding.status == status:
                lines += _finding(finding, "")
    lines.append(f"基準日 {report.as_of.isoformat()}　規則 {report.rulebook[:12]}")
    return "\n".join(lines) + "\n"


def _finding(finding: Finding, indent: str) -> list[str]:
    name = f"{finding.reading_name}: " if finding.reading_name else ""
    lines = [
        f"{indent}{MARKS[finding.status]} {STATUSES[finding.status]}　{name}{finding.title}〔{finding.clause}〕"
    ]
    lines.append(f"{indent}    {finding.message}")
    if finding.advice:
        lines.append(f"{indent}    次にすること: {finding.advice}")
    lines += [f"{indent}    注: {note}" for note in finding.notes]
    if finding.readings:
        lines.append(f"{indent}    解釈: {'、'.join(finding.readings)}")
    for child in finding.children:
        lines += _finding(child, indent + "    ")
    return lines


def problems(found: tuple[Problem, ...]) -> str:
    """What could not be read, a line each."""
    return "".join(f"{'注意' if problem.warning else '読めません'}: {problem.message}\n" for problem in found)
