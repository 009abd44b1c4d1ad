"""python -m scripts.benchmarks.anchor.engines RULEBOOK CASES: the engines of PyPI beside ours, as a worker of the bench.

Every engine judges the same fourteen bounds, prepared beforehand as its own documentation advises.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import rule_engine
import zen
from json_logic import jsonLogic

from scripts.benchmarks.anchor import ours
from scripts.benchmarks.anchor.ours import Case
from scripts.benchmarks.anchor.plain import ROWS, Row
from scripts.benchmarks.timing import seconds
from scripts.benchmarks.worker import READY

Verdicts = dict[str, bool]
Engine = Callable[[Case], Verdicts]


def _expression(row: Row) -> str:
    upper = "" if row.high is None else f" and {row.name} <= {row.high}"
    return f"{row.name} >= {row.low}{upper}"


def with_zen(*, trace: bool) -> Engine:
    """A decision with one expression a bound; with the trace, it says what went into each."""

    def node(name: str, kind: str, **content: object) -> dict[str, object]:
        return {"id": name, "name": name, "type": f"{kind}Node", "position": {"x": 0, "y": 0}, **content}

    def edge(source: str, target: str) -> dict[str, str]:
        return {"id": f"{source}-{target}", "sourceId": source, "targetId": target, "type": "edge"}

    expressions = [{"id": row.name, "key": row.name, "value": _expression(row)} for row in ROWS]
    graph = {
        "nodes": [
            node("facts", "input"),
            node("rule", "expression", content={"expressions": expressions}),
            node("report", "output"),
        ],
        "edges": [edge("facts", "rule"), edge("rule", "report")],
    }
    decision = zen.ZenEngine().create_decision(json.dumps(graph))
    options = {"trace": True} if trace else None

    def judge(case: Case) -> Verdicts:
        answer = decision.evaluate(case, options)
        found: Verdicts = answer["result"]
        return found

    return judge


def with_json_logic() -> Engine:
    def logic(row: Row) -> dict[str, Any]:
        held = {"var": row.name}
        return {">=": [held, row.low]} if row.high is None else {"<=": [row.low, held, row.high]}

    rules = {row.name: logic(row) for row in ROWS}
    return lambda case: {name: jsonLogic(rule, case) for name, rule in rules.items()}


def with_rule_engine() -> Engine:
    rules = {row.name: rule_engine.Rule(_expression(row)) for row in ROWS}
    return lambda case: {name: rule.matches(case) for name, rule in rules.items()}


def main() -> None:
    book, cases = sys.argv[1], json.loads(Path(sys.argv[2]).read_text("utf-8"))
    work = ours.candidates(book, cases)
    engines = {
        "zen": with_zen(trace=False),
        "zen-trace": with_zen(trace=True),
        "json-logic": with_json_logic(),
        "rule-engine": with_rule_engine(),
    }
    expected = [ours.statuses(case) for case in cases]
    for name, engine in engines.items():
        if [engine(case) for case in cases] != expected:
            raise AssertionError(f"{name} judges otherwise")
        work[name] = lambda engine=engine: [engine(case) for case in cases]  # type: ignore[misc]
    print(READY, flush=True)
    for line in sys.stdin:
        print(seconds(work[line.strip()])(), flush=True)


if __name__ == "__main__":
    main()
