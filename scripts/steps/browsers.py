"""The journeys in Firefox or WebKitGTK. A browser that is not here is installed, or it is said that nothing was tested."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from scripts.steps.browser import install
from scripts.steps.everything import build
from scripts.steps.plain import QUIET, ROOT, Stop, after, entry, run
from scripts.steps.stamp import Step, make

USAGE = "./scripts/browsers firefox|webkit [pytest の引数…]"
ENVIRONMENT = ROOT / "build/browsers-environment"
PYTHON = ENVIRONMENT / "bin/python"


def _firefox() -> bool:
    return bool(shutil.which("firefox-esr") or shutil.which("firefox"))


def _webkit() -> bool:
    browsers = Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser")
    return bool(shutil.which("WebKitWebDriver") and shutil.which("Xvfb") and next(browsers, None))


@dataclass(frozen=True)
class Engine:
    title: str
    packages: tuple[str, ...]
    here: Callable[[], bool]
    # What stands before the command where the browser itself cannot do without a screen.
    before: tuple[str, ...] = ()


ENGINES = {
    "firefox": Engine("Firefox", ("firefox-esr",), _firefox),
    "webkit": Engine(
        "WebKitGTK", ("webkit2gtk-driver", "xvfb", "xauth"), _webkit, ("xvfb-run", "--auto-servernum")
    ),
}


def _tools() -> None:
    run([sys.executable, "-m", "venv", "--clear", ENVIRONMENT], after("仮想環境を作れませんでした。"))
    lock = ["--require-hashes", "--requirement", "requirements/browsers.txt"]
    run(
        [PYTHON, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", *lock],
        after("ブラウザーを動かす部品（requirements/browsers.txt）を入れられませんでした。"),
    )


TOOLS = Step(
    name="browsers",
    title="ブラウザーを動かす部品を入れています",
    inputs=("requirements/browsers.txt",),
    outputs=("build/browsers-environment/bin/python",),
    run=_tools,
)


def journeys(name: str, arguments: list[str]) -> int:
    """Runs them in the browser of this name, installed where it is not here. The site has been built."""
    engine = ENGINES[name]
    if not engine.here():
        install(list(engine.packages))
    if not engine.here():
        raise Stop(f"{engine.title} がないので、{engine.title} では何も試していません。")
    make(TOOLS)
    command: list[str | Path] = [
        *engine.before,
        PYTHON,
        "-m",
        "pytest",
        "--override-ini=python_files=journeys.py",
    ]
    command += ["-p", "no:cacheprovider", f"--engine={name}", "tests/browsers", *arguments]
    # Its own sandbox needs rights that a container does not give; only our own pages are opened.
    env = {**os.environ, **QUIET, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


def main() -> int:
    arguments = sys.argv[1:]
    if not arguments or arguments[0] not in ENGINES:
        print(USAGE)
        return 0 if arguments in (["-h"], ["--help"]) else 2
    build()
    return journeys(arguments[0], arguments[1:])


if __name__ == "__main__":
    entry(main)
