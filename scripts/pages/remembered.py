"""The sentences of the worked examples, kept from one making of the pages to the next.

Judging the cases again would be most of the time between saving a rule and seeing the page. A sentence is known by all
that it is made from: the evaluator's own source, what a check may look up, the check, the case and the day.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import yoken
from yoken.rulebook import Case, Rulebook, written

KEPT = Path(__file__).parent.parent.parent / "build/worked.json"


class Remembered:
    """What is asked for is kept; what nobody asked for this time is forgotten."""

    def __init__(self, book: Rulebook, day: str) -> None:
        # What no check looks at: a changed clause text or another check changes no sentence.
        common = replace(book, hash="", checks={}, clauses={}, examples={}, errata=())
        self._common = _digest(day, *_sources(), written(common))
        self._checks = {name: _digest(written(each)) for name, each in book.checks.items()}
        self._before: dict[str, str] = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
        self._asked: dict[str, str] = {}

    def key(self, case: Case, name: str) -> str:
        return _digest(self._common, self._checks[case.check], written(case), name)

    def get(self, key: str) -> str | None:
        found = self._before.get(key)
        if found is not None:
            self._asked[key] = found
        return found

    def put(self, key: str, sentence: str) -> None:
        self._asked[key] = sentence

    def keep(self) -> None:
        if self._asked != self._before:
            KEPT.parent.mkdir(exist_ok=True)
            # Whole or not at all: a command that is stopped leaves nothing half written.
            fresh = KEPT.with_suffix(".new")
            fresh.write_text(json.dumps(self._asked, ensure_ascii=False), encoding="utf-8")
            fresh.replace(KEPT)


def _sources() -> list[str]:
    return [file.read_text("utf-8") for file in sorted(Path(yoken.__path__[0]).rglob("*.py"))]


def _digest(*parts: str) -> str:
    total = hashlib.sha256()
    for part in parts:
        total.update(hashlib.sha256(part.encode()).digest())
    return total.hexdigest()[:24]
