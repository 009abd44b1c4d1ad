"""The engine: the whole explained report of one rule, beside other engines and plain Python; and how its cost grows."""

import itertools
import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

from yoken import browser, evaluate, facts, report, rulebook
from yoken.authoring.compile import compile_rules, write
from yoken.facts import Facts
from yoken.rulebook import Rulebook

from scripts.benchmarks import environment
from scripts.benchmarks.anchor import ours
from scripts.benchmarks.anchor.cases import cases
from scripts.benchmarks.anchor.plain import ROWS
from scripts.benchmarks.row import Row, Target, ratios
from scripts.benchmarks.timetables import large
from scripts.benchmarks.timing import Candidate, in_turns, seconds
from scripts.benchmarks.worker import Worker
from scripts.steps.plain import ROOT
from scripts.steps.stamp import make

TITLE = "判定と説明"
HERE = "scripts/benchmarks/anchor"
BOOK, CASES, BOUNDS, REQUESTS = (
    environment.FOLDER / name for name in ("rulebook.json", "cases.json", "rows.json", "edits.json")
)

PYODIDE: list[str | Path] = ["node", f"{HERE}/browser.mjs", "build/runtime", ROOT, BOOK, CASES, REQUESTS]
# More than the least, since what is compared is close.
ROUNDS = 25
# As many as show the rare slow one too.
EDITS = 45

EXPLAINED = "説明する"
VERDICT = "真偽だけ"
OTHERS = {
    "zen": ("zen-engine", VERDICT),
    "zen-trace": ("zen-engine（trace）", EXPLAINED),
    "json-logic": ("json-logic", VERDICT),
    "rule-engine": ("rule-engine", VERDICT),
    "publicodes": ("publicodes（Node.js）", EXPLAINED),
}

# Ten times as much may take ten times as long, and a little for what the machine's caches hold no more.
TENFOLD = Target("≤", 13)


def prepare() -> None:
    make(environment.ENGINES)
    make(environment.PUBLICODES)
    book, tried = compile_rules(ROOT / HERE / "rules")
    write(book, tried, BOOK)
    CASES.write_text(json.dumps(cases()), "utf-8")
    BOUNDS.write_text(json.dumps([row._asdict() for row in ROWS]), "utf-8")
    REQUESTS.write_text(json.dumps(_edits("notice-2006/curriculum")), "utf-8")


def rows() -> Iterator[Row]:
    yield from _beside_others()
    yield from _edit()
    yield from _by_sessions()
    yield from _by_rules()


def _beside_others() -> Iterator[Row]:
    """Microseconds a case, everything in turns on the same thousand cases."""
    python: list[str | Path] = [environment.PYTHON, "-m", "scripts.benchmarks.anchor.engines", BOOK, CASES]
    node: list[str | Path] = ["node", f"{HERE}/publicodes.mjs", environment.NPM, BOUNDS, CASES]
    with ExitStack() as running:
        engines = running.enter_context(Worker(python, {"PYTHONPATH": f"{ROOT}/rules"}))
        publicodes = running.enter_context(Worker(node))
        browsers = running.enter_context(Worker(PYODIDE))
        taken = in_turns(
            {
                **{
                    name: engines.candidate(name)
                    for name in ("plain", "yoken", *OTHERS)
                    if name != "publicodes"
                },
                "publicodes": publicodes.candidate("publicodes"),
                **{f"pyodide-{name}": browsers.candidate(name) for name in ("plain", "yoken")},
            },
            ROUNDS,
        )
    micro = {name: tuple(each * 1e6 / len(cases()) for each in values) for name, values in taken.items()}
    yield Row("yoken：報告の全体", micro["yoken"], "µs", note=EXPLAINED)
    yield Row("素のPython：同じ報告をこの規則だけのために書いたもの", micro["plain"], "µs", note=EXPLAINED)
    for name, (title, explains) in OTHERS.items():
        yield Row(title, micro[name], "µs", note=explains)
    yield Row("yoken ÷ 素のPython", ratios(micro["yoken"], micro["plain"]), "倍", Target("≤", 3))
    for name, (title, explains) in OTHERS.items():
        # Only who explains too has done the same work: beside a bare verdict a ratio has no bound to keep.
        target, note = (Target("≤", 1), "") if explains == EXPLAINED else (None, f"相手は{explains}")
        yield Row(f"yoken ÷ {title}", ratios(micro["yoken"], micro[name]), "倍", target, note)
    yield Row("Pyodide：yoken", micro["pyodide-yoken"], "µs", note=EXPLAINED)
    yield Row("Pyodide：素のPython", micro["pyodide-plain"], "µs", note=EXPLAINED)
    inside = ratios(micro["pyodide-yoken"], micro["pyodide-plain"])
    yield Row("Pyodide：yoken ÷ 素のPython", inside, "倍", Target("≤", 3))


