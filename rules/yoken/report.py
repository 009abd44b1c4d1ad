"""The report: what a check found, as the one thing that browser, command line and tests exchange."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from yoken.measures import Place
from yoken.rulebook import canonical
from yoken.units import Number

SCHEMA = "yoken-report/1"

MET = "met"
UNMET = "unmet"
UNKNOWN = "unknown"
JUDGEMENT = "judgement"
DISPUTED = "disputed"
NOT_APPLICABLE = "not_applicable"

# In the order in which people need to see them.
STATUSES = {
    UNMET: "満たさない",
    UNKNOWN: "入力不足",
    DISPUTED: "解釈が分かれる",
    JUDGEMENT: "人の判断",
    MET: "満たす",
    NOT_APPLICABLE: "該当しない",
}


# Between a criterion and the instructor it was applied to, in a finding's id.
OF_PERSON = "@"


# All that is required is still lacking.
WHOLE = (1, 1)


@dataclass(slots=True)
class Finding:
    """The result of one criterion. `branch` says how the children count: all, any, readings or none.

    It is filled in while its criterion is judged, and not changed any more once the report is made.

    `lacking` is how much of how much is still lacking: it only orders ways by nearness, so it is divided only for that.
    """

    id: str
    clause: str
    title: str
    status: str
    message: str
    found: str = ""
    required: str = ""
    short_by: str = ""
    advice: str = ""
    needs: tuple[Place, ...] = ()
    places: tuple[Place, ...] = ()
    readings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reading_name: str = ""
    branch: str = ""
    children: tuple["Finding", ...] = ()
    lacking: tuple[Number, Number] = WHOLE

    @property
    def distance(self) -> Fraction:
        """How much of what is required is still lacking, from 0 to 1."""
        part, whole = self.lacking
        return min(Fraction(1), Fraction(part, whole))


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one check on one set of facts. `computed` holds figures for bars and dates for calendars."""

    check: str
    title: str
    document: str
    training: str | None
    as_of: date
    rulebook: str
    status: str
    findings: tuple[Finding, ...]
    computed: dict[str, Any] = field(default_factory=dict)


def units(findings: tuple[Finding, ...]) -> list[Finding]:
    """The findings that are counted and listed: the leaves of every `all`; an `any` or a reading counts once."""
    found: list[Finding] = []
    for finding in findings:
        if finding.branch == "all" and finding.status != NOT_APPLICABLE:
            found += units(finding.children)
        else:
            found.append(finding)
    return found


def counts(report: Report) -> dict[str, int]:
    """How many findings have each status."""
    found = dict.fromkeys(STATUSES, 0)
    for finding in units(report.findings):
        found[finding.status] += 1
    return found


def to_data(report: Report) -> dict[str, Any]:
    """The report as JSON-ready data (see the report's JSON Schema)."""
    return {**outline(report), "findings": [_finding(finding) for finding in report.findings]}


def outline(report: Report) -> dict[str, Any]:
    """The report without its findings, for a page that shows those as HTML."""
    return {
        "schema": SCHEMA,
        "check": report.check,
        "title": report.title,
        "document": report.document,
        "training": report.training,
        "as_of": report.as_of.isoformat(),
        "rulebook": report.rulebook,
        "status": report.status,
        "counts": counts(report),
        "computed": report.computed,
    }


def to_json(report: Report) -> str:
    """The report as canonical JSON text: equal facts and rules give equal bytes everywhere."""
    return canonical(to_data(report))


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "clause": finding.clause,
        "title": finding.title,
        "status": finding.status,
        "message": finding.message,
        "found": finding.found,
        "required": finding.required,
        "short_by": finding.short_by,
        "advice": finding.advice,
        "needs": _places(finding.needs),
        "places": _places(finding.places),
        "readings": list(finding.readings),
        "notes": list(finding.notes),
        "reading_name": finding.reading_name,
        "branch": finding.branch,
        "children": [_finding(child) for child in finding.children] if finding.children else [],
    }


def _places(places: tuple[Place, ...]) -> list[dict[str, str]]:
    return [{"path": path, "label": label} for path, label in places] if places else []
