"""Coverage-guided fuzzing (tests/fuzz), in an environment of its own. The tests of the gate replay what it keeps, without it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.steps import environment, forms, node, rulebook
from scripts.steps.everything import alone
from scripts.steps.plain import QUIET, ROOT, after, entry, run
from scripts.steps.stamp import Step, make

LOCK = "requirements/fuzz.txt"
ENVIRONMENT = ROOT / "build/fuzz-environment"
PYTHON = ENVIRONMENT / "bin/python"
NPM = ROOT / "build/fuzz-npm"
LISTED = "tests/fuzz/npm"


def _tools() -> None:
    run([sys.executable, "-m", "venv", "--clear", ENVIRONMENT], after("仮想環境を作れませんでした。"))
    quiet = ["--quiet", "--no-input", "--disable-pip-version-check"]
    run(
        [PYTHON, "-m", "pip", "install", *quiet, "--require-hashes", "--requirement", LOCK],
        after(
            f"ファジングの部品（{LOCK}）を入れられませんでした。Python 3.11から3.13までと、Linux で動きます。"
        ),
    )


def _counting() -> None:
    node.present()
    shutil.rmtree(NPM, ignore_errors=True)
    shutil.copytree(ROOT / LISTED, NPM)
    run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", NPM],
        after(f"ファジングの部品（{LISTED}）を npm から入れられませんでした。"),
    )


TOOLS = Step(
    name="fuzz",
    title="ファジングの部品を入れています",
    inputs=(LOCK,),
    outputs=("build/fuzz-environment/bin/python",),
    run=_tools,
)
COUNTING = Step(
    name="fuzz-npm",
    title="JavaScript の分岐を数える部品を npm から入れています",
    inputs=(f"{LISTED}/package-lock.json",),
    outputs=("build/fuzz-npm/node_modules/istanbul-lib-instrument/package.json",),
    run=_counting,
)


def main() -> int:
    with alone():
        rules = (rulebook.STEP, forms.STEP, forms.TEMPLATES)
        for step in (environment.TOOLS, environment.PACKAGE, *rules, TOOLS, COUNTING):
            make(step)
    command: list[str | Path] = [PYTHON, "-m", "tests.fuzz", *sys.argv[1:]]
    paths = os.pathsep.join((str(ROOT / "rules"), str(ROOT)))
    env = {**os.environ, **QUIET, "PYTHONPATH": paths}
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


if __name__ == "__main__":
    entry(main)
