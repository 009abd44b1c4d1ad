"""Makes everything and checks it. Each kind of check says one line; pytest closes."""

import os
import subprocess
import sys
import time
from pathlib import Path

from scripts.steps import browser, environment, hosting
from scripts.steps.everything import build
from scripts.steps.plain import QUIET, ROOT, Stop, entry, run

USAGE = """\
./scripts/test [--fast] [pytest の引数…]
  --fast   ブラウザーと Pyodide の試験をしません
  例：./scripts/test --fast -k 日付"""

BIN = environment.PYTHON.parent

CHECKS: dict[str, list[str | Path]] = {
    "Python の書き方（ruff check）": [BIN / "ruff", "check"],
    "Python の体裁（ruff format）": [BIN / "ruff", "format", "--check", "--output-format=concise"],
    "Python の型（mypy）": [BIN / "mypy"],
    "JavaScript の型（tsc）": [ROOT / "node_modules/.bin/tsc", "--project", "widgets/tsconfig.json"],
}


def check() -> list[str]:
    """Runs the static checks, all of them even where one fails, and returns the names of those that did."""
    failed = []
    for name, command in CHECKS.items():
        print(f"{name}… ", end="", flush=True)
        start = time.monotonic()
        try:
            run(command, str.rstrip)
            print(f"{time.monotonic() - start:.1f}秒", flush=True)
        except Stop as found:
            print(f"直すところがあります\n{found}\n", flush=True)
            failed.append(name)
    return failed


def pytest(arguments: list[str], chromium: Path | None, fast: bool, hosted: bool) -> int:
    """The whole suite in one run, so that its last line counts everything."""
    own = ["--ignore=tests/browser", "--ignore=tests/parity"] if fast else []
    own += [] if hosted else ["--ignore=tests/hosting"]
    env = {**os.environ, **QUIET}
    if chromium:
        env["CHROMIUM"] = str(chromium)
    # Two at a time, since two cores are what it may count on; a file at a time, since a file shares its browser.
    command: list[str | Path] = [
        environment.PYTHON,
        "-m",
        "pytest",
        "--numprocesses=2",
        "--dist=loadfile",
        *own,
        *arguments,
    ]
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


def main() -> int:
    arguments = sys.argv[1:]
    if arguments in (["-h"], ["--help"]):
        print(USAGE)
        return 0
    fast = "--fast" in arguments
    build()
    chromium = None if fast else browser.ensure()
    hosted = not fast and hosting.ensure_without_asking()
    failed = check()
    code = pytest([argument for argument in arguments if argument != "--fast"], chromium, fast, hosted)
    if not fast and not hosted:
        print(hosting.NOT_TRIED)
    if failed:
        print(
            f"pytest のほかに、直すところがあります：{'、'.join(failed)}（上を見てください）", file=sys.stderr
        )
    return code or int(bool(failed))


if __name__ == "__main__":
    entry(main)
