"""The rules as they are in the working folder against those of a commit, in words. For whoever changes a rule."""

import argparse
import io
import subprocess
import tarfile
import tempfile
from pathlib import Path

from scripts.steps import environment
from scripts.steps.plain import ROOT, Stop, after, entry, run
from scripts.steps.stamp import make


def main() -> int:
    options = argparse.ArgumentParser(
        prog="./scripts/diff", description="いまの規則が、前の規則とどう違うかを文で示します。"
    )
    options.add_argument("revision", nargs="?", default="HEAD", help="比べる前の版（既定は最後のコミット）")
    revision = options.parse_args().revision
    make(environment.TOOLS)
    make(environment.PACKAGE)
    with tempfile.TemporaryDirectory() as folder:
        unpack(revision, Path(folder))
        words = run(
            [environment.PYTHON, "-m", "yoken.authoring.diff", Path(folder) / "rules", ROOT / "rules"],
            after(
                f"規則を読めませんでした。上が{revision}の規則の誤りなら、その版は、いまのプログラムでは比べられません。"
            ),
        )
    print(words, end="")
    return 0


def unpack(revision: str, folder: Path) -> None:
    """The rules of a commit, without touching the working folder."""
    done = subprocess.run(
        ["git", "archive", "--format=tar", revision, "rules"], cwd=ROOT, capture_output=True, check=False
    )
    if done.returncode != 0:
        raise Stop(f"版「{revision}」の規則がありません。git log で確かめてください。")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as packed:
        packed.extractall(folder, filter="data")


if __name__ == "__main__":
    entry(main)
