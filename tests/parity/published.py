"""The published runtime in one Node process, asked line by line: any number of requests fits."""

from __future__ import annotations

import hashlib
import json
import subprocess
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from yoken import browser

ROOT = Path(__file__).parent.parent.parent
RUNTIME = ROOT / "build/runtime"
MISSING = "build/runtime がありません。先に ./scripts/build を動かしてください。"


def digest(answer: str) -> str:
    return hashlib.sha256(answer.encode()).hexdigest()


def answers(pairs: Iterable[tuple[str, str]]) -> Iterator[str | None]:
    """For each request and the digest of the answer expected: None where it is so, else the answer given."""
    command: list[str | Path] = ["node", Path(__file__).with_name("ask.mjs"), RUNTIME]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as node:
        assert node.stdin
        assert node.stdout
        feeding = threading.Thread(target=_feed, args=(node, pairs), daemon=True)
        feeding.start()
        for line in node.stdout:
            yield json.loads(line)
        feeding.join()
    if node.returncode != 0:
        raise RuntimeError(f"node: {node.returncode}")


def _feed(node: subprocess.Popen[str], pairs: Iterable[tuple[str, str]]) -> None:
    assert node.stdin
    # Where Node has ended, its own words on standard error say why.
    with suppress(BrokenPipeError), node.stdin:
        for pair in pairs:
            # ASCII, since Node takes some other letters for the end of a line.
            node.stdin.write(json.dumps(pair) + "\n")


def differences(requests: Iterable[str]) -> Iterator[tuple[str, str, str] | None]:
    """For each request: None where both Pythons answer with the same bytes, else the request, our answer and theirs."""
    asked: list[str] = []

    def ours() -> Iterator[tuple[str, str]]:
        for request in requests:
            asked.append(request)
            yield request, digest(browser.handle(request))

    for number, theirs in enumerate(answers(ours())):
        request, asked[number] = asked[number], ""
        yield None if theirs is None else (request, browser.handle(request), theirs)
