"""Our engine and the plain Python of the same rule, on the same cases; runs in CPython and in the browser's Python alike."""

from collections.abc import Callable, Iterable
from datetime import date

from yoken import evaluate, report, rulebook
from yoken.facts import Facts

from scripts.benchmarks.anchor import plain

AS_OF = date(2026, 11, 24)
CHECK = "anchor/hours"

Case = dict[str, int]
Work = Callable[[], object]


def candidates(book_file: str, cases: Iterable[Case]) -> dict[str, Work]:
    """All cases in one run of each, after both have been seen to make the same reports."""
    book, given = rulebook.load(book_file), list(cases)
    facts = [Facts(answers={row.question: case[row.name] for row in plain.ROWS}) for case in given]
    day = AS_OF.isoformat()

    def ours() -> list[plain.Json]:
        return [report.to_data(evaluate.check(book, CHECK, each, AS_OF)) for each in facts]

    def by_hand() -> list[plain.Json]:
        return [plain.report(case, day, book.hash) for case in given]

    if ours() != by_hand():
        raise AssertionError("the two reports differ")
    return {"yoken": ours, "plain": by_hand}


def statuses(case: Case) -> dict[str, bool]:
    """What the other engines have to say of a case: whether each bound is kept."""
    found = plain.report(case, "", "")["findings"]
    return {finding["id"]: finding["status"] == "met" for finding in found}
