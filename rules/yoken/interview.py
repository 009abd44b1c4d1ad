"""Which answers still matter, the soonest deciding first.

An answer matters while a finding depends on it. In a choice of ways (いずれか) the way with the least missing is asked
first, and once one way is met nothing more is asked of the others.
"""

from yoken.explain import missing
from yoken.report import JUDGEMENT, UNKNOWN, UNMET, Finding, Report


def next_paths(report: Report) -> list[str]:
    """Paths of facts that would decide something, each once, in the order to ask them."""
    return list(dict.fromkeys(_paths(report.findings)))


def judgement_paths(report: Report) -> list[str]:
    """Paths of the judgements that findings wait for."""
    return _judgements(report.findings)


def _judgements(findings: tuple[Finding, ...]) -> list[str]:
    found: list[str] = []
    for finding in findings:
        if finding.branch == "any" and finding.status != JUDGEMENT:
            continue
        if finding.children:
            found += _judgements(finding.children)
        elif finding.status == JUDGEMENT:
            found.append(f"judgements/{finding.id}/result")
    return found


def _paths(findings: tuple[Finding, ...]) -> list[str]:
    found: list[str] = []
    for finding in findings:
        if finding.status == UNKNOWN and not finding.children:
            found += [place.path for place in finding.needs]
        elif finding.branch == "all" and finding.status in (UNKNOWN, UNMET):
            found += _paths(finding.children)
        elif finding.branch in ("any", "readings") and finding.status == UNKNOWN:
            open_ways = [child for child in finding.children if child.status == UNKNOWN]
            found += _paths(tuple(sorted(open_ways, key=missing)))
    return found
