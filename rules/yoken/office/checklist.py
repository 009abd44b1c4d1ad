"""The documents イ to タ that go with an application, with how far each is."""

from dataclasses import dataclass
from datetime import date

from yoken.office import grid, paper
from yoken.report import MET, STATUSES, Finding, Report, units
from yoken.rulebook import Check, Rulebook

CHECK = "notice-2006/application"
UNDER = "2006/第3/1/(1)/二/"
TITLE = "添える書類の確認表"
HEADS = ("記号", "書類", "進み具合", "見つかったこと", "次にすること", "条文", "確認")
WIDTHS = (14, 50, 16, 44, 40, 30, 8)


@dataclass(frozen=True, slots=True)
class Paper:
    """One document: its letter, what it is, and what the check found about it."""

    letter: str
    text: str
    clause: str
    status: str
    message: str
    advice: str


def papers(book: Rulebook, report: Report) -> list[Paper]:
    """The documents in the notice's order."""
    found: dict[str, list[Finding]] = {}
    for finding in units(report.findings):
        found.setdefault(finding.clause, []).append(finding)
    made = []
    for clause in book.clauses.values():
        if not clause.ref.startswith(UNDER):
            continue
        about = found.get(clause.ref, [])
        # STATUSES is in the order in which people need to see them, so the first that occurs is the whole's.
        status = next((each for each in STATUSES if any(one.status == each for one in about)), "")
        open_ = [each for each in about if each.status != MET]
        made.append(
            Paper(
                clause.ref.removeprefix(UNDER).split("/")[0],
                clause.text,
                clause.ref,
                STATUSES.get(status, ""),
                "\n".join(dict.fromkeys(each.message for each in about)),
                "\n".join(dict.fromkeys(each.advice for each in open_ if each.advice)),
            )
        )
    return made


def progress(found: list[Paper]) -> str:
    done = sum(each.status == STATUSES[MET] for each in found)
    return f"{len(found)}のうち{done}がそろっています"


def rows(found: list[Paper]) -> list[tuple[str, ...]]:
    return [
        (each.letter, each.text, each.status, each.message, each.advice, each.clause, "□") for each in found
    ]


def workbook(book: Rulebook, report: Report, as_of: date) -> bytes:
    found = papers(book, report)
    source = book.sources[report.document]
    above = (
        TITLE,
        progress(found),
        f"{source.title}（{source.status}）",
        f"基準日 {as_of.isoformat()}　規則 {book.hash}",
    )
    return grid.workbook("書類", above, HEADS, rows(found), WIDTHS)


def html(book: Rulebook, check: Check, report: Report, as_of: date) -> str:
    found = papers(book, report)
    return paper.paper(
        paper.heading(book, check, TITLE, as_of),
        f"<p>{progress(found)}</p>",
        paper.table(HEADS, rows(found)),
        wide=True,
    )
