"""Reading pages: what a first visit transfers, and what Lighthouse sees as a phone on a slow network."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.benchmarks.row import REPEATED, Row, Target
from scripts.hosting.server import missing, serving
from scripts.hosting.weights import parts, sent
from scripts.steps import browser
from scripts.steps.plain import ROOT, Stop, after, run
from scripts.steps.stamp import Step, make

TITLE = "ページ（Brotli、Lighthouseのスマートフォン）"
SITE = ROOT / "build/site"
LISTED = "scripts/benchmarks/lighthouse"
HERE = ROOT / "build/bench/lighthouse"
SOON = Target("≤", 1.2)


@dataclass(frozen=True)
class Visited:
    name: str
    path: str
    score: int
    """What Lighthouse has to give at least."""
    shown: Target | None = SOON
    """Seconds until the largest part is seen; a page with a check is promised its score alone."""


VISITED = (
    Visited("はじめのページ", "", 99),
    Visited("カリキュラム", "curricula/class-1/", 99),
    Visited("手続", "procedure/", 99),
    Visited("条文を引く", "clauses/", 99),
    Visited("点検（動かす前）", "check/curriculum/", 97, None),
)


def _install() -> None:
    shutil.rmtree(HERE, ignore_errors=True)
    shutil.copytree(ROOT / LISTED, HERE)
    run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", HERE],
        after("Lighthouse を入れられませんでした。"),
    )


LIGHTHOUSE = Step(
    name="bench-lighthouse",
    title="Lighthouse を npm から入れています",
    inputs=(LISTED,),
    outputs=("build/bench/lighthouse/node_modules/lighthouse/package.json",),
    run=_install,
)


def rows() -> Iterator[Row]:
    if missing():
        raise Stop(f"sudo apt-get install {' '.join(missing())} を実行してから、もう一度測ってください。")
    if not (SITE / "index.html.br").exists():
        raise Stop("圧縮したファイルがありません。./scripts/build を実行してから、もう一度測ってください。")
    searching = [*SITE.glob("assets/**/search/worker.js"), *SITE.glob("assets/**/search/words.js")]
    for each in VISITED[:-1]:
        page = SITE / each.path / "index.html"
        files = [page, *parts(SITE, page), *searching]
        yield Row(f"初めての訪問：{each.name}", (sum(map(sent, files)) / 1000,), "kB", Target("≤", 150))
    make(LIGHTHOUSE)
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder), SITE) as address:
        for each in VISITED:
            found = [look(f"{address}/{each.path}") for _ in range(REPEATED)]
            yield Row(f"{each.name}：点", _all(found, "score"), "点", Target("≥", each.score))
            lcp = tuple(value / 1000 for value in _all(found, "lcp"))
            yield Row(f"{each.name}：LCP", lcp, "秒", each.shown)
            yield Row(f"{each.name}：CLS", _all(found, "cls"), "", Target("≤", 0))


def look(address: str) -> dict[str, float]:
    command: list[str | Path] = ["node", HERE / "run.mjs", browser.ensure(), address]
    remedy = after("Lighthouse が止まりました。")
    try:
        said = run(command, remedy)
    except Stop:
        # Now and then it loses what the browser told it of one visit.
        said = run(command, remedy)
    found: dict[str, float] = json.loads(said.splitlines()[-1])
    return found


def _all(found: list[dict[str, float]], name: str) -> tuple[float, ...]:
    return tuple(each[name] for each in found)
