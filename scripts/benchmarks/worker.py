"""A process of its own that measures on request, so that what runs elsewhere takes its turn with the rest."""

import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

from scripts.benchmarks.timing import Candidate
from scripts.steps.plain import ROOT, Stop

READY = "ready"
LONGEST = 500


class Worker:
    """Runs `command`, which says `ready`, then reads the name of a candidate a line and answers with a number a line."""

    def __init__(self, command: Sequence[str | Path], env: Mapping[str, str] | None = None) -> None:
        self.command = command
        self.env = {**os.environ, **(env or {})}
        self._errors = tempfile.TemporaryFile("w+", errors="replace")  # noqa: SIM115 — closed with this object

    def __enter__(self) -> "Worker":
        self.process = subprocess.Popen(
            self.command,
            cwd=ROOT,
            env=self.env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
        )
        self._expect(READY)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.communicate()

    def candidate(self, name: str) -> Candidate:
        """Has the process measure this candidate once."""
        return lambda: float(self._answer(name))

    def _answer(self, name: str) -> str:
        assert self.process.stdin
        self.process.stdin.write(f"{name}\n")
        self.process.stdin.flush()
        return self._line()

    def _expect(self, word: str) -> None:
        if (said := self._line()) != word:
            raise Stop(f"{self.command[0]} が「{word}」の代わりに「{said}」と答えました。")

    def _line(self) -> str:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            self._errors.seek(0)
            # Node shows the source around a fault, which in a packed file is one endless line.
            said = "\n".join(each.rstrip() for each in self._errors if len(each) < LONGEST)
            raise Stop(f"{said}\n\n測るためのプログラムが止まりました：{' '.join(map(str, self.command))}")
        return line.strip()
