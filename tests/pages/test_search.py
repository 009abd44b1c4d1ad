"""The site's search finds what people look for, in Japanese, among the first pages it names."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import yaml

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
INDEX = ROOT / "build/site/search/pages.json"
WORKER = ROOT / "build/html/assets/search/worker.js"
FIRST = 3


def search(queries: list[str], index: Path = INDEX) -> list[list[list[str]]]:
    """For each query the pages found, best first, each as the addresses of its sections, best first."""
    assert index.exists(), "build/site がありません。先に ./scripts/build を実行してください"
    command: list[str | Path] = ["node", HERE / "search.mjs", WORKER, index]
    done = subprocess.run(command, input=json.dumps(queries), capture_output=True, text=True, check=True)
    found: list[list[list[str]]] = json.loads(done.stdout)
    return found


def test_common_queries_find_their_page_among_the_first() -> None:
    wanted: dict[str, list[str]] = {
        str(query): places
        for query, places in yaml.safe_load((HERE / "queries.yml").read_text("utf-8")).items()
    }
    missed = {}
    for (query, places), pages in zip(wanted.items(), search(list(wanted)), strict=True):
        # Of a page the theme shows the best sections; those far down are folded away.
        shown = [location for page in pages[:FIRST] for location in page[:3]]
        if not any(place in location for place in places for location in shown):
            missed[query] = shown
    assert missed == {}


def test_words_that_stand_nowhere_find_nothing() -> None:
    assert search(["ペンギン", ""]) == [[], []]
