"""Builds what is measured, then measures it. Nothing here is part of the tests: a time is no verdict on a busy machine."""

import os
import subprocess
import sys
from pathlib import Path

from scripts.steps.environment import PYTHON
from scripts.steps.everything import build
from scripts.steps.plain import QUIET, ROOT, entry


def main() -> int:
    build()
    command: list[str | Path] = [PYTHON, "-m", "scripts.benchmarks", *sys.argv[1:]]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **QUIET}, check=False).returncode


if __name__ == "__main__":
    entry(main)
