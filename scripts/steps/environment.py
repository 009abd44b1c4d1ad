"""The virtual environment with the locked tools, and the package itself in it as an editable install."""

import importlib.util
import subprocess
import sys
from pathlib import Path

from scripts.steps.plain import ROOT, Stop, after, offline, run
from scripts.steps.stamp import Step

PYTHON = ROOT / ".venv" / "bin" / "python"
PIP: list[str | Path] = [
    PYTHON,
    "-m",
    "pip",
    "install",
    "--quiet",
    "--no-input",
    "--disable-pip-version-check",
]


def install() -> None:
    missing = [module for module in ("venv", "ensurepip") if importlib.util.find_spec(module) is None]
    if missing:
        raise Stop(
            "Python の仮想環境を作る部品（venv）がありません。入れてから、もう一度実行してください"
            "（Debian・Ubuntu なら sudo apt-get install python3-venv）。"
        )
    if not _usable():
        run([sys.executable, "-m", "venv", "--clear", ROOT / ".venv"], _unmade)
    run([*PIP, "--require-hashes", "--requirement", "requirements/dev.txt"], _unreached)


def link() -> None:
    # Without build isolation pip uses the locked hatchling, so this works without the network.
    run(
        [*PIP, "--no-deps", "--no-build-isolation", "--editable", "."],
        after("yoken を .venv に入れられませんでした。"),
    )


def _usable() -> bool:
    """Whether .venv runs, and with this very Python: after an upgrade of the system it often does not."""
    version = ["-c", "import sys; print(sys.version)"]
    try:
        seen = subprocess.run([PYTHON, *version], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return False
    return seen.strip() == sys.version.strip()


def _unmade(output: str) -> str:
    return f"{output.rstrip()}\n\n仮想環境 .venv を作れませんでした。空き容量と、このフォルダーに書き込めることを確かめてください。"


def _unreached(output: str) -> str:
    if offline(output):
        return "Python の部品の配布元（PyPI）につながりません。ネットワークを確かめて、もう一度実行してください。"
    return (
        f"{output.rstrip()}\n\nPython の部品（requirements/dev.txt）を入れられませんでした。"
        "ネットワークと pip の設定を確かめて、もう一度実行してください。"
    )


TOOLS = Step(
    name="environment",
    title="Python の道具を .venv に入れています",
    inputs=("requirements/dev.txt",),
    outputs=(".venv/bin/python",),
    run=install,
    stamps=".venv/stamps",
)

PACKAGE = Step(
    name="package",
    title="yoken を .venv で使えるようにしています",
    inputs=("pyproject.toml", "requirements/dev.txt"),
    outputs=(".venv/bin/yoken",),
    run=link,
    stamps=".venv/stamps",
)
