"""Cases as worked examples of a clause: what is given, what comes out, and the sentence the evaluator gives."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache

from yoken.evaluate import judge
from yoken.facts import read
from yoken.measures import Context
from yoken.report import DISPUTED, JUDGEMENT, MET, NOT_APPLICABLE, STATUSES, UNKNOWN, UNMET, Finding
from yoken.rulebook import Case, Rulebook, load_cases, walk

from scripts.pages.remembered import Remembered

# The day cases are read on where they name none; a fixed one keeps the pages the same from day to day.
AS_OF = date(2026, 11, 24)
# One example of each result says most; in the order in which results teach.
RESULTS = (UNMET, MET, DISPUTED, JUDGEMENT, UNKNOWN, NOT_APPLICABLE)
SHOWN = 3


@dataclass(frozen=True)
class Worked:
    """A case as a clause shows it: the result of one criterion, not of the whole check."""

    case: Case
    status: str
    sentence: str

    @property
    def word(self) -> str:
        return STATUSES[self.status]


@dataclass(frozen=True)
class Examples:
    """The examples shown at a clause, and how many cases test it altogether."""

    shown: tuple[Worked, ...] = ()
    total: int = 0


@cache
def cases() -> tuple[Case, ...]:
    """Read once: they are many."""
    return load_cases()


def examples(book: Rulebook) -> dict[str, Examples]:
    """Clause reference → its examples, for each clause that a case tests."""
    cited = {
        (each.id, criterion.id): criterion.clause
        for each in book.checks.values()
        for criterion in walk(each.require)
    }
    found: defaultdict[str, list[tuple[Case, str]]] = defaultdict(list)
    for case in cases():
        for name in case.expect:
            if (case.check, name) in cited:
                found[cited[case.check, name]].append((case, name))
    judged, known = Judge(book), Remembered(book, AS_OF.isoformat())

    def sentence(case: Case, name: str) -> str:
        key = known.key(case, name)
        said = known.get(key)
        if said is None:
            said = judged.sentence(case, name)
            known.put(key, said)
        return said

    shown = {
        ref: Examples(
            tuple(Worked(case, case.expect[name], sentence(case, name)) for case, name in chosen(tested)),
            len({case.id for case, _ in tested}),
        )
        for ref, tested in found.items()
    }
    known.keep()
    return shown


class Judge:
    """Judges the part of a check that holds the criterion to be shown, and nothing beside it: most of a page's making is this."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self.contexts: dict[str, Context] = {}
        self.judged: dict[tuple[str, str], Finding] = {}

    def sentence(self, case: Case, name: str) -> str:
        # A criterion asked once for each instructor has a finding for each; the first with the result is shown.
        found = find(self._findings(case, name), name)
        return next((each.message for each in found if each.status == case.expect[name]), "")

    def _findings(self, case: Case, name: str) -> tuple[Finding, ...]:
        if case.id not in self.contexts:
            facts = read(case.facts, self.book).facts
            self.contexts[case.id] = Context(self.book, facts, case.as_of or AS_OF)
        context = self.contexts[case.id]
        roots = [
            root
            for root in self.book.checks[case.check].require
            if root.training in (None, context.facts.training)
            and any(each.id == name for each in walk((root,)))
        ]
        for root in roots:
            if (case.id, root.id) not in self.judged:
                self.judged[case.id, root.id] = judge(root, context)
        return tuple(self.judged[case.id, root.id] for root in roots)


def chosen(tested: list[tuple[Case, str]]) -> list[tuple[Case, str]]:
    """At most one case a result, the one that is about least else; no case twice."""
    picked: list[tuple[Case, str]] = []
    for status in RESULTS:
        fitting = [
            (case, name)
            for case, name in tested
            if case.expect[name] == status and case.id not in {each.id for each, _ in picked}
        ]
        if fitting:
            picked.append(min(fitting, key=lambda each: len(each[0].expect)))
    return picked[:SHOWN]


def find(findings: tuple[Finding, ...], name: str) -> list[Finding]:
    """Every finding of this id, wherever it stands in the tree."""
    found = []
    for finding in findings:
        found += [finding] if finding.id == name else []
        found += find(finding.children, name)
    return found
