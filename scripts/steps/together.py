"""The rules, the forms, the pages and their HTML, in one interpreter of .venv: four would each load much of the same."""

import gc
import signal
import subprocess
import sys

from scripts.steps import forms, pages, rulebook, site, tool
from scripts.steps.environment import PYTHON
from scripts.steps.plain import ROOT, entry
from scripts.steps.stamp import make

STEPS = (rulebook.STEP, forms.STEP, pages.STEP, site.STEP)


def start() -> None:
    """Has it done by that interpreter, which says itself what stopped it."""
    done = subprocess.run([PYTHON, "-m", "scripts.steps.together"], cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def main() -> int:
    # Ctrl+C reaches both; the one who started this says so.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    tool.stay_here()
    # A process of seconds gains nothing from collecting, and there is much to walk through.
    gc.disable()
    for step in STEPS:
        make(step)
    return 0


if __name__ == "__main__":
    entry(main)