def _edits(check: str) -> list[str]:
    """What edits of one cell of a self-check page ask of the rules: forty sessions, eight instructors."""
    document = large(browser.book(), 40)
    rows = document["timetable"]
    edited = ({**rows[-1], "minutes": f"{60 + number}分"} for number in range(EDITS + 1))
    return [
        json.dumps(
            {
                "method": "check",
                "check": check,
                "facts": {**document, "timetable": [*rows[:-1], row]},
                "as_of": ours.AS_OF.isoformat(),
                "outline": True,
            },
            ensure_ascii=False,
        )
        for row in edited
    ]


def _edit() -> Iterator[Row]:
    checks = ("notice-2006/curriculum", "notice-2006/instructors")
    taken: dict[str, tuple[float, ...]] = {}
    # One check after the other: whoever edits stays with one, and what it leaves for the next edit counts.
    for check in checks:
        taken |= in_turns({check: seconds(partial(_answer, iter(_edits(check))))}, EDITS)
    with Worker(PYODIDE) as browsers:
        taken |= in_turns({f"Pyodide：{checks[0]}": browsers.candidate("edit")}, EDITS)
    for name, values in taken.items():
        yield Row(f"1回の編集、40コマ・講師8人（{name}）", tuple(each * 1e3 for each in values), "ms")


def _answer(edits: Iterator[str]) -> str:
    return browser.handle(next(edits))


def _by_sessions() -> Iterator[Row]:
    """A whole check, from what was typed to the report, of longer and longer timetables."""
    book = browser.book()
    documents = {f"{count:,}行の時間割": large(book, count) for count in (10, 100, 1_000, 10_000)}

    def whole(document: dict[str, object]) -> Candidate:
        def check() -> object:
            read = facts.read(document, book)
            return report.to_data(evaluate.check(book, "notice-2006/curriculum", read.facts, ours.AS_OF))

        return seconds(check)

    yield from _growth({name: whole(document) for name, document in documents.items()})


def _by_rules() -> Iterator[Row]:
    """The rule above, ten and a hundred times over."""
    book = rulebook.load(BOOK)
    given = Facts(answers={row.question: cases()[0][row.name] for row in ROWS})

    def many(times: int) -> Candidate:
        longer = _repeated(book, times)
        return seconds(lambda: report.to_data(evaluate.check(longer, ours.CHECK, given, ours.AS_OF)))

    yield from _growth({f"{len(ROWS) * times:,}の規則": many(times) for times in (1, 10, 100)})


def _repeated(book: Rulebook, times: int) -> Rulebook:
    check = book.checks[ours.CHECK]
    return replace(book, checks={check.id: replace(check, require=check.require * times)})


def _growth(candidates: Mapping[str, Candidate]) -> Iterator[Row]:
    """Each size, and how many times as long each takes as the one a tenth of it."""
    taken = in_turns(candidates)
    for name, values in taken.items():
        yield Row(name, tuple(each * 1e3 for each in values), "ms")
    for small, big in itertools.pairwise(taken):
        yield Row(f"{big} ÷ {small}", ratios(taken[big], taken[small]), "倍", TENFOLD)
