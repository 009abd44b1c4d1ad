"""The rules, the forms, the pages and their HTML, in an interpreter of .venv and its twin: four would each load much of the same.

The twin makes what comes before the pages, while the first loads the generator.
"""

import multiprocessing
import signal
import subprocess
import sys

from scripts.steps import forms, pages, rulebook, site, tool
from scripts.steps.environment import PYTHON
from scripts.steps.plain import ROOT, entry
from scripts.steps.stamp import due, make

BEFORE = (rulebook.STEP, forms.STEP)
PAGES = (pages.STEP, site.STEP)
STEPS = (*BEFORE, *PAGES)


def start() -> None:
    """Has it done by that interpreter, which says itself what stopped it."""
    done = subprocess.run([PYTHON, "-m", "scripts.steps.together"], cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def before() -> int:
    for step in BEFORE:
        make(step)
    return 0


def main() -> int:
    # Ctrl+C reaches both; the one who started this says so.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    tool.stay_here()
    if any(map(due, BEFORE)):
        twin = multiprocessing.get_context("fork").Process(target=entry, args=(before,))
        twin.start()
        # Nothing of ours, which may be saved while the twin works.
        site.load()
        twin.join()
        if twin.exitcode:
            return twin.exitcode
    else:
        before()
    for step in PAGES:
        make(step)
    return 0


if __name__ == "__main__":
    entry(main)
