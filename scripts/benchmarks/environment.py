"""What the bench compares with, installed apart from the tools of the build: the site and its tests need none of it."""

import shutil
import sys
from pathlib import Path

from scripts.steps.plain import ROOT, after, run
from scripts.steps.stamp import Step

FOLDER = ROOT / "build/bench"
PYTHON = FOLDER / "environment/bin/python"
NPM = FOLDER / "npm"
LISTED = Path("scripts/benchmarks/npm")


def _python() -> None:
    run(
        [sys.executable, "-m", "venv", "--clear", FOLDER / "environment"],
        after("仮想環境を作れませんでした。"),
    )
    install = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    run(
        [PYTHON, *install, "--require-hashes", "--requirement", "requirements/bench.txt"],
        after("比べる相手（requirements/bench.txt）を入れられませんでした。"),
    )


def _npm() -> None:
    shutil.rmtree(NPM, ignore_errors=True)
    shutil.copytree(ROOT / LISTED, NPM)
    run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", NPM],
        after("比べる相手（npm）を入れられませんでした。"),
    )


ENGINES = Step(
    name="bench-python",
    title="比べる相手を PyPI から入れています",
    inputs=("requirements/bench.txt",),
    outputs=("build/bench/environment/bin/python",),
    run=_python,
)
PUBLICODES = Step(
    name="bench-npm",
    title="比べる相手を npm から入れています",
    inputs=(f"{LISTED}/package-lock.json",),
    outputs=("build/bench/npm/node_modules/publicodes/package.json",),
    run=_npm,
)
