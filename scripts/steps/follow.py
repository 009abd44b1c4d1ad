"""Follows the source files while they are written: the pages first, at once, and then everything else."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from scripts.steps import environment
from scripts.steps.everything import STEPS
from scripts.steps.plain import ROOT
from scripts.steps.stamp import files

# What everything but the pages had to say; shown only where that went wrong.
SAID = ROOT / "build/follow.log"
# The compilers write these themselves, among the sources.
MADE = (
    "rules/yoken/rulebook.json",
    "rules/yoken/cases.json",
    "rules/yoken/office/forms.json",
    "rules/yoken/office/templates",
)


def watched() -> dict[Path, tuple[int, int]]:
    """Every file that people write and that a step is made from, with its time and size."""
    made = ("build/", "node_modules/")
    patterns = [pattern for step in STEPS for pattern in step.inputs if not pattern.startswith(made)]
    seen = {}
    for file in files(*patterns, "scripts/steps"):
        try:
            state = file.stat()
        except FileNotFoundError:
            continue  # Editors save by replacing: gone for a moment, and back at the next look.
        seen[file] = (state.st_mtime_ns, state.st_size)
    for file in files(*MADE):
        seen.pop(file, None)
    return seen


def follow(
    known: dict[Path, tuple[int, int]], rebuild: Callable[[set[str]], bool], tick: Callable[[], None]
) -> None:
    """Looks ten times a second whether the files are still as `known`; rebuilds once they have come to rest."""
    while True:
        time.sleep(0.1)
        tick()
        now = watched()
        if now == known:
            continue
        changed = {str(file.relative_to(ROOT)) for file, _ in now.items() ^ known.items()}
        time.sleep(0.05)
        known = watched()
        shown = sorted(changed)
        print(f"\n変わりました：{'、'.join(shown[:3])}{' ほか' if len(shown) > 3 else ''}", flush=True)
        if rebuild(changed):
            print("ページを新しくしました。", flush=True)
        else:
            print("直して保存すると、もう一度作ります。それまでは前のページを表示します。", flush=True)


def of_pages(name: str) -> bool:
    """Whether a file is one that changes pages and no program: what the interpreter standing by has loaded is still right."""
    return name.endswith((".yml", ".md", ".j2", ".css", ".js", ".svg")) and name != "mkdocs.yml"


class Rebuilder:
    """Makes the pages at once by the interpreter that stands by, and lets everything else follow while one reads."""

    def __init__(self) -> None:
        self._standby = self._start_standby()
        self._rest: subprocess.Popen[str] | None = None

    def __call__(self, changed: set[str]) -> bool:
        self._stop(self._rest)
        self._rest = None
        if all(map(of_pages, changed)) and self._standby.poll() is None:
            self._standby.communicate("\n")
            made = self._standby.returncode == 0
            if made:
                with SAID.open("w") as said:
                    self._rest = self._start(
                        sys.executable, "scripts.steps.everything", subprocess.DEVNULL, said
                    )
        else:
            # New interpreters, because the saved file may be one that is already loaded.
            self._stop(self._standby)
            command = [sys.executable, "-m", "scripts.steps.everything"]
            made = subprocess.run(command, cwd=ROOT, check=False).returncode == 0
        self._standby = self._start_standby()
        return made

    def tick(self) -> None:
        """Says how the rest ended, once it has."""
        if self._rest is None or self._rest.poll() is None:
            return
        if self._rest.returncode == 0:
            print("点検の画面と、ページの間のリンクも新しくしました。", flush=True)
        else:
            print(SAID.read_text("utf-8"), end="", flush=True)
        self._rest = None

    def close(self) -> None:
        self._stop(self._rest)
        self._stop(self._standby)

    def _start_standby(self) -> subprocess.Popen[str]:
        return self._start(environment.PYTHON, "scripts.steps.standby", subprocess.PIPE)

    @staticmethod
    def _start(
        python: str | Path, module: str, stdin: int, output: IO[str] | None = None
    ) -> subprocess.Popen[str]:
        # A group of its own, so that stopping it stops the tools that it started too.
        return subprocess.Popen(
            [python, "-m", module],
            cwd=ROOT,
            stdin=stdin,
            stdout=output,
            stderr=output,
            encoding="utf-8",
            start_new_session=True,
        )

    @staticmethod
    def _stop(process: subprocess.Popen[str] | None) -> None:
        if process is not None and process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.communicate()
