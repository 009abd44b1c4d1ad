"""The packages from npm: Pyodide for the site, the type checker and the accessibility checker for the tests."""

import re
import shutil
import subprocess

from scripts.steps.plain import Stop, offline, run
from scripts.steps.stamp import Step

OLDEST = 20
WHERE = "入れてから、もう一度実行してください（nodejs.org の配布物など。Debian 12 の nodejs パッケージは 18 なので足りません）。"


def install() -> None:
    present()
    # npm's own patience is over a minute; without a network that reads as a hang.
    patience = ["--fetch-retries=3", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"]
    run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", *patience], _unreached)


def present() -> None:
    """Stops with a sentence unless Node and npm are here and new enough."""
    node = shutil.which("node")
    if node is None:
        raise Stop(f"Node.js が見つかりません。Node.js {OLDEST} 以上を{WHERE}")
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    number = re.match(r"v(\d+)", said)
    if number is None or int(number[1]) < OLDEST:
        raise Stop(f"Node.js {OLDEST} 以上が必要です（見つかったのは {said or '不明'}）。新しいものを{WHERE}")
    if shutil.which("npm") is None:
        raise Stop(
            "npm が見つかりません。入れてから、もう一度実行してください（Debian・Ubuntu なら sudo apt-get install npm）。"
        )


def _unreached(output: str) -> str:
    if offline(output):
        return "npm の配布元につながりません。ネットワークを確かめて、もう一度実行してください。"
    return f"{output.rstrip()}\n\nnpm の部品（package-lock.json）を入れられませんでした。上の文を確かめて、もう一度実行してください。"


STEP = Step(
    name="node",
    title="Pyodide などを npm から入れています",
    inputs=("package.json", "package-lock.json", ".npmrc"),
    outputs=("node_modules/pyodide/pyodide.asm.wasm",),
    run=install,
    stamps="node_modules/.stamps",
)
