"""Documents in, lines of JSON out: the work of one process of a batch."""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import wait
from typing import Any, NamedTuple

from yoken import evaluate, facts, files, report, rulebook
from yoken.batch.items import Item
from yoken.exit_codes import BAD_INPUT, code_of, worst
from yoken.rulebook import Rulebook, canonical

FAILED = "点検の途中で、思わぬことが起きました"


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of every document."""

    checks: tuple[str, ...]
    as_of: date
    training: str | None


class Done(NamedTuple):
    """What became of some documents: their lines, how many they were, and the exit code that they ask for."""

    text: str
    documents: int
    code: int


class Judge:
    """Checks documents, one rulebook and one job for all."""

    def __init__(self, book: Rulebook, job: Job) -> None:
        self.book, self.job = book, job

    def all(self, items: Sequence[Item]) -> Done:
        """The lines of these documents. Nothing in one of them stops the rest."""
        lines, codes = [], []
        for item in items:
            try:
                made, code = self._one(item)
            except files.FileError as error:
                made, code = [{"file": item.name, "error": str(error)}], BAD_INPUT
            except Exception as error:  # a fault of the rules in one document is not one in the others
                why = f"{FAILED}（{type(error).__name__}: {error}）。"
                made, code = [{"file": item.name, "error": f"{item.name}: {why}"}], BAD_INPUT
            lines += [f"{canonical(each)}\n" for each in made]
            codes.append(code)
        # Half an emoji, cut somewhere on its way here, must not stop the answer on its way out.
        text = "".join(lines).encode("utf-8", "replace").decode()
        return Done(text, len(items), worst(codes))

    def _one(self, item: Item) -> tuple[list[dict[str, Any]], int]:
        read = self._read(item)
        problems = [problem.message for problem in read.problems]
        made = [evaluate.check(self.book, check, read.facts, self.job.as_of) for check in self.job.checks]
        codes = [code_of(each) for each in made] + ([BAD_INPUT] if read.errors else [])
        lines = [{"file": item.name, "problems": problems, "report": report.to_data(each)} for each in made]
        return lines, worst(codes)

    def _read(self, item: Item) -> facts.ReadResult:
        if item.error:
            raise files.FileError(item.error)
        if item.line is None:
            return files.facts_of(item.name, self.book, self.job.training)
        raw = files.from_json(item.name, files.decode(item.line.strip(), item.name))
        return files.as_facts(raw, self.book, self.job.training)


_judge: Judge


def start(job: Job) -> None:
    """Prepares this process, which the batch starts, to judge."""
    global _judge
    _judge = Judge(rulebook.load(), job)
    # The rulebook stays: looking through it at every collection would take longer than the collection.
    gc.freeze()
    # Ctrl+C is the main process's to answer; and where that one is killed, nobody is left to work for.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def judge(items: Sequence[Item]) -> Done:
    """The lines of these documents, in a process that was started."""
    return _judge.all(items)
