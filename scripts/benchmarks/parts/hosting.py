"""nginx with the shipped configuration under load on this machine: how many requests, how late the latest, and no error."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from scripts.benchmarks.row import REPEATED, Row, Target
from scripts.hosting.server import load_generator, missing, serving
from scripts.steps.plain import ROOT, Stop

TITLE = "公開サーバー（nginx、この機械の中）"
SITE = ROOT / "build/site"
CONNECTIONS, SECONDS = 64, 3


def rows() -> Iterator[Row]:
    wanted = [*missing(), *([] if load_generator() else ["wrk"])]
    if wanted:
        raise Stop(f"sudo apt-get install {' '.join(wanted)} を実行してから、もう一度測ってください。")
    if not (SITE / "index.html.br").exists():
        raise Stop("圧縮したファイルがありません。./scripts/build を実行してから、もう一度測ってください。")
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder), SITE) as address:
        found = [load(address) for _ in range(REPEATED)]
    rate, latest, refused, broken = zip(*found, strict=True)
    note = f"wrk、{CONNECTIONS}接続、{SECONDS}秒、ページとその部品、10回に1回は誤ったアドレス"
    yield Row("1秒あたりの応答", rate, "回", note=note)
    yield Row("99％の応答が届くまで（p99）", tuple(each / 1000 for each in latest), "ms")
    yield Row("200と404のほかの応答", refused, "回", Target("≤", 0))
    yield Row("切れた接続と時間切れ", broken, "回", Target("≤", 0))


def load(address: str) -> tuple[float, ...]:
    """Responses a second, the 99th percentile in µs, answers that are neither 200 nor 404, broken connections."""
    said = subprocess.run(
        ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", ROOT / "scripts/hosting/mix.lua", address],
        env={**os.environ, "YOKEN_PATHS": "\n".join(paths())},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    line = next(each for each in said.splitlines() if each.startswith("RESULT"))
    return tuple(float(each) for each in line.split()[1:])


def paths() -> list[str]:
    """The pages, and what a first one brings along."""
    pages = sorted(SITE.rglob("index.html"))
    parts = [file for file in sorted((SITE / "assets").rglob("*")) if file.suffix in (".css", ".js")]
    folders = [f"/{page.parent.relative_to(SITE).as_posix()}/".replace("/./", "/") for page in pages]
    return [*folders, *(f"/{part.relative_to(SITE).as_posix()}" for part in parts)]
