"""Builds the runtime, then holds its answers against those of the Python here (tests/parity)."""

import os
import subprocess
import sys
from pathlib import Path

from scripts.steps.environment import PYTHON
from scripts.steps.everything import build
from scripts.steps.plain import QUIET, ROOT, entry


def main() -> int:
    build()
    command: list[str | Path] = [PYTHON, "-m", "tests.parity", *sys.argv[1:]]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **QUIET}, check=False).returncode


if __name__ == "__main__":
    entry(main)
