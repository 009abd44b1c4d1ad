"""Building: the whole site beside a plain build of the same Markdown, and from a saved rule to the page that shows it."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.benchmarks.row import REPEATED, Row, Target, ratios
from scripts.benchmarks.timing import in_turns, seconds
from scripts.steps import environment
from scripts.steps.plain import ROOT, Stop, after, run

TITLE = "組み立て"
SAVED = Path("rules/designated/clauses.yml")
SHOWN = "/clauses/designated/"
PATIENCE = 120


def rows() -> Iterator[Row]:
    # In a clone, so that nothing of the working folder is touched, and nothing saved there meanwhile counts.
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "clone"
        run(["git", "clone", "--quiet", ROOT, clone], after("git clone ができませんでした。"))
        for name in (".venv", "node_modules"):
            (clone / name).symlink_to(ROOT / name)
        # As on a person's machine, Python keeps what it has compiled; the tools in .venv are compiled anyway.
        env = {"PYTHONPATH": f"{clone}/rules:{clone}", "PYTHONDONTWRITEBYTECODE": ""}
        everything(clone, env)
        found = in_turns(
            {"plain": seconds(lambda: plain(clone, env)), "whole": seconds(lambda: changed(clone, env))},
            REPEATED,
        )
        yield Row("同じMarkdownからのmkdocs build", found["plain"], "秒")
        yield Row("規則を直したあとの、規則・ページ・サイト", found["whole"], "秒")
        target = Target("≤", 1.5)
        yield Row("その比", ratios(found["whole"], found["plain"]), "倍", target)
        with shown(clone, env) as address:
            waited = tuple(save(clone, address) for _ in range(REPEATED + 1))[1:]
        yield Row("保存から、新しいページが読めるまで（./scripts/serve）", waited, "秒", Target("≤", 2))


def everything(clone: Path, env: dict[str, str]) -> None:
    run(["sh", clone / "scripts/build"], after("組み立てられませんでした。"), env=env)


def plain(clone: Path, env: dict[str, str]) -> None:
    command: list[str | Path] = [environment.PYTHON, "-m", "mkdocs", "build", "--quiet"]
    command += ["--config-file", clone / "mkdocs.yml", "--site-dir", clone / "build/plain"]
    run(command, after("mkdocs が止まりました。"), env=env)


def changed(clone: Path, env: dict[str, str]) -> None:
    """A rule is saved, and the rules, the pages and their HTML are made anew; the runtime is not a page."""
    edit(clone)
    command: list[str | Path] = [environment.PYTHON, "-m", "scripts.steps.together"]
    done = subprocess.run(
        command, cwd=clone, env={**os.environ, **env}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Stop(done.stderr)


def edit(clone: Path) -> None:
    """One more sign in the text of a clause, and one less the next time."""
    file = clone / SAVED
    text = file.read_text("utf-8")
    changed = text.replace("研修＊", "研修", 1) if "研修＊" in text else text.replace("研修", "研修＊", 1)
    if changed == text:
        raise Stop(f"{SAVED} に、直すところがありません。")
    file.write_text(changed, "utf-8")


@contextmanager
def shown(clone: Path, env: dict[str, str]) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "scripts.steps.serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=clone, env={**os.environ, **env}, stdout=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        version(address)
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def save(clone: Path, address: str) -> float:
    before = version(address)
    start = time.perf_counter()
    edit(clone)
    while version(address) == before:
        if time.perf_counter() - start > PATIENCE:
            raise Stop(f"保存して{PATIENCE}秒たっても、ページが新しくなりません。")
        time.sleep(0.01)
    waited = time.perf_counter() - start
    # What follows while one reads is not to run into the next saving.
    time.sleep(4 + 4 * waited)
    return waited


def version(address: str) -> bytes:
    for _ in range(PATIENCE * 5):
        try:
            with urllib.request.urlopen(f"{address}/-/version{SHOWN}") as answer:
                content: bytes = answer.read()
                return content
        except urllib.error.URLError:
            time.sleep(0.2)
    raise Stop("サーバーが答えません。")
